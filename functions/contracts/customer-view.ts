import * as z from 'zod';
import type { CustomerSummary } from '../domain/customers/customer-summary.ts';
import type { Instant } from '../domain/orders/order.ts';
import { toMajorUnits } from './money.ts';

const count = (description: string) => z.int().min(0).meta({ description });
const time = (description: string) => z.string().meta({ format: 'date-time', description });

export const customerSchema = z
  .strictObject({
    customerId: z.string(),
    orders: count('Orders that were not cancelled.'),
    cancelledOrders: count('Orders that were cancelled.'),
    purchaseDays: count('Calendar days of the shop with an order; a day that was returned whole stays one.'),
    firstPlacedAt: time('Of the first order that was not cancelled.').optional(),
    lastPlacedAt: time('Of the latest order that was not cancelled.').optional(),
    currency: z.string().meta({ description: 'ISO 4217; the one of all amounts here.' }),
    netSpend: z.number().meta({ description: 'After discounts and returns.' }),
    grossSpend: z.number().meta({ description: 'After discounts, before returns.' }),
    returnedUnits: count('Units that came back.'),
    unmatchedReturnedUnits: count('Units reported as returned that match no purchase; they reduce nothing.'),
    distinctItems: count('Distinct items bought and not returned whole.'),
    itemsBought: z.array(z.string()).meta({ description: 'Those items, latest first, at most 200.' }),
    otherCurrencyOrders: count('Orders in another currency; they are left out of the amounts.'),
    asOf: time('The instant the figures refer to.'),
    oversized: z
      .boolean()
      .meta({ description: 'More than 2,000 orders and returns: the figures are made once a night.' }),
  })
  .meta({ id: 'Customer' });

export type CustomerView = z.infer<typeof customerSchema>;

export interface CustomerFound {
  readonly summary: CustomerSummary;
  readonly asOf: Instant;
  readonly oversized: boolean;
}

/** A customer as a caller sees it, money in major units. */
export const viewCustomer = (
  { summary, asOf, oversized }: CustomerFound,
  { currency, decimals }: { readonly currency: string; readonly decimals: number },
): CustomerView => ({
  customerId: summary.customerId,
  orders: summary.orderCount,
  cancelledOrders: summary.cancelledOrderCount,
  purchaseDays: summary.purchaseDayCount,
  ...(summary.firstPlacedAt === undefined ? {} : { firstPlacedAt: summary.firstPlacedAt }),
  ...(summary.lastPlacedAt === undefined ? {} : { lastPlacedAt: summary.lastPlacedAt }),
  currency,
  netSpend: toMajorUnits(summary.netSpendMinor, decimals),
  grossSpend: toMajorUnits(summary.grossSpendMinor, decimals),
  returnedUnits: summary.returnedUnitCount,
  unmatchedReturnedUnits: summary.unmatchedReturnedUnitCount,
  distinctItems: summary.distinctItemCount,
  itemsBought: [...summary.itemsBought],
  otherCurrencyOrders: summary.otherCurrencyOrderCount,
  asOf,
  oversized,
});
