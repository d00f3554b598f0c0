import type { CustomerId, ItemId } from '../ids.ts';
import type { CustomerFact, Instant } from '../orders/order.ts';
import type { CustomerActivity } from './customer-activity.ts';
import type { ItemDays } from './item-days.ts';
import { datedItems } from './items-bought.ts';
import { placedOrders } from './placed-orders.ts';
import { summariseActivity } from './summarise-activity.ts';

/** The latest distinct items that are listed of a customer. */
export const maximumItemsBought = 200;

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
  /** Those items, latest purchase first, at most 200; fewer where the row cannot hold all. */
  readonly itemsBought: readonly ItemId[];
  /** When each of `itemsBought` was bought, in their order. */
  readonly daysOfItems: readonly ItemDays[];
  /** Orders in another currency than the shop's are left out of the money. */
  readonly otherCurrencyOrderCount: number;
  readonly activity: CustomerActivity;
}

/** Nothing is known of the customer, as after an erasure: such a row is on its way to deletion. */
export const hasNoFacts = ({
  orderCount,
  cancelledOrderCount,
  unmatchedReturnedUnitCount,
}: Pick<CustomerSummary, 'orderCount' | 'cancelledOrderCount' | 'unmatchedReturnedUnitCount'>): boolean =>
  orderCount + cancelledOrderCount + unmatchedReturnedUnitCount === 0;

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
  const { placed, cancelledOrderCount, unmatchedReturnedUnitCount } = placedOrders(facts, { currency, timeZone });
  const activity = summariseActivity(placed);
  const items = datedItems(placed);
  const listed = items.slice(0, maximumItemsBought);
  let netSpendMinor = 0;
  let grossSpendMinor = 0;
  let returnedUnitCount = 0;
  for (const order of placed) {
    netSpendMinor += order.netSpendMinor;
    grossSpendMinor += order.grossSpendMinor;
    for (const { purchase, keptQuantity } of order.lines) returnedUnitCount += purchase.quantity - keptQuantity;
  }
  const first = placed[0]?.order;
  const last = placed.at(-1)?.order;
  return {
    customerId,
    orderCount: placed.length,
    cancelledOrderCount,
    purchaseDayCount: activity.purchaseDays.length,
    ...(first === undefined ? {} : { firstPlacedAt: first.placedAt }),
    ...(last === undefined ? {} : { lastPlacedAt: last.placedAt }),
    netSpendMinor,
    grossSpendMinor,
    returnedUnitCount,
    unmatchedReturnedUnitCount,
    distinctItemCount: items.length,
    itemsBought: listed.map(({ itemId }) => itemId),
    daysOfItems: listed.map(({ days }) => days),
    otherCurrencyOrderCount: placed.filter(({ inOtherCurrency }) => inOtherCurrency).length,
    activity,
  };
}
