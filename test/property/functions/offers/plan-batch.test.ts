import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCustomerId } from '../../../../functions/domain/ids.ts';
import { dryRunOf } from '../../../../functions/domain/offers/dry-run.ts';
import { type EligibleCustomer, eligibleCustomer } from '../../../../functions/domain/offers/eligible-customer.ts';
import { type BatchTerms, planBatch } from '../../../../functions/domain/offers/plan-batch.ts';
import {
  campaignArm,
  campaignDefinition,
  customerForOffers,
  nothingMeasured,
  offerSettings,
} from '../../../support/eligible-customers.ts';

const arms = [campaignArm(), campaignArm({ armId: 'five', kind: 'amount', amountMinor: 500, contactCostMinor: 10 })];

function eligible(count: number, from = 0): readonly EligibleCustomer[] {
  return Array.from({ length: count }, (_, place) => {
    const found = eligibleCustomer(
      campaignDefinition({ arms }),
      customerForOffers({
        customerId: toCustomerId(`customer ${from + place}`),
        expected: {
          probabilityOfOrder: 0.05 + 0.9 * (((from + place) * 0.618) % 1),
          purchaseDays: 1,
          spendPerPurchaseDayMinor: 10_000,
        },
      }),
      nothingMeasured,
      offerSettings,
    );
    if (typeof found === 'string') throw new Error(found);
    return found;
  });
}

const terms = (over: Partial<BatchTerms> = {}): BatchTerms => ({
  campaignId: 'spring',
  decisionDate: '2026-04-01',
  modelVersion: 'm',
  universalHoldoutShare: 0.05,
  controlShare: 0.3,
  budgetMinor: Number.POSITIVE_INFINITY,
  uses: Number.POSITIVE_INFINITY,
  mostCustomers: 10_000,
  redraws: 50,
  ...over,
});

const groupsOf = (plan: ReturnType<typeof planBatch>) =>
  new Map(plan.decisions.map(({ customer, group }) => [customer.customerId, group]));

