import { describe, expect, it } from 'vitest';
import { shortGapDays, silenceInWords } from '../../../../functions/contracts/customer-silence.ts';

const own = { of: 'own', gapCount: 4, medianDays: 30, days80: 41, days95: 60 } as const;
/** Gaps of 24, 29, 31 and 41 days. */
const purchaseDays = [0, 24, 53, 84, 125];

describe('how late a customer is, in words', () => {
  it.each([
    ['late', 74, own, 44, 'has not ordered for 74 days; usual gap 30 (24-41)'],
    ['on time', 5, own, -25, 'last ordered 5 days ago; usual gap 30 (24-41)'],
    ['of yesterday', 1, own, -29, 'last ordered 1 day ago; usual gap 30 (24-41)'],
    ['of today', 0, own, -30, 'ordered today; usual gap 30 (24-41)'],
    [
      'late by the gaps of others',
      74,
      { ...own, of: 'shop' as const },
      44,
      'has not ordered for 74 days; usual gap of customers with as many orders 30, 4 of 5 within 41',
    ],
    ['without a known gap', 74, null, null, 'has not ordered for 74 days; usual gap not known'],
    ['without a purchase', null, null, null, null],
  ])('%s', (_name, daysSinceLastOrder, gaps, daysLate, words) => {
    expect(silenceInWords({ daysSinceLastOrder, gaps, daysLate }, purchaseDays)).toBe(words);
  });

  it('takes the point that 20% of gaps stay within, the shortest of few', () => {
    expect(shortGapDays([0, 10])).toBe(10);
    expect(shortGapDays(purchaseDays)).toBe(24);
    // Gaps 1 to 9: the second of ten pieces ends at the second gap.
    expect(shortGapDays([0, 1, 3, 6, 10, 15, 21, 28, 36, 45])).toBe(2);
    expect(shortGapDays([5])).toBeUndefined();
  });
});
