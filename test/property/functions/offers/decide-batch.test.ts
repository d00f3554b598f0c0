import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideBatch, type OfferCandidate } from '../../../../functions/domain/offers/decide-batch.ts';
import { eligibleArms } from '../../../../functions/domain/offers/eligible-arms.ts';
import { offerKinds } from '../../../../functions/domain/offers/offer-kinds.ts';
import { estimateResponse } from '../../../../functions/domain/offers/response-priors.ts';
import { leastArmShare } from '../../../../functions/domain/offers/thompson.ts';
import type { SwitchingState } from '../../../../functions/domain/switching/switching-state.ts';

const settings = {
  campaignId: 'spring',
  decisionDate: '2026-03-01',
  modelVersion: '7',
  budgetMinor: Number.POSITIVE_INFINITY,
  redraws: 30,
};
const nothing = { orderedCount: 0, notOrderedCount: 0 };

const candidate = fc.record({
  customerId: fc.string({ maxLength: 4 }),
  marginMinor: fc.integer({ min: 100, max: 9000 }),
  base: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
  arms: fc.array(
    fc.record({ kind: fc.constantFrom(...offerKinds), redeemCostMinor: fc.nat(1500), contactCostMinor: fc.nat(50) }),
    { maxLength: 4 },
  ),
});
const candidates = fc.array(
  candidate.map(
    ({ base, arms, ...rest }): OfferCandidate => ({
      ...rest,
      base: estimateResponse('none', base, nothing),
      arms: arms.map(({ kind, ...costs }) => ({ ...costs, armId: kind, ...estimateResponse(kind, base, nothing) })),
    }),
  ),
  { maxLength: 20 },
);

/** A shop of customers with two arms that are worth their cost. */
const shop = (count: number): readonly OfferCandidate[] =>
  Array.from({ length: count }, (_, place) => {
    const base = 0.1 + 0.5 * ((place * 0.618034) % 1);
    return {
      customerId: `c${place}`,
      marginMinor: 3000 + (place % 7) * 500,
      base: estimateResponse('none', base, nothing),
      arms: [
        { armId: 'points', redeemCostMinor: 100, contactCostMinor: 10, ...estimateResponse('points', base, nothing) },
        { armId: 'percent', redeemCostMinor: 300, contactCostMinor: 10, ...estimateResponse('percent', base, nothing) },
      ],
    };
  });

