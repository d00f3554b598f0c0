import type { CustomerSummary } from '../../domain/customers/customer-summary.ts';
import { itemDaysListFromText, itemDaysListText } from '../../domain/customers/item-days.ts';
import { toCustomerId, toItemId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/orders/order.ts';
import { defined, flagOf, numberOf, optionalTextOf, type Row, textOf } from '../attributes.ts';
import { decodeIdListInOrder, encodeIdListInOrder } from './item-ids-codec.ts';

/** A customer's row: the summary of the facts, or word that there are too many of them to sum up on each change. */
export interface CustomerRow {
  readonly summary: CustomerSummary;
  readonly asOf: Instant;
  /** Over 2,000 facts: refreshed nightly only, so the row may be a day old. */
  readonly oversized: boolean;
}

const customerPrefix = 'customer#';
export const customerKey = (customerId: string): string => `${customerPrefix}${customerId}`;

export const encodeCustomerRow = ({ summary, asOf, oversized }: CustomerRow): Row =>
  defined({
    pk: customerKey(summary.customerId),
    orders: summary.orderCount,
    cancelledOrders: summary.cancelledOrderCount,
    purchaseDays: summary.purchaseDayCount,
    firstPlacedAt: summary.firstPlacedAt,
    lastPlacedAt: summary.lastPlacedAt,
    netSpendMinor: summary.netSpendMinor,
    grossSpendMinor: summary.grossSpendMinor,
    returnedUnits: summary.returnedUnitCount,
    unmatchedReturnedUnits: summary.unmatchedReturnedUnitCount,
    distinctItems: summary.distinctItemCount,
    itemsBought: encodeIdListInOrder(summary.itemsBought),
    // One text instead of a list of maps, which would take five times the room.
    itemDays: itemDaysListText(summary.daysOfItems),
    otherCurrencyOrders: summary.otherCurrencyOrderCount,
    asOf,
    oversized: oversized ? true : undefined,
  });

export const decodeCustomerRow = (row: Row): CustomerRow => ({
  summary: defined({
    customerId: toCustomerId(textOf(row, 'pk').slice(customerPrefix.length)),
    orderCount: numberOf(row, 'orders'),
    cancelledOrderCount: numberOf(row, 'cancelledOrders'),
    purchaseDayCount: numberOf(row, 'purchaseDays'),
    firstPlacedAt: optionalTextOf(row, 'firstPlacedAt'),
    lastPlacedAt: optionalTextOf(row, 'lastPlacedAt'),
    netSpendMinor: numberOf(row, 'netSpendMinor'),
    grossSpendMinor: numberOf(row, 'grossSpendMinor'),
    returnedUnitCount: numberOf(row, 'returnedUnits'),
    unmatchedReturnedUnitCount: numberOf(row, 'unmatchedReturnedUnits'),
    distinctItemCount: numberOf(row, 'distinctItems'),
    itemsBought: decodeIdListInOrder(textOf(row, 'itemsBought')).map(toItemId),
    // Absent from a row of before days were kept: it gets them with the customer's next order, or by `rebuild`.
    daysOfItems: itemDaysListFromText(optionalTextOf(row, 'itemDays') ?? ''),
    otherCurrencyOrderCount: numberOf(row, 'otherCurrencyOrders'),
  }),
  asOf: textOf(row, 'asOf'),
  oversized: flagOf(row, 'oversized'),
});
