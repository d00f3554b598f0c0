import { compareIds } from '../ids.ts';
import type { CustomerFact, Order, ReturnEvent } from '../orders/order.ts';
import { calendarDayNumber } from '../relations/calendar-day-number.ts';
import { matchReturns } from './match-returns.ts';
import { type PurchaseLine, purchaseLines } from './purchase-lines.ts';

/** A line with what is left of it after returns. */
export interface NetLine {
  readonly purchase: PurchaseLine;
  /** Units that did not come back, 0 to its `quantity`. */
  readonly keptQuantity: number;
}

/** An order that was not cancelled, returns netted. Money is in minor units, after line and order discounts. */
export interface PlacedOrder {
  readonly order: Order;
  /** Calendar day of the shop, counted from 1970-01-01. */
  readonly day: number;
  readonly lines: readonly NetLine[];
  /** Before returns; 0 for an order in another currency than the shop's, as is the net spend. */
  readonly grossSpendMinor: number;
  readonly netSpendMinor: number;
  readonly inOtherCurrency: boolean;
}

export interface PlacedOrders {
  /** By time of placing, then by id. */
  readonly placed: readonly PlacedOrder[];
  readonly cancelledOrderCount: number;
  /** Returned units that match no purchase; they reduce nothing. */
  readonly unmatchedReturnedUnitCount: number;
}

/** Discounts of an order fall on its goods in proportion, so goods that went back take their share with them. */
function afterDiscount(valueMinor: number, orderValueMinor: number, discountMinor: number): number {
  if (orderValueMinor <= 0 || discountMinor <= 0) return valueMinor;
  return Math.max(0, valueMinor - Math.round((discountMinor * valueMinor) / orderValueMinor));
}

function netOrder(
  order: Order,
  purchases: readonly PurchaseLine[],
  returnedByEvents: ReadonlyMap<PurchaseLine, number>,
  { currency, timeZone }: ShopTerms,
): PlacedOrder {
  let orderValueMinor = 0;
  let keptValueMinor = 0;
  const lines = purchases.map((purchase): NetLine => {
    // The order and return events may report the same goods: the greater of the two counts, never their sum.
    const { quantity, valueMinor, ownReturnedQuantity } = purchase;
    const returned = Math.max(ownReturnedQuantity, returnedByEvents.get(purchase) ?? 0);
    const keptQuantity = Math.max(0, quantity - returned);
    orderValueMinor += valueMinor;
    keptValueMinor += Math.round((valueMinor * keptQuantity) / quantity);
    return { purchase, keptQuantity };
  });
  const discountMinor = order.discountMinor ?? 0;
  const inOtherCurrency = order.currency !== currency;
  return {
    order,
    day: calendarDayNumber(order.placedAt, timeZone),
    lines,
    grossSpendMinor: inOtherCurrency ? 0 : afterDiscount(orderValueMinor, orderValueMinor, discountMinor),
    netSpendMinor: inOtherCurrency ? 0 : afterDiscount(keptValueMinor, orderValueMinor, discountMinor),
    inOtherCurrency,
  };
}

/** What a shop has one of. */
interface ShopTerms {
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name; decides which day an order falls on. */
  readonly timeZone: string;
}

/** A customer's orders with their returns; the order in which facts are given does not matter. O(lines log lines). */
export function placedOrders(facts: readonly CustomerFact[], shop: ShopTerms): PlacedOrders {
  const orders: Order[] = [];
  const returns: ReturnEvent[] = [];
  for (const fact of facts) {
    if (fact.kind === 'return') returns.push(fact.event);
    else if (fact.kind === 'order' && !fact.erased) orders.push(fact.order);
  }
  const placed = orders
    .filter((order) => order.status === 'placed')
    .sort((left, right) => compareIds(left.placedAt, right.placedAt) || compareIds(left.orderId, right.orderId))
    .map((order) => ({ order, purchases: purchaseLines(order) }));
  const { returnedQuantities, unmatchedQuantity } = matchReturns(
    placed.flatMap(({ purchases }) => purchases),
    returns,
  );
  return {
    placed: placed.map(({ order, purchases }) => netOrder(order, purchases, returnedQuantities, shop)),
    cancelledOrderCount: orders.length - placed.length,
    unmatchedReturnedUnitCount: unmatchedQuantity,
  };
}
