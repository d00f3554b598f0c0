import type { RetentionCustomer } from '../../functions/domain/reports/summary-parts.ts';
import { randomFor } from '../../functions/domain/simulation/random.ts';
import { groupNames } from '../../functions/domain/standing/customer-group.ts';
import type { CustomerStanding } from '../../functions/domain/standing/customer-standing.ts';
import { type SpendOfDay, summaryOfDays } from './customer-summaries.ts';

/** A Monday, 2026-11-23. */
export const reportDay = 20_780;
export const reportSettings = { asOf: '2026-11-23T04:10:00.000Z', asOfDay: reportDay } as const;

/** Nothing known, unless told. */
export const standingWith = (over: Partial<CustomerStanding> = {}): CustomerStanding => ({
  asOfDay: reportDay,
  modelVersion: 'v1',
  basis: 'model',
  probabilityAlive: null,
  probabilityOfOrderWithin365Days: null,
  expectedPurchaseDaysIn90Days: null,
  expectedPurchaseDaysIn365Days: null,
  expectedSpendPerPurchaseDayMinor: null,
  lifetimeValue12MonthsDiscounted1PercentMinor: null,
  nextOrder: null,
  daysSinceLastOrder: null,
  gaps: null,
  daysLate: null,
  isNew: false,
  goneBecause: null,
  valueAtRiskMinor: null,
  rfm: null,
  group: null,
  ...over,
});

/** A customer of the report who made these purchases. */
export const reportCustomer = (
  customerId: string,
  purchases: readonly SpendOfDay[],
  over: Partial<Omit<RetentionCustomer, 'summary'>> = {},
): RetentionCustomer => ({
  summary: summaryOfDays(customerId, purchases),
  standing: standingWith(),
  group: undefined,
  objects: false,
  ...over,
});

/** A customer like any other, the same for the same number. */
export function drawnReportCustomer(seed: number, categories = 4): RetentionCustomer {
  const random = randomFor(seed, 7);
  const purchases = Array.from({ length: 1 + random.below(6) }, () => ({
    day: reportDay - random.below(1_200),
    spendMinor: random.below(20) === 0 ? 0 : 1 + random.below(90_000),
    ...(random.below(5) === 0 ? {} : { category: `category-${random.below(categories)}` }),
    ...(random.below(5) === 0 ? {} : { channel: `channel-${random.below(3)}`, country: `C${random.below(3)}` }),
  })).sort((left, right) => left.day - right.day);
  const group = groupNames[random.below(groupNames.length)] ?? 'new';
  const previousGroup = groupNames[random.below(groupNames.length)];
  const value = random.unit() * 1e5;
  return reportCustomer(`customer-${seed}`, purchases, {
    standing: standingWith({
      group,
      probabilityAlive: random.unit(),
      lifetimeValue12MonthsDiscounted1PercentMinor: value,
      valueAtRiskMinor: random.below(3) === 0 ? value * random.unit() : null,
      daysSinceLastOrder: reportDay - (purchases.at(-1)?.day ?? 0),
      rfm: { recency: 1 + random.below(5), frequency: 1 + random.below(5), monetary: 1 },
    }),
    group:
      random.below(4) === 0
        ? undefined
        : {
            group,
            since: `2026-11-${String(1 + random.below(23)).padStart(2, '0')}`,
            ...(previousGroup === undefined || previousGroup === group ? {} : { previousGroup }),
          },
    objects: random.below(10) === 0,
  });
}
