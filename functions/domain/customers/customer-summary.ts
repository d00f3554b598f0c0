import { type CustomerId, compareIds, type ItemId } from '../ids.ts';
import type { CustomerFact, Instant, Order, ReturnEvent } from '../orders/order.ts';
import { calendarDayNumber } from '../relations/calendar-day-number.ts';
import { type ItemDays, itemDaysOf, itemDaysText } from './item-days.ts';
import { matchReturns } from './match-returns.ts';
import { type PurchaseLine, purchaseLines } from './purchase-lines.ts';

/** The latest distinct items kept on a customer's row. */
export const maximumItemsBought = 200;

/** Bytes of item ids kept on a customer's row, so that a row of long ids stays within 4 KB like one of short ids. */
export const maximumItemsBoughtBytes = 1_400;

/** Bytes of the days of these items: 200 items bought again and again take 1,000 to 2,400, those bought once 200 to 400. */
export const maximumItemDaysBytes = 1_800;

/** Facts of one customer that a stream consumer still reads; a customer with more is refreshed nightly only. */
export const maximumFactsPerCustomer = 2_000;

/** What a customer's orders and returns add up to. Money is in minor units, net of returns and order discounts. */
export interface CustomerSummary {
  readonly customerId: CustomerId;
  /** Orders that were not cancelled. */
  readonly orderCount: number;
  readonly cancelledOrderCount: number;
  /** Calendar days of the shop with an order that was not cancelled; a day that was returned whole stays one. */
  readonly purchaseDayCount: number;
  readonly firstPlacedAt?: Instant;
  readonly lastPlacedAt?: Instant;
  readonly netSpendMinor: number;
  /** Before returns, after line and order discounts. */
  readonly grossSpendMinor: number;
  readonly returnedUnitCount: number;
  /** Returned units that match no purchase; they reduce nothing. */
  readonly unmatchedReturnedUnitCount: number;
  /** Distinct items ever bought and not returned whole. */
  readonly distinctItemCount: number;
  /** Those items, latest purchase first, cut to what the row may hold. */
  readonly itemsBought: readonly ItemId[];
  /** When each of `itemsBought` was bought, in their order. */
  readonly daysOfItems: readonly ItemDays[];
  /** Orders in another currency than the shop's are left out of the money. */
  readonly otherCurrencyOrderCount: number;
}

/** Nothing is known of the customer, as after an erasure: such a row is on its way to deletion. */
export const hasNoFacts = ({
  orderCount,
  cancelledOrderCount,
  unmatchedReturnedUnitCount,
}: Pick<CustomerSummary, 'orderCount' | 'cancelledOrderCount' | 'unmatchedReturnedUnitCount'>): boolean =>
  orderCount + cancelledOrderCount + unmatchedReturnedUnitCount === 0;

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

interface DatedItem {
  readonly itemId: ItemId;
  readonly days: ItemDays;
}

function cutItems(latestFirst: readonly DatedItem[]): readonly DatedItem[] {
  const kept: DatedItem[] = [];
  let idBytes = 0;
  let dayBytes = 0;
  for (const item of latestFirst) {
    idBytes += byteLength(item.itemId) + 1;
    dayBytes += itemDaysText(item.days, kept.at(-1)?.days.lastDay ?? 0).length + 1;
    if (kept.length === maximumItemsBought) break;
    if (idBytes > maximumItemsBoughtBytes || dayBytes > maximumItemDaysBytes) break;
    kept.push(item);
  }
  return kept;
}

/** Discounts of an order fall on its goods in proportion, so goods that went back take their share with them. */
function afterDiscount(valueMinor: number, orderValueMinor: number, discountMinor: number): number {
  if (orderValueMinor <= 0 || discountMinor <= 0) return valueMinor;
  return Math.max(0, valueMinor - Math.round((discountMinor * valueMinor) / orderValueMinor));
}

/** Net units of a line: what was bought less the greater of what its order and what return events report. */
const netQuantity = (line: PurchaseLine, returnedByEvents: number): number =>
  Math.max(0, line.quantity - Math.max(line.ownReturnedQuantity, returnedByEvents));

/**
 * Sums up a customer's facts; the order in which they are given does not matter.
 * O(lines log lines).
 * @param currency the shop's one currency
 * @param timeZone IANA name; decides which day an order falls on
 */
export function summariseCustomer(
  customerId: CustomerId,
  facts: readonly CustomerFact[],
  currency: string,
  timeZone: string,
): CustomerSummary {
  const orders: Order[] = [];
  const returns: ReturnEvent[] = [];
  for (const fact of facts) {
    if (fact.kind === 'order') {
      if (!fact.erased) orders.push(fact.order);
    } else returns.push(fact.event);
  }
  const placed = orders
    .filter((order) => order.status === 'placed')
    .sort((left, right) => compareIds(left.placedAt, right.placedAt) || compareIds(left.orderId, right.orderId));
  const linesByOrder = new Map(placed.map((order) => [order, purchaseLines(order)]));
  const { returnedQuantities, unmatchedQuantity } = matchReturns([...linesByOrder.values()].flat(), returns);

  let netSpendMinor = 0;
  let grossSpendMinor = 0;
  let returnedUnitCount = 0;
  const purchaseDays = new Set<number>();
  const bought = new Map<ItemId, { lastAt: Instant; readonly days: Set<number> }>();
  for (const [order, lines] of linesByOrder) {
    const day = calendarDayNumber(order.placedAt, timeZone);
    purchaseDays.add(day);
    const orderValueMinor = lines.reduce((sum, line) => sum + line.valueMinor, 0);
    let keptValueMinor = 0;
    for (const line of lines) {
      const kept = netQuantity(line, returnedQuantities.get(line) ?? 0);
      returnedUnitCount += line.quantity - kept;
      keptValueMinor += Math.round((line.valueMinor * kept) / line.quantity);
      if (kept === 0) continue;
      const before = bought.get(line.itemId);
      if (before === undefined) bought.set(line.itemId, { lastAt: line.placedAt, days: new Set([day]) });
      else {
        before.lastAt = line.placedAt;
        before.days.add(day);
      }
    }
    if (order.currency !== currency) continue;
    grossSpendMinor += afterDiscount(orderValueMinor, orderValueMinor, order.discountMinor ?? 0);
    netSpendMinor += afterDiscount(keptValueMinor, orderValueMinor, order.discountMinor ?? 0);
  }
  const kept = cutItems(
    [...bought]
      .sort(([leftId, left], [rightId, right]) => compareIds(right.lastAt, left.lastAt) || compareIds(leftId, rightId))
      .map(([itemId, { days }]) => ({ itemId, days: itemDaysOf(days) })),
  );
  const first = placed[0];
  const last = placed.at(-1);
  return {
    customerId,
    orderCount: placed.length,
    cancelledOrderCount: orders.length - placed.length,
    purchaseDayCount: purchaseDays.size,
    ...(first === undefined ? {} : { firstPlacedAt: first.placedAt }),
    ...(last === undefined ? {} : { lastPlacedAt: last.placedAt }),
    netSpendMinor,
    grossSpendMinor,
    returnedUnitCount,
    unmatchedReturnedUnitCount: unmatchedQuantity,
    distinctItemCount: bought.size,
    itemsBought: kept.map(({ itemId }) => itemId),
    daysOfItems: kept.map(({ days }) => days),
    otherCurrencyOrderCount: placed.filter((order) => order.currency !== currency).length,
  };
}