describe('a batch', () => {
  it('decides for everybody where nothing bounds it, and logs a chance for every arm', () => {
    const { decisions, leftForLaterCount } = planBatch(eligible(400), terms());

    expect(leftForLaterCount).toBe(0);
    expect(decisions).toHaveLength(400);
    for (const { group, arm, propensity, propensities } of decisions) {
      if (group !== 'treated') {
        expect({ arm, propensity, propensities }).toEqual({ arm: undefined, propensity: 1, propensities: { none: 1 } });
        continue;
      }
      expect(Object.keys(propensities)).toEqual(['none', 'ten-percent', 'five']);
      expect(Object.values(propensities).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(propensities[arm?.armId ?? 'none']).toBe(propensity);
      expect(Math.min(...Object.values(propensities))).toBeGreaterThanOrEqual(0.05 - 1e-9);
    }
  });

  it('is the same again, whatever the order in which customers come', () => {
    const customers = eligible(200);
    const once = planBatch(customers, terms({ budgetMinor: 20_000 }));
    expect(planBatch(customers.toReversed(), terms({ budgetMinor: 20_000 }))).toEqual(once);
  });

  it('holds the same customers out on another day, under other models and with other arms; the year changes the holdout', () => {
    const customers = eligible(1_000);
    const first = groupsOf(planBatch(customers, terms()));
    const plainer = customers.map((customer) => ({ ...customer, arms: customer.arms.slice(0, 1) }));
    const later = groupsOf(planBatch(plainer, terms({ decisionDate: '2026-05-07', modelVersion: 'n' })));
    expect(later).toEqual(first);
    const nextYear = groupsOf(planBatch(customers, terms({ decisionDate: '2027-04-01' })));
    const heldOut = (groups: typeof first) => [...groups].filter(([, group]) => group === 'holdout').map(([id]) => id);
    expect(heldOut(nextYear)).not.toEqual(heldOut(first));
    expect(heldOut(first).length).toBeGreaterThan(25);
    expect(heldOut(first).length).toBeLessThan(80);
    const shareOf = (group: string) => [...first.values()].filter((one) => one === group).length / 950;
    expect(shareOf('control')).toBeGreaterThan(0.25);
    expect(shareOf('control')).toBeLessThan(0.35);
  });

  it('stays within budget and uses as expected, and leaves those whose turn does not come as if never looked at', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.option(fc.integer({ min: 0, max: 30 }), { nil: Number.POSITIVE_INFINITY }),
        fc.integer({ min: 1, max: 150 }),
        (budgetMinor, uses, count) => {
          const plan = planBatch(eligible(count), terms({ budgetMinor, uses }));
          const expectedCost = plan.decisions.reduce((sum, { customer, group, propensities }) => {
            if (group !== 'treated') return sum;
            return customer.arms.reduce(
              (ofCustomer, { armId, estimate, redeemCostMinor, contactCostMinor }) =>
                ofCustomer + (propensities[armId] ?? 0) * (estimate.mean * redeemCostMinor + contactCostMinor),
              sum,
            );
          }, 0);
          expect(expectedCost).toBeLessThanOrEqual(budgetMinor + 1e-6);
          expect(plan.decisions.length + plan.leftForLaterCount).toBe(count);
          const responses = eligible(count).flatMap((one) => one.arms.map(({ estimate }) => estimate.mean));
          const meanResponse = responses.reduce((sum, mean) => sum + mean, 0) / responses.length;
          const offers = plan.decisions.reduce((sum, { propensities }) => sum + 1 - (propensities.none ?? 1), 0);
          expect(offers).toBeLessThanOrEqual(uses / meanResponse + 1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of a tight budget tries it on some, and says so', () => {
    const plan = planBatch(eligible(500), terms({ budgetMinor: 3_000 }));
    expect(plan.leftForLaterCount).toBeGreaterThan(0);
    // Whose turn it is was drawn: neither the first by name nor the same on another day.
    const decidedOn = (decisionDate: string) =>
      planBatch(eligible(500), terms({ budgetMinor: 3_000, decisionDate }))
        .decisions.map(({ customer }) => customer.customerId)
        .sort();
    expect(decidedOn('2026-04-02')).not.toEqual(decidedOn('2026-04-01'));
    expect(plan.decisions.some(({ arm }) => arm !== undefined)).toBe(true);
    expect(plan.costPrice + plan.usePrice).toBeGreaterThan(0);
  });

  it('without any budget offers nothing, and decides for no one who is treated', () => {
    const plan = planBatch(eligible(200), terms({ budgetMinor: 0 }));
    expect(plan.decisions.filter(({ group }) => group === 'treated')).toEqual([]);
  });

  it('decides for no more than it is told', () => {
    expect(planBatch(eligible(300), terms({ mostCustomers: 120 }))).toMatchObject({ leftForLaterCount: 180 });
  });
});

describe('a dry run', () => {
  const context = {
    campaignId: 'spring',
    campaignVersion: 3,
    asOf: '2026-04-01T05:00:00.000Z',
    madeAt: '2026-04-01T05:01:00.000Z',
    customerCount: 900,
    eligibleCount: 400,
    exclusionCounts: new Map([
      ['state', 300],
      ['cool-down', 200],
    ]),
  };

  it('adds up to its plan', () => {
    const plan = planBatch(eligible(400), terms());
    const run = dryRunOf(plan, context);

    expect(run.exclusions).toEqual([
      { reason: 'state', customerCount: 300 },
      { reason: 'cool-down', customerCount: 200 },
    ]);
    const counts = Object.fromEntries(run.groups.map(({ group, customerCount }) => [group, customerCount]));
    expect((counts.treated ?? 0) + (counts.control ?? 0) + (counts.holdout ?? 0)).toBe(400);
    expect(run.arms.reduce((sum, { customerCount }) => sum + customerCount, 0)).toBe(counts.treated);
    expect(run.arms.reduce((sum, { costMinor }) => sum + costMinor, 0)).toBeCloseTo(run.costMinor, 6);
    expect(run.costMinor).toBeCloseTo(
      plan.decisions.reduce((sum, one) => sum + one.expectedCostMinor, 0),
      6,
    );
    expect(run.profitMinor).toBeCloseTo(
      plan.decisions.reduce((sum, one) => sum + one.expectedProfitMinor, 0),
      6,
    );
    expect(run.isBudgetBinding).toBe(false);
    expect(run.arms.every(({ measuredCount }) => measuredCount === 0)).toBe(true);
  });

  it('shows some of every group and arm', () => {
    const { examples } = dryRunOf(planBatch(eligible(400), terms()), context);
    expect(examples).toHaveLength(20);
    expect(new Set(examples.map(({ group }) => group))).toEqual(new Set(['treated', 'control', 'holdout']));
    expect(new Set(examples.map(({ armId }) => armId))).toEqual(new Set(['none', 'ten-percent', 'five']));
  });

  it('of nobody is empty', () => {
    expect(dryRunOf(planBatch([], terms()), { ...context, eligibleCount: 0 })).toMatchObject({
      arms: [],
      costMinor: 0,
      profitMinor: 0,
      examples: [],
    });
  });
});
