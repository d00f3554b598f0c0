import { describe, expect, it } from 'vitest';
import { type CampaignCustomer, campaignResult } from '../../functions/domain/experiments/campaign-result.ts';
import type { ArmCount } from '../../functions/domain/experiments/sample-ratio.ts';
import { isCampaignControl } from '../../functions/domain/offers/holdout.ts';
import { armPropensities, drawPlace } from '../../functions/domain/offers/thompson.ts';
import { type Random, randomFor } from '../../functions/domain/simulation/random.ts';

const seeds = 2000;
const batchCount = 3;
const perBatch = 250;
const controlShare = 0.4;
const marginMinor = 4000;

/** What is true and nobody knows: how many points more order than would without an offer. */
const arms = [
  { armId: 'none', uplift: 0, redeemCostMinor: 0, contactCostMinor: 0 },
  { armId: 'points', uplift: 0.05, redeemCostMinor: 200, contactCostMinor: 20 },
  { armId: 'percent', uplift: 0.12, redeemCostMinor: 600, contactCostMinor: 20 },
] as const;

interface Campaign {
  readonly customers: readonly CampaignCustomer[];
  /** Mean over the treated of what their arm does, in orders and in profit. */
  readonly orderEffect: number;
  readonly profitEffectMinor: number;
  /** Treated of each batch by arm, with the sums of their chances. */
  readonly batches: readonly (readonly ArmCount[])[];
}

/** P(order) without an offer, which differs between customers and shows in what they bought before. */
const baseOf = (random: Random): number => 0.1 + 0.5 * random.unit() ** 2;

/**
 * Three batches. The treated get an arm by Thompson sampling, whose posteriors have the orders of the batches before;
 * the control stays a fixed share.
 */
function campaign(seed: number): Campaign {
  const random = randomFor(seed, 41);
  const learnt = arms.map(() => ({ alpha: 10, beta: 30 }));
  const customers: CampaignCustomer[] = [];
  const batches: ArmCount[][] = [];
  let [treatedCount, orderEffect, profitEffectMinor] = [0, 0, 0];
  for (let batch = 0; batch < batchCount; batch += 1) {
    const outlooks = arms.map((arm, place) => ({ ...arm, alpha: 1, beta: 1, ...learnt[place] }));
    const shares = armPropensities(random, outlooks, { marginMinor, redraws: 40 });
    const counts = arms.map(() => 0);
    for (let customer = 0; customer < perBatch; customer += 1) {
      const base = baseOf(random);
      // Some buy for more, then as now: what was known beforehand helps to compare profit.
      const basketMinor = marginMinor * (0.2 + 1.6 * random.unit());
      const earlierProfitMinor = Math.round(basketMinor * (base + 0.1 * random.unit()));
      const isControl = isCampaignControl(`campaign-${seed}`, `customer-${batch}-${customer}`, {
        share: controlShare,
        salt: '2026',
      });
      const place = isControl ? 0 : drawPlace(random, shares);
      const { uplift, redeemCostMinor, contactCostMinor } = arms[place] ?? arms[0];
      const hasOrdered = random.chance(base + uplift);
      // Of mean V.
      const margin = hasOrdered ? basketMinor * (0.5 + random.unit()) - redeemCostMinor : 0;
      customers.push({
        group: isControl ? 'control' : 'treated',
        wasSent: place > 0,
        hasRedeemed: place > 0 && hasOrdered,
        hasOrdered,
        profitMinor: Math.round(margin - contactCostMinor),
        earlierProfitMinor,
      });
      if (isControl) continue;
      treatedCount += 1;
      counts[place] = (counts[place] ?? 0) + 1;
      orderEffect += uplift;
      // (p1 - p0) V - p1 delta - c with the customer's own p0.
      profitEffectMinor += uplift * marginMinor - (base + uplift) * redeemCostMinor - contactCostMinor;
      const known = learnt[place];
      if (known !== undefined) known[hasOrdered ? 'alpha' : 'beta'] += 1;
    }
    const treatedOfBatch = counts.reduce((sum, count) => sum + count, 0);
    batches.push(counts.map((count, place) => ({ count, expected: (shares[place] ?? 0) * treatedOfBatch })));
  }
  return {
    customers,
    orderEffect: orderEffect / treatedCount,
    profitEffectMinor: profitEffectMinor / treatedCount,
    batches,
  };
}

const campaigns = Array.from({ length: seeds }, (_, seed) => campaign(seed));
const question = { controlShare, leastOrderEffect: 0.02, leastProfitEffectMinor: 100 };
const results = campaigns.map(({ customers, batches }) => campaignResult(customers, { ...question, batches }));

describe(`${seeds} simulated campaigns of known uplift, with exploration on`, () => {
  it.each([
    { measure: 'orders', effect: 'orderEffect' },
    { measure: 'profitMinor', effect: 'profitEffectMinor' },
  ] as const)(
    'have the true effect on $measure in the 95% interval in 93.5% to 96.5% of seeds',
    ({ measure, effect }) => {
      const intervals = results.map(({ result }) => result?.[measure].perCustomer);
      const covered = intervals.filter((interval, seed) => {
        const truth = campaigns[seed]?.[effect] ?? Number.NaN;
        return interval && interval.low <= truth && truth <= interval.high;
      });

      // Where a sample ratio looks broken no result is shown: one in 1,000 by chance for groups and each of three batches.
      const shown = intervals.filter((interval) => interval).length;
      expect(shown).toBeGreaterThanOrEqual(seeds - 20);
      // Measured: .953 on orders, .947 on profit.
      expect(covered.length / shown).toBeGreaterThanOrEqual(0.935);
      expect(covered.length / shown).toBeLessThanOrEqual(0.965);
    },
  );

  it('compare profit with what was known beforehand taken out, in most of them', () => {
    const useful = results.filter(({ result }) => result?.adjustment.isUseful).length;

    expect(useful / seeds).toBeGreaterThan(0.9);
  });

  it('are neither too high nor too low on average', () => {
    for (const [measure, effect] of [
      ['orders', 'orderEffect'],
      ['profitMinor', 'profitEffectMinor'],
    ] as const) {
      const errors = results.flatMap(({ result }, seed) => {
        const found = result?.[measure].perCustomer;
        return found ? [found.value - (campaigns[seed]?.[effect] ?? Number.NaN)] : [];
      });
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length);
      // 3.5 standard errors of the mean; seeds are fixed.
      expect(Math.abs(mean)).toBeLessThan((3.5 * deviation) / Math.sqrt(errors.length));
    }
  });

  it('learn as they go: the best arm by profit is taken more often in the last batch than in the first', () => {
    const shareOf = (batch: number) => {
      const arms = campaigns.map(({ batches }) => batches[batch] ?? []);
      const best = arms.reduce((sum, [, , percent]) => sum + (percent?.count ?? 0), 0);
      return best / arms.flat().reduce((sum, { count }) => sum + count, 0);
    };

    expect(shareOf(2)).toBeGreaterThan(shareOf(0) + 0.05);
  });
});
