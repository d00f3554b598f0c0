import { describe, expect, it } from 'vitest';
import { toItemId } from '../../functions/domain/ids.ts';
import { measureSignal, signalsOf } from '../../functions/domain/switching/measure-signals.ts';
import { saturation, shrink, shrunkInterval } from '../../functions/domain/switching/shrink.ts';
import { switchingScores } from '../../functions/domain/switching/switching-scores.ts';
import { customerYear, meansOf, shopContext, yearLine } from '../support/switching.ts';

describe('the parts all signals share, by hand', () => {
  // Exact fractions and powers of two: nothing but rounding.
  it.each([
    [0, 0],
    [1, 0.2929],
    [2, 0.5],
    [4, 0.75],
  ])('sat(%f; 2) is %f', (value, expected) => {
    expect(saturation(value, 2)).toBeCloseTo(expected, 4);
  });

  it('draws 3 of 4 towards a mean of .3 to .5', () => {
    expect(shrink(0.75, 4, 0.3)).toBeCloseTo(0.5, 12);
  });

  it('takes a shop where all or nobody does for one where 99% or 1% do', () => {
    expect(shrink(1, 5, 0)).toBeCloseTo((5 + 0.05) / 10, 12);
    expect(shrink(0, 5, 1)).toBeCloseTo((5 * 0.99) / 10, 12);
  });

  it('has the middle 80% of Beta(4.5, 4.5) about 3 of 4 with a mean of .3', () => {
    // The lower bound by Simpson's rule over the density; the density is symmetric about .5.
    const [low, high] = shrunkInterval(0.75, 4, 0.3);
    expect(low).toBeCloseTo(0.290669, 6);
    expect(low + high).toBeCloseTo(1, 9);
  });
});

describe('signals by hand', () => {
  const shop = shopContext();
  const measured = (name: Parameters<typeof measureSignal>[0], year: Parameters<typeof measureSignal>[1]) =>
    measureSignal(name, year, shop);
  const inCategories = (names: string) => [...names].map((category) => yearLine({ category }));

  it('breadth of AABB is the chance 4/6 that two of four lines differ', () => {
    expect(measured('breadth', customerYear({ lines: inCategories('AABB') }))).toMatchObject({
      raw: expect.closeTo(2 / 3, 12),
      evidence: 4,
      inputs: { categories: 2, medianCategories: 2 },
    });
  });

  it('rhythm of equal gaps is 1, as their burstiness is -1 (Kim & Jo 2016)', () => {
    const purchaseDays = [0, 30, 60, 90, 120, 150].map((day) => 19_800 + day);
    expect(measured('rhythm', customerYear({ purchaseDays })).raw).toBeCloseTo(1, 12);
    expect(measured('rhythm', customerYear({ purchaseDays: purchaseDays.slice(1) }))).toMatchObject({
      raw: null,
      missing: 'too-little-evidence',
    });
  });

  it('8 of 12 later lines that complement, where chance gives .1, lock in by (8/12 - .1) / .9', () => {
    const complementOf = { itemId: toItemId('espresso machine'), day: 19_700 };
    const fitting = Array.from({ length: 8 }, () => yearLine({ complementOf, complementLineShare: 0.1 }));
    const others = Array.from({ length: 4 }, () => yearLine({ complementLineShare: 0.1, repeatLineShare: 0.2 }));
    const first = yearLine({ isLater: false, day: 19_700 });
    const year = customerYear({ lines: [first, ...fitting, ...others] });

    expect(measured('complementLockIn', year)).toMatchObject({
      raw: expect.closeTo((8 / 12 - 0.1) / 0.9, 12),
      evidence: 12,
      inputs: { fittingLines: 8, laterLines: 12, item: 'espresso machine', itemDay: 19_700 },
    });
    // Lines that complement are no repeats, whatever was bought before: of four others none repeats.
    expect(measured('reorderShare', year)).toMatchObject({ raw: 0, evidence: 4 });
  });

  it('6 of 9 repeat lines, where chance gives .25, are (6/9 - .25) / .75', () => {
    const lines = Array.from({ length: 9 }, (_, place) => yearLine({ isRepeat: place < 6, repeatLineShare: 0.25 }));
    expect(measured('reorderShare', customerYear({ lines })).raw).toBeCloseTo((6 / 9 - 0.25) / 0.75, 12);
  });

  it('12.40 of points beside orders of 38.00 are 12.4 / 50.4', () => {
    const year = customerYear({
      orderCount: 2,
      netSpendMinor: 7600,
      programme: { points: { ledgerRowCount: 3, valueMinor: 1240 }, reward: null, tier: null },
    });
    expect(measured('pointsAtStake', year).raw).toBeCloseTo(12.4 / 50.4, 12);
    expect(measured('pointsAtStake', { ...year, netSpendMinor: -5 })).toMatchObject({
      raw: null,
      missing: 'not-defined',
    });
  });

  it('a reward 30 days off is .5, halved again by buying half as often as the upper fifth', () => {
    const programme = { points: null, reward: { earningEventCount: 2, expectedDays: 30 }, tier: null };
    const purchaseDays = [19_990, 19_991, 19_992, 19_993, 19_994];
    expect(measured('nearReward', customerYear({ programme })).raw).toBeCloseTo(0.5, 12);
    expect(measured('nearReward', customerYear({ programme, purchaseDays })).raw).toBeCloseTo(0.25, 12);
  });

  it('70% of list value on deal where the shop sells 35% is .35 / .65', () => {
    const deal = yearLine({ price: { listMinor: 700, paidMinor: 600 } });
    const full = yearLine({ price: { listMinor: 150, paidMinor: 150 } });
    // 5% off is none, and what was bought with an offer of the shop's own tells nothing.
    const almost = yearLine({ price: { listMinor: 150, paidMinor: 142.5 } });
    const own = yearLine({ price: { listMinor: 9000, paidMinor: 10 }, hasOwnOffer: true });
    const year = customerYear({ lines: [deal, full, almost, own] });
    expect(measured('dealSeeking', year)).toMatchObject({ raw: expect.closeTo(0.35 / 0.65, 12), evidence: 3 });
    expect(measureSignal('dealSeeking', year, shopContext({ dealShare: 1 }))).toMatchObject({
      raw: null,
      missing: 'not-defined',
    });
  });

  it('one of two categories dropped beyond the (1 - .5 x .8)^3 that three lines would leave out', () => {
    const lines = [
      ...inCategories('AB').map((line) => ({ ...line, day: 19_700 })),
      ...inCategories('AAA').map((line) => ({ ...line, day: 19_900 })),
    ];
    const lateRatio = new Map([
      ['A', 0.8],
      ['B', 0.8],
    ]);
    const expected = 2 * 0.6 ** 3;
    expect(measureSignal('categoryDrop', customerYear({ lines }), shopContext({ lateRatio }))).toMatchObject({
      raw: expect.closeTo((1 - expected) / (2 - expected), 12),
      evidence: 3,
      inputs: { dropped: 1, categories: 2, main: 'B' },
    });
  });

  it('service failures join what is beyond the shop of each kind', () => {
    const service = {
      orderCount: 5,
      faultyOrderCount: 0,
      lateOrderCount: 2,
      complaintWeight: 1.5,
      openComplaintCount: 1,
    };
    const late = ((2 + 5 * 0.1) / 10 - 0.1) / 0.9;
    const complaints = ((1.5 + 5 * 0.05) / 10 - 0.05) / 0.95;
    // No fault in five orders is below the shop's rate, and less than nothing is nothing.
    expect(measured('serviceFailures', customerYear({ service })).raw).toBeCloseTo(
      1 - (1 - late) * (1 - complaints),
      12,
    );
  });

  it('orders without any fault are no service failure in a shop that has hardly any, and unknown where it tells of none', () => {
    const service = {
      orderCount: 4,
      faultyOrderCount: 0,
      lateOrderCount: null,
      complaintWeight: null,
      openComplaintCount: 0,
    };
    const at = (faultRate: number) =>
      measureSignal(
        'serviceFailures',
        customerYear({ service }),
        shopContext({ faultRate, lateRate: null, complaintRate: null }),
      );
    // Rates are drawn towards no less than .01; against .001 itself the excess would be .0046.
    expect(at(0.001).raw).toBe(0);
    expect(at(0)).toMatchObject({ raw: null, missing: 'not-sent' });
  });

  it('4.6 of 5 stars over 7 ratings is a goodwill of .9', () => {
    const ratings = { count: 7, goodwillSum: 7 * 0.9, lastStars: 5 };
    expect(measured('goodwill', customerYear({ ratings }))).toMatchObject({
      raw: expect.closeTo(0.9, 12),
      inputs: { ratings: 7, meanStars: expect.closeTo(4.6, 12) },
    });
  });
});

