import { type CustomerSummary, summariseCustomer } from '../../functions/domain/customers/customer-summary.ts';
import { toCustomerId } from '../../functions/domain/ids.ts';
import type { OrderFact } from '../../functions/domain/orders/order.ts';
import { linesOf, orderOf } from './orders.ts';

/** One purchase at noon of a day, as the customer's facts have it. */
export interface SpendOfDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly spendMinor?: number;
  readonly category?: string;
  readonly brand?: string;
  readonly channel?: string;
  readonly country?: string;
}

/** Facts of a customer with an order a purchase, each of 10.00 unless told otherwise. */
const factsOfDays = (customerId: string, purchases: readonly SpendOfDay[]): readonly OrderFact[] =>
  purchases.map(({ day, spendMinor = 1_000, category, brand, channel, country }, place) => {
    const named = { ...(category === undefined ? {} : { category }), ...(brand === undefined ? {} : { brand }) };
    const order = orderOf(`${customerId}-${place}`, [], {
      customerId,
      placedAt: new Date((day + 0.5) * 86_400_000).toISOString(),
      lines: linesOf([`item-${place % 7}`], { unitPriceMinor: spendMinor, ...named }),
      ...(channel === undefined ? {} : { channel }),
      ...(country === undefined ? {} : { country }),
    });
    return { kind: 'order', order, version: 1, retiredPostings: [] };
  });

/** Of a customer with these purchases, summed up as the shop does. */
export const summaryOfDays = (customerId: string, purchases: readonly SpendOfDay[]): CustomerSummary =>
  summariseCustomer(toCustomerId(customerId), factsOfDays(customerId, purchases), 'GBP', 'UTC');
