import { lifetimeValue } from '../repeat-buying/customer-lifetime-value.ts';
import type { BuyerTimes, StandingFacts } from './buyer-times.ts';
import type { CustomerModels } from './customer-models.ts';
import { expectedSpendMinor } from './expected-spend.ts';
import { frequencyClassOf } from './frequency-class.ts';
import type { Outlook } from './outlook.ts';

/** Plain rates are of customers who still buy: they say nothing of one who has been silent for longer. */
const longestSilenceDays = 365;

/** What the shop's plain rates lead to expect of a customer, where there is no fit. */
export function plainOutlookOf(facts: StandingFacts, times: BuyerTimes, models: CustomerModels): Outlook {
  const { repeatsPerDay, retention365Days } = models.plainRates;
  const isSilent = times.daysSinceLastOrder > longestSilenceDays;
  const perDay = isSilent ? null : (repeatsPerDay[frequencyClassOf(times.repeatPurchaseDays)] ?? null);
  const spend = expectedSpendMinor(facts, times, models);
  return {
    basis: 'plain-rates',
    probabilityAlive: null,
    probabilityOfOrderWithin365Days: isSilent ? null : retention365Days,
    expectedPurchaseDaysIn90Days: perDay === null ? null : perDay * 90,
    expectedPurchaseDaysIn365Days: perDay === null ? null : perDay * 365,
    expectedSpendPerPurchaseDayMinor: spend,
    lifetimeValue12MonthsDiscounted1PercentMinor:
      perDay === null || spend === null ? null : lifetimeValue((days) => perDay * days, spend, { unit: 'day' }),
    nextOrder: null,
    valueIfLostMinor: null,
  };
}
