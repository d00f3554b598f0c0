import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CampaignCustomer,
  type CampaignQuestion,
  campaignResult,
} from '../../../../functions/domain/experiments/campaign-result.ts';

const question: CampaignQuestion = {
  controlShare: 0.5,
  leastOrderEffect: 0.02,
  leastProfitEffectMinor: 50,
  batches: [],
};

const customers = (
  group: CampaignCustomer['group'],
  count: number,
  ordered: number,
  profitMinor = 1000,
): readonly CampaignCustomer[] =>
  Array.from({ length: count }, (_, place) => ({
    group,
    wasSent: group === 'treated' && place % 2 === 0,
    hasRedeemed: group === 'treated' && place < ordered && place % 2 === 0,
    hasOrdered: place < ordered,
    profitMinor: place < ordered ? profitMinor : 0,
    // Goes through every 7 customers, so it has nothing to do with who ordered.
    earlierProfitMinor: place % 7,
  }));
const both = (treated: readonly [number, number], control: readonly [number, number]) => [
  ...customers('treated', ...treated),
  ...customers('control', ...control),
];

describe('the result of a campaign', () => {
  it('is that of the two groups as assigned: 56 of 70 against 48 of 80 (Newcombe 1998, table II)', () => {
    const found = campaignResult(both([70, 56], [80, 48]), question);

    expect(found).toMatchObject({ treatedCount: 70, heldOutCount: 80, sentCount: 35, redeemedCount: 28 });
    expect(found.result?.orders).toEqual({
      perCustomer: { value: expect.closeTo(0.2, 12), low: expect.closeTo(0.0524, 4), high: expect.closeTo(0.3339, 4) },
      incremental: { value: expect.closeTo(14, 10), low: expect.closeTo(3.67, 2), high: expect.closeTo(23.37, 2) },
      // (1.960 + .842) times the root of .6 (1 - .6) (1/70 + 1/80).
      minimumDetectable: expect.closeTo(0.2246, 4),
      verdict: { state: 'more' },
    });
    expect(found.result?.profitMinor.perCustomer?.value).toBeCloseTo(200, 9);
    expect(found.result?.adjustment.isUseful).toBe(false);
  });

  it('of groups the other way round is the same with the other sign', () => {
    expect(campaignResult(both([80, 48], [70, 56]), question).result?.orders).toMatchObject({
      perCustomer: { value: expect.closeTo(-0.2, 12), low: expect.closeTo(-0.3339, 4) },
      verdict: { state: 'less' },
    });
  });

  it('cannot tell yet of few, and says that 3,841 in each group find 10% against 12%', () => {
    const orders = campaignResult(both([1000, 105], [1000, 100]), question).result?.orders;

    expect(orders?.verdict).toEqual({ state: 'cannot-tell-yet', moreCustomersNeeded: 2 * 3841 - 2000 });
    expect(orders?.minimumDetectable).toBeCloseTo(2.8016 * Math.sqrt((0.1 * 0.9 * 2) / 1000), 4);
  });

  it('has found no effect once there are as many', () => {
    const stateAt = (each: number) =>
      campaignResult(both([each, each / 10], [each, each / 10]), question).result?.orders.verdict.state;

    expect([stateAt(3840), stateAt(3850)]).toEqual(['cannot-tell-yet', 'no-effect-found']);
  });

  it('cannot tell of nobody, and names no number where none would do', () => {
    const [nobody, alike] = [campaignResult([], question), campaignResult(both([10, 10], [10, 10]), question)];
    const states = [nobody, alike].map(({ result }) => result?.orders.verdict);
    expect(nobody?.result?.profitMinor).toMatchObject({
      minimumDetectable: null,
      verdict: { state: 'cannot-tell-yet', moreCustomersNeeded: null },
    });

    expect(states).toEqual([
      { state: 'cannot-tell-yet', moreCustomersNeeded: expect.any(Number) },
      { state: 'cannot-tell-yet', moreCustomersNeeded: null },
    ]);
  });

  it('is not shown where groups or the arms of a batch are not as drawn', () => {
    const some = both([500, 60], [500, 50]);
    const groupsOff = campaignResult(some, { ...question, controlShare: 0.4 });
    const armsOff = campaignResult(some, {
      ...question,
      batches: [
        [
          { count: 300, expected: 250 },
          { count: 200, expected: 250 },
        ],
      ],
    });

    for (const { result, sampleRatio } of [groupsOff, armsOff]) {
      expect(result).toBeNull();
      expect(sampleRatio.isBroken).toBe(true);
    }
  });

  it('uses what was known beforehand where it helps, and says how much', () => {
    const related = both([400, 100], [400, 80]).map((customer, place) => ({
      ...customer,
      earlierProfitMinor: customer.profitMinor + (place % 5) * 100,
    }));
    const plain = campaignResult(both([400, 100], [400, 80]), question).result;
    const adjusted = campaignResult(related, question).result;
    const widthOf = (result: typeof plain) =>
      (result?.profitMinor.perCustomer?.high ?? 0) - (result?.profitMinor.perCustomer?.low ?? 0);

    expect(adjusted?.adjustment.isUseful).toBe(true);
    expect(widthOf(adjusted) / widthOf(plain)).toBeCloseTo(Math.sqrt(adjusted?.adjustment.varianceLeft ?? 0), 2);
  });

  it('does not depend on the order of the customers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 60 }), fc.integer({ min: 1, max: 19 }), (count, ordered) => {
        const some = both([count, ordered], [count, 5]);
        const [there, back] = [some, [...some].reverse()].map((rows) => campaignResult(rows, question).result);
        expect(back?.orders).toEqual(there?.orders);
        expect(back?.profitMinor.perCustomer?.low).toBeCloseTo(there?.profitMinor.perCustomer?.low ?? 0, 7);
      }),
    );
  });
});
