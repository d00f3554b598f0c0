import { describe, expect, it } from 'vitest';
import { transactionFacts } from '../../../../bin/analyze/transaction-facts.ts';
import { summariseCustomer } from '../../../../functions/domain/customers/customer-summary.ts';
import { toCustomerId } from '../../../../functions/domain/ids.ts';

const customerId = toCustomerId('c');
const summaryOf = (transactions: readonly [day: number, valueMinor: number][], untilDay = 1_000) => {
  const { facts, unmatchedRefundMinor } = transactionFacts(
    customerId,
    transactions.map(([day, valueMinor]) => ({ day, valueMinor })),
    'EUR',
    untilDay,
  );
  return { ...summariseCustomer(customerId, facts, 'EUR', 'UTC'), unmatchedRefundMinor };
};

describe('transactions as facts', () => {
  it('merge to purchase days, and what came after the end is left out', () => {
    const summary = summaryOf(
      [
        [10, 500],
        [10, 100],
        [30, 200],
        [50, 900],
      ],
      40,
    );

    expect(summary).toMatchObject({ orderCount: 3, purchaseDayCount: 2, netSpendMinor: 800 });
  });

  it('book money given back on the latest earlier purchases, net but not gross', () => {
    const summary = summaryOf([
      [10, 500],
      [20, 300],
      [25, -400],
      [30, 1_000],
    ]);

    expect(summary).toMatchObject({ netSpendMinor: 1_400, grossSpendMinor: 1_800, unmatchedRefundMinor: 0 });
  });

  it('keep a day whose whole value was given back, and count what matches nothing', () => {
    const summary = summaryOf([
      [5, -100],
      [10, 500],
      [12, -700],
    ]);

    expect(summary).toMatchObject({ purchaseDayCount: 1, netSpendMinor: 0, unmatchedRefundMinor: 300 });
  });
});
