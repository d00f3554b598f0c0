import type { CustomerSummary } from '../../domain/customers/customer-summary.ts';
import { toCustomerId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { StoredSwitching } from '../../domain/switching/stored-switching.ts';
import { defined, flagOf, numberOf, optionalNumberOf, optionalTextOf, type Row, textOf } from '../attributes.ts';
import { decodeCustomerLists, encodeCustomerLists, listAttributeBytes } from './customer-lists-codec.ts';
import { decodeStanding, encodeStanding, maximumStandingBytes, type StoredStanding } from './standing-codec.ts';
import { storedBytes } from './stored-bytes.ts';
import { decodeSwitching, encodeSwitching, maximumSwitchingBytes } from './switching-codec.ts';

/** A customer's row: the summary of the facts, and what the latest night found: group, score and switching costs. */
export interface CustomerRow extends StoredStanding {
  readonly summary: CustomerSummary;
  readonly asOf: Instant;
  /** Over 2,000 facts: refreshed nightly only, so the row may be a day old. */
  readonly oversized: boolean;
  /** Absent before the first night that measured the customer. */
  readonly switching?: StoredSwitching;
  /** The customer objects to profiling: neither group nor score nor switching costs are stored, and no index lists the row. Default false. */
  readonly objects?: boolean;
}

/** One read unit; a row is never larger. */
const maximumRowBytes = 4_096;

/** Attributes that the store adds: `revision`, `computedAt`, `expiresAtEpochSeconds`. */
const storeAttributeBytes = 80;

const customerPrefix = 'customer#';
export const customerKey = (customerId: string): string => `${customerPrefix}${customerId}`;

/** At most 4,096 bytes with what the store adds: lists give way, see `encodeCustomerLists`; no number does. */
export function encodeCustomerRow({ summary, asOf, oversized, objects, switching, ...standing }: CustomerRow): Row {
  const { activity } = summary;
  const facts = defined({
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
    otherCurrencyOrders: summary.otherCurrencyOrderCount,
    firstPurchaseDay: activity.firstPurchaseDay,
    lastPurchaseDay: activity.lastPurchaseDay,
    repeatSpendMinor: activity.repeatSpendMinor,
    categoryCount: activity.categoryCount,
    brandCount: activity.brandCount,
    firstCategory: activity.firstCategory,
    firstChannel: activity.firstChannel,
    country: activity.country,
    asOf,
    oversized: oversized ? true : undefined,
    objects: objects ? true : undefined,
  });
  const nightly = maximumStandingBytes + maximumSwitchingBytes;
  const room = maximumRowBytes - storedBytes(facts) - listAttributeBytes - nightly - storeAttributeBytes;
  return {
    ...facts,
    ...encodeCustomerLists(summary, room),
    ...(objects ? {} : { ...encodeStanding(summary.customerId, standing), ...encodeSwitching(switching) }),
  };
}

export function decodeCustomerRow(row: Row): CustomerRow {
  const customerId = toCustomerId(textOf(row, 'pk').slice(customerPrefix.length));
  const { activity, ...items } = decodeCustomerLists(row);
  const switching = decodeSwitching(row);
  return {
    summary: defined({
      customerId,
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
      ...items,
      otherCurrencyOrderCount: numberOf(row, 'otherCurrencyOrders'),
      activity: defined({
        ...activity,
        firstPurchaseDay: optionalNumberOf(row, 'firstPurchaseDay'),
        lastPurchaseDay: optionalNumberOf(row, 'lastPurchaseDay'),
        repeatSpendMinor: optionalNumberOf(row, 'repeatSpendMinor') ?? 0,
        categoryCount: optionalNumberOf(row, 'categoryCount') ?? 0,
        brandCount: optionalNumberOf(row, 'brandCount') ?? 0,
        firstCategory: optionalTextOf(row, 'firstCategory'),
        firstChannel: optionalTextOf(row, 'firstChannel'),
        country: optionalTextOf(row, 'country'),
      }),
    }),
    asOf: textOf(row, 'asOf'),
    oversized: flagOf(row, 'oversized'),
    objects: flagOf(row, 'objects'),
    ...decodeStanding(row),
    ...(switching === undefined ? {} : { switching }),
  };
}