describe('scores by hand', () => {
  it('leave out what the shop never sends, and take its mean for what is not known of the customer', () => {
    const shop = shopContext({
      offeredSetUps: new Set(),
      hasExclusiveTags: false,
      hasComparableTags: false,
      dealShare: null,
      means: meansOf(0.2, ['breadth', 'rhythm', 'complementLockIn', 'reorderShare', 'tenure', 'categoryDrop']),
    });
    const lines = [...'AABB'].map((category) => yearLine({ category, isLater: false }));
    const year = customerYear({ lines, purchaseDays: [19_990, 20_000], firstPurchaseDay: 20_000 - 365 });
    const scores = switchingScores(signalsOf(year, shop), year.purchaseDays.length);

    // Breadth (4 x 2/3 + 5 x .2) / 9; the three others stand at the mean of .2.
    const breadth = (4 * (2 / 3) + 1) / 9;
    expect(scores.types.procedural).toBeCloseTo((breadth + 3 * 0.2) / 4, 12);
    // Tenure alone makes no relational score, and nothing of the others is known of the customer.
    expect(scores.types).toMatchObject({
      financial: null,
      relational: null,
      alternatives: null,
      dissatisfaction: null,
    });
    expect(scores.switchingCost).toBeCloseTo((breadth + 3 * 0.2) / 4, 12);
    // The pull is the shop's own mean, kept off 0.
    expect(scores.hold).toBeCloseTo((scores.switchingCost ?? 0) * (1 - 0.2 / 2), 12);
    // Known are breadth and half a weight of tenure, of five and a half that the shop sends.
    expect(scores.coverage).toBeCloseTo(1.5 / 5.5, 12);
    expect(scores.confidence).toBeCloseTo((1.5 / 5.5) * (2 / 12), 12);
    expect(scores).toMatchObject({ version: 2, confidenceLevel: 'low' });
  });

  it('say nothing of a customer and shop that nothing is known of', () => {
    const shop = shopContext({ means: new Map(), offeredSetUps: new Set(), hasExclusiveTags: false, dealShare: null });
    const scores = switchingScores(signalsOf(customerYear({ firstPurchaseDay: null }), shop), 0);
    expect(scores).toMatchObject({ switchingCost: null, hold: null, coverage: 0, confidence: 0 });
  });
});
