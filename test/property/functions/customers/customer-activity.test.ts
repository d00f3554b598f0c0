import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summariseCustomer } from '../../../../functions/domain/customers/customer-summary.ts';
import { toCustomerId } from '../../../../functions/domain/ids.ts';
import type { CustomerFact } from '../../../../functions/domain/orders/order.ts';
import { monthOfDay } from '../../../../functions/domain/relations/calendar-day-number.ts';
import { customerFacts } from '../../../support/customer-facts.ts';

const summaryOf = (facts: readonly CustomerFact[]) =>
  summariseCustomer(toCustomerId('ada'), facts, 'GBP', 'Pacific/Auckland');
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

describe('the activity of a customer', () => {
  it('does not depend on the order in which facts are given', () => {
    fc.assert(
      fc.property(
        customerFacts.chain((facts) =>
          fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts], { minLength: facts.length })),
        ),
        ([facts, shuffled]) => {
          expect(summaryOf(shuffled)).toEqual(summaryOf(facts));
        },
      ),
    );
  });

  it('adds up to what the summary says', () => {
    fc.assert(
      fc.property(customerFacts, (facts) => {
        const { activity, ...summary } = summaryOf(facts);
        const { purchaseDays, months } = activity;

        expect(total(months.map(({ orderCount }) => orderCount))).toBe(summary.orderCount);
        expect(total(months.map(({ grossSpendMinor }) => grossSpendMinor))).toBe(summary.grossSpendMinor);
        expect(total(months.map(({ netSpendMinor }) => netSpendMinor))).toBe(summary.netSpendMinor);
        expect(months.map(({ month }) => month)).toEqual([...new Set(purchaseDays.map(monthOfDay))]);
        expect(purchaseDays).toEqual([...new Set(purchaseDays)].sort((left, right) => left - right));
        expect(purchaseDays).toHaveLength(summary.purchaseDayCount);
        expect([activity.firstPurchaseDay, activity.lastPurchaseDay]).toEqual([purchaseDays[0], purchaseDays.at(-1)]);
        expect(activity.repeatSpendMinor).toBeLessThanOrEqual(summary.netSpendMinor);
        expect(summary.netSpendMinor).toBeLessThanOrEqual(summary.grossSpendMinor);
        for (const { purchaseDayCount, lineCount } of [...activity.categories, ...activity.channels]) {
          expect(purchaseDayCount).toBeLessThanOrEqual(Math.min(lineCount, summary.purchaseDayCount));
        }
      }),
    );
  });
});