describe('the decisions of a batch', () => {
  it('keep budget and uses in expectation, and leave every arm its least share', () => {
    const between = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(candidates, between, between, (customers, costShare, useShare) => {
        // Between what the least shares take and what there is at most.
        const costs = customers.flatMap(({ arms }) =>
          arms.map((arm) => (arm.alpha / (arm.alpha + arm.beta)) * arm.redeemCostMinor + arm.contactCostMinor),
        );
        const most = costs.reduce((sum, cost) => sum + cost, 0);
        const budgetMinor = most * (leastArmShare + (1 - leastArmShare) * costShare) + 1e-6;
        const least = leastArmShare * costs.length;
        const uses = Math.ceil(least + (customers.length - least) * useShare);
        const { decisions, costMinor, useCount } = decideBatch(customers, { ...settings, budgetMinor, uses });

        expect(costMinor).toBeLessThanOrEqual(budgetMinor + 1e-9 * most);
        expect(useCount).toBeLessThanOrEqual(uses + 1e-9);
        expect(decisions.map(({ customerId }) => customerId)).toEqual(customers.map(({ customerId }) => customerId));
        for (const [place, { armId, propensity, propensities }] of decisions.entries()) {
          const arms = ['none', ...(customers[place]?.arms ?? []).map((arm) => arm.armId)];
          expect(propensities).toHaveLength(arms.length);
          expect(propensities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
          for (const share of propensities) expect(share).toBeGreaterThanOrEqual(leastArmShare - 1e-12);
          expect(propensities.filter((_, arm) => arms[arm] === armId)).toContain(propensity);
        }
      }),
    );
  });

  it('need no more uses than the least shares of their arms add up to, whatever is lost in adding', () => {
    // 20 times .1, added one by one, is above 2.
    expect(decideBatch(shop(20), { ...settings, uses: 2 }).decisions).toHaveLength(20);
  });

  it('are the same to the bit again', () => {
    fc.assert(
      fc.property(candidates, (customers) => {
        expect(decideBatch(customers, settings)).toStrictEqual(decideBatch(customers, settings));
      }),
      { numRuns: 30 },
    );
  });

  it('fall on each arm as often as the propensities say, and spend what is expected, under a budget that binds', () => {
    const customers = shop(4000);
    const free = decideBatch(customers, settings);
    const { decisions, costMinor, costPrice } = decideBatch(customers, {
      ...settings,
      budgetMinor: free.costMinor / 2,
    });

    expect(free.costPrice).toBe(0);
    expect(costPrice).toBeGreaterThan(0);
    // The price alone leaves little to be thinned or unspent.
    expect(costMinor / free.costMinor).toBeGreaterThan(0.47);
    for (const [place, armId] of ['none', 'points', 'percent'].entries()) {
      const expected = decisions.reduce((sum, { propensities }) => sum + (propensities[place] ?? 0), 0);
      const taken = decisions.filter((decision) => decision.armId === armId).length;
      // Four standard deviations at most; names are fixed.
      expect(Math.abs(taken - expected)).toBeLessThan(4 * Math.sqrt(expected));
    }
  });

  it('give scarce money or offers to those they bring most with', () => {
    // As if measured with thousands, so that it is known whom an offer brings most with: those of greater margin.
    const sharp = ({ alpha, beta, ...rest }: OfferCandidate['arms'][number]) => ({
      ...rest,
      alpha: 400 * alpha,
      beta: 400 * beta,
    });
    const customers = shop(2000).map((customer) => {
      const known = { ...customer.base, armId: 'none', redeemCostMinor: 0, contactCostMinor: 0 };
      return { ...customer, base: sharp(known), arms: customer.arms.map(sharp) };
    });
    const { costMinor, useCount } = decideBatch(customers, settings);
    for (const limit of [{ budgetMinor: costMinor / 2 }, { uses: Math.floor(useCount / 2) }]) {
      const { decisions } = decideBatch(customers, { ...settings, ...limit });
      const offered = (isIn: (margin: number) => boolean) => {
        const some = decisions.filter((_, place) => isIn(customers[place]?.marginMinor ?? 0));
        return some.reduce((sum, { propensities: [none = 0] }) => sum + 1 - none, 0) / some.length;
      };

      expect(offered((margin) => margin >= 5500) / offered((margin) => margin <= 3500)).toBeGreaterThan(2);
    }
  });

  it('are refused where the least shares alone cost more', () => {
    const customers = shop(100);
    for (const limit of [{ budgetMinor: 1 }, { uses: 9 }, { budgetMinor: Number.NaN }]) {
      expect(() => decideBatch(customers, { ...settings, ...limit })).toThrow(
        expect.objectContaining({ code: 'offer.budget' }),
      );
    }
  });

  it('are a service call or nothing for captive and service-first customers, whatever campaign and budget', () => {
    const arm = fc.record({
      armId: fc.string({ minLength: 1, maxLength: 3 }),
      kind: fc.constantFrom(...offerKinds),
      minimumSpendMinor: fc.nat(100),
      redeemCostMinor: fc.nat(1500),
      contactCostMinor: fc.nat(50),
    });
    const campaign = fc.record({
      arms: fc.uniqueArray(arm, { maxLength: 8, selector: ({ armId }) => armId }),
      states: fc.constant<readonly SwitchingState[]>(['captive', 'service-first', 'core', 'steady']),
      onlyWhereWeak: fc.boolean(),
    });
    fc.assert(
      fc.property(campaign, fc.constantFrom('captive', 'service-first'), (rules, state) => {
        const standing = {
          state,
          weakTypes: ['financial', 'procedural', 'relational'] as const,
          objectsToProfiling: false,
          isMarginKnown: true,
        };
        const arms = eligibleArms(rules, standing).map((each) => ({
          ...each,
          ...estimateResponse(each.kind, 0.3, nothing),
        }));
        const customer = { customerId: 'c', marginMinor: 5000, base: estimateResponse('none', 0.3, nothing), arms };
        const { decisions } = decideBatch([customer], { ...settings, redraws: 5 });
        const kinds = new Map(rules.arms.map(({ armId, kind }) => [armId, kind]));

        for (const { armId } of decisions) expect(['none', 'service-call']).toContain(kinds.get(armId) ?? armId);
      }),
    );
  });
});
