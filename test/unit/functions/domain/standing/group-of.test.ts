import { describe, expect, it } from 'vitest';
import type { CustomerModels } from '../../../../../functions/domain/standing/customer-models.ts';
import { standingOf } from '../../../../../functions/domain/standing/standing-of.ts';
import { customerWith, modelledShop, modelsOf, today } from '../../../../support/standing.ts';

const models: CustomerModels = {
  ...modelsOf(modelledShop(800)),
  shopGaps: [{ frequencyClassStart: 0, gapCount: 50, medianDays: 40, days80: 150, days95: 300 }],
  recencyCutDays: [10, 20, 110, 400],
  monetaryCutMinor: [1_000, 2_000, 5_000, 10_000],
};
const group = (daysAgo: readonly number[], spendMinor = 2_000, known: CustomerModels | undefined = models) =>
  standingOf(customerWith({ days: daysAgo.map((ago) => today - ago), spendMinor }), known, today).group;
const groupBefore = (daysAgo: readonly number[]) =>
  standingOf(customerWith({ days: daysAgo.map((ago) => today - ago) }), undefined, today).group;
/** Purchase days every 30 days, the last so long ago. */
const every30 = (repeats: number, last: number) =>
  Array.from({ length: repeats + 1 }, (_, index) => last + 30 * (repeats - index));

describe('the group of a customer', () => {
  it('is new for 60 days after a first order, then promising while on time', () => {
    expect(group([0])).toBe('new');
    expect(group([59])).toBe('new');
    expect(group([60])).toBe('promising');
    expect(group([150])).toBe('promising');
  });

  it('is active from one repeat on, loyal from three and champions from five, if recent and of high spend', () => {
    expect(group(every30(1, 10))).toBe('active');
    expect(group(every30(2, 10))).toBe('active');
    expect(group(every30(3, 10))).toBe('loyal');
    expect(group(every30(5, 20))).toBe('champions');
    expect(group(every30(5, 21))).toBe('loyal');
    expect(group(every30(5, 20), 800)).toBe('loyal');
  });

  it('needs attention when late, and is at risk when late, bought again before, and slipping away', () => {
    expect(group([151])).toBe('needs-attention');
    // Late for 80% of gaps of 28, 30 and 33 days, with most recent purchase days among the latest three fifths.
    expect(group([126, 98, 68, 35])).toBe('needs-attention');
    // Recency class 2: more than 110 days.
    expect(group([500, 151])).toBe('at-risk');
  });

  it('is almost lost when gone, and dormant when silent for over a year besides', () => {
    expect(group([301])).toBe('almost-lost');
    expect(group([365])).toBe('almost-lost');
    expect(group([366])).toBe('dormant');
    expect(group(every30(4, 60))).toBe('almost-lost');
  });

  it('stays loyal over a year of silence where that is the customer’s rhythm', () => {
    expect(group([1_600, 1_220, 800, 410])).not.toBe('dormant');
  });

  it('is none without a purchase', () => {
    expect(group([])).toBeNull();
  });
});

describe('the group before the first night', () => {
  it('goes by the own gaps, or by 180 and 365 days', () => {
    expect(groupBefore([10])).toBe('new');
    expect(groupBefore([180])).toBe('promising');
    expect(groupBefore([181])).toBe('needs-attention');
    expect(groupBefore([365])).toBe('needs-attention');
    expect(groupBefore([366])).toBe('dormant');
    expect(groupBefore(every30(6, 10))).toBe('loyal');
    expect(groupBefore(every30(6, 40))).toBe('almost-lost');
  });
});
