import { type CustomerId, toCustomerId } from '../../functions/domain/ids.ts';
import { drawErlang } from '../../functions/domain/simulation/distributions.ts';
import { randomFor } from '../../functions/domain/simulation/random.ts';
import {
  type CustomerModelsSettings,
  customerModelsBuilder,
  type ModelledCustomer,
} from '../../functions/domain/standing/customer-models-builder.ts';

/** The day on which the made-up shops are looked at. */
export const today = 20_000;

export interface Purchases {
  readonly customerId?: CustomerId;
  /** Ascending, distinct. */
  readonly days: readonly number[];
  /** Of each purchase day; default 2,000. */
  readonly spendMinor?: number;
  /** Days that the row still holds, the latest ones; default all. */
  readonly kept?: number;
}

/** The part of a customer's summary that models and standing read. */
export function customerWith({ customerId, days, spendMinor = 2_000, kept }: Purchases): ModelledCustomer {
  const [firstPurchaseDay, lastPurchaseDay] = [days[0], days.at(-1)];
  return {
    customerId: customerId ?? toCustomerId('someone'),
    purchaseDayCount: days.length,
    netSpendMinor: spendMinor * days.length,
    otherCurrencyOrderCount: 0,
    activity: {
      ...(firstPurchaseDay === undefined ? {} : { firstPurchaseDay }),
      ...(lastPurchaseDay === undefined ? {} : { lastPurchaseDay }),
      purchaseDays: kept === undefined ? days : days.slice(-kept),
      repeatSpendMinor: spendMinor * Math.max(0, days.length - 1),
      months: [],
      categories: [],
      brands: [],
      channels: [],
      categoryCount: 0,
      brandCount: 0,
    },
  };
}

/**
 * Customers who are as MBG/NBD has it: r = 1, alpha = 8 weeks, a = 1, b = 2, first bought in the 1,000 days before
 * `until`; spend as Gamma-Gamma has it with p = 4, q = 3 and v = 25 of 100 minor units.
 * @param until the last day that is simulated
 */
export function modelledShop(customerCount: number, until: number = today, seed = 1): readonly ModelledCustomer[] {
  return Array.from({ length: customerCount }, (_, number) => {
    const random = randomFor(seed, number);
    const daysOfRate = (8 * 7) / random.exponential(1);
    // Beta(1, 2) by its inverse.
    const dropout = 1 - Math.sqrt(1 - random.unit());
    const days = [until - 1 - random.below(1_000)];
    let at = days[0] ?? 0;
    while (!random.chance(dropout)) {
      at += random.exponential(daysOfRate);
      if (at > until) break;
      if (Math.floor(at) !== days.at(-1)) days.push(Math.floor(at));
    }
    const spendRate = drawErlang(random, 3, 3) / 25;
    // The mean of the repeats, which is all that the spend model looks at.
    const repeats = Math.max(1, days.length - 1);
    const spendMinor = Math.round((drawErlang(random, 4 * repeats, 4) / spendRate) * 100);
    return customerWith({ customerId: toCustomerId(`customer-${number}`), days, spendMinor });
  });
}

export function modelsOf(customers: readonly ModelledCustomer[], settings: Partial<CustomerModelsSettings> = {}) {
  const builder = customerModelsBuilder({
    asOf: '2024-10-04T04:10:00.000Z',
    asOfDay: today,
    version: '2024-10-04T04:10:00.000Z',
    minorUnitsPerMajorUnit: 100,
    ...settings,
  });
  for (const customer of customers) builder.add(customer);
  return builder.build();
}
