import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armEffects, type BatchDecision } from '../../../../functions/domain/experiments/arm-effects.ts';
import type { Difference } from '../../../../functions/domain/experiments/newcombe-interval.ts';
import { policyValue } from '../../../../functions/domain/experiments/policy-value.ts';
import { drawPlace } from '../../../../functions/domain/offers/thompson.ts';
import { randomFor } from '../../../../functions/domain/simulation/random.ts';

const armIds = ['none', 'points', 'percent'] as const;
const responses = [0.2, 0.25, 0.35] as const;
/** Of customers who order easily; it moves the chances of arms and the outcome alike. */
const easier = 0.3;

interface Decision extends BatchDecision {
  readonly isEasy: boolean;
}

/** Three batches; the chances of a batch follow the orders of the one before, and who orders easily gets more. */
function logged(seed: number, perBatch: number): readonly Decision[] {
  const random = randomFor(seed, 31);
  const decisions: Decision[] = [];
  let ordersOfLast = [1, 1, 1];
  for (const batch of ['1', '2', '3']) {
    const total = ordersOfLast.reduce((sum, orders) => sum + orders, 0);
    const learnt = ordersOfLast.map((orders) => 0.1 + (0.7 * orders) / total);
    ordersOfLast = [1, 1, 1];
    for (let customer = 0; customer < perBatch; customer += 1) {
      const isEasy = random.chance(0.4);
      const [none = 0, points = 0, percent = 0] = learnt;
      const shares = isEasy ? [none / 2, points, percent + none / 2] : learnt;
      const rest = 1 - shares.reduce((sum, share) => sum + share, 0);
      const chances = shares.map((share) => share + rest / 3);
      const place = drawPlace(random, chances);
      const hasOrdered = random.chance((responses[place] ?? 0) + (isEasy ? easier : 0));
      ordersOfLast[place] = (ordersOfLast[place] ?? 0) + +hasOrdered;
      decisions.push({
        armId: armIds[place] ?? '',
        propensity: chances[place] ?? 1,
        outcome: +hasOrdered,
        batch,
        isEasy,
      });
    }
  }
  return decisions;
}

const covers = (interval: Difference | null | undefined, truth: number): boolean =>
  interval !== null && interval !== undefined && interval.low <= truth && truth <= interval.high;
const shops = Array.from({ length: 600 }, (_, seed) => logged(seed, 300));
const shareOf = (is: (decisions: readonly Decision[]) => boolean) => shops.filter(is).length / shops.length;
/** 95% within three standard deviations of 600 seeds, and a point for intervals that are right for many only. */
const holdsLevel = (share: number) => {
  expect(share).toBeGreaterThan(0.95 - 0.027 - 0.01);
  expect(share).toBeLessThan(0.95 + 0.027);
};

describe('the value of a policy from what another did', () => {
  // Percent for those who order easily, points for the others: .4 x .65 + .6 x .25.
  const policy = ({ isEasy }: Decision): string => (isEasy ? 'percent' : 'points');
  const truth = 0.4 * 0.65 + 0.6 * 0.25;

  it('is right on average over 600 seeds, by both ways', () => {
    const values = shops.map((decisions) => policyValue(decisions, policy));
    for (const way of ['inversePropensity', 'selfNormalised'] as const) {
      const found = values.map((value) => value[way]?.value ?? Number.NaN);
      const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
      const deviation = Math.sqrt(found.reduce((sum, value) => sum + (value - mean) ** 2, 0) / found.length);
      expect(Math.abs(mean - truth)).toBeLessThan((3.5 * deviation) / Math.sqrt(found.length));
    }
  });

  it('lies in 95% of intervals, by both ways', () => {
    holdsLevel(shareOf((decisions) => covers(policyValue(decisions, policy).inversePropensity, truth)));
    holdsLevel(shareOf((decisions) => covers(policyValue(decisions, policy).selfNormalised, truth)));
  });

  it('of the policy itself, with chances of 1, is the plain mean', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 20 }), (outcomes) => {
        const decisions = outcomes.map((outcome) => ({ armId: 'a', propensity: 1, outcome }));
        const { inversePropensity, selfNormalised, effectiveCount } = policyValue(decisions, () => 'a');
        const mean = outcomes.reduce((sum, outcome) => sum + outcome, 0) / outcomes.length;
        expect(inversePropensity?.value).toBeCloseTo(mean, 9);
        expect(selfNormalised?.value).toBeCloseTo(mean, 9);
        expect(effectiveCount).toBeCloseTo(outcomes.length, 9);
      }),
    );
  });

  it('self-normalised moves with the outcomes: all of them greater by 100, the value greater by 100', () => {
    const [decisions = []] = shops;
    const shifted = decisions.map((decision) => ({ ...decision, outcome: decision.outcome + 100 }));
    const selfNormalisedOf = (rows: readonly Decision[]) =>
      policyValue(rows, policy).selfNormalised?.value ?? Number.NaN;

    expect(selfNormalisedOf(shifted) - selfNormalisedOf(decisions)).toBeCloseTo(100, 9);
  });

  it('is not known where the policy was never followed', () => {
    const { selfNormalised, effectiveCount } = policyValue([{ armId: 'a', propensity: 1, outcome: 1 }], () => 'b');

    expect({ selfNormalised, effectiveCount }).toEqual({ selfNormalised: null, effectiveCount: 0 });
    expect(policyValue([], () => 'b').inversePropensity).toBeNull();
  });
});

describe('what arms do beyond nothing', () => {
  it('lies in 95% of intervals, though chances follow what was learnt', () => {
    for (const [armId, effect] of [
      ['percent', 0.15],
      ['points', 0.05],
    ] as const) {
      holdsLevel(
        shareOf((decisions) =>
          covers(armEffects(decisions, 'none').find((found) => found.armId === armId)?.effect, effect),
        ),
      );
    }
  });

  it('says how many customers are of batches that lack an arm', () => {
    const decision = { propensity: 0.5, outcome: 1 };
    const effects = armEffects(
      [
        { ...decision, armId: 'none', batch: '1' },
        { ...decision, armId: 'points', batch: '1' },
        { ...decision, armId: 'points', batch: '2' },
        { ...decision, armId: 'percent', batch: '3' },
      ],
      'none',
    );

    expect(effects).toMatchObject([
      { armId: 'percent', effect: null, count: 1, leftOutCount: 4 },
      { armId: 'points', effect: { value: 0 }, count: 2, leftOutCount: 2 },
    ]);
  });
});
