import { adjustGroups } from './cuped.ts';
import { type Difference, newcombeInterval } from './newcombe-interval.ts';
import { momentsOf } from './pair-moments.ts';
import { type ArmCount, type SampleRatio, sampleRatio } from './sample-ratio.ts';
import {
  minimumDetectableMean,
  minimumDetectableShare,
  treatedNeededForMeans,
  treatedNeededForShares,
} from './sample-size.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { welchInterval } from './welch-interval.ts';

/** An eligible customer as assigned, whatever was sent in the end, whose H days are over. */
export interface CampaignCustomer {
  readonly group: 'treated' | 'control';
  readonly wasSent: boolean;
  readonly hasRedeemed: boolean;
  /** Within H days of the decision. */
  readonly hasOrdered: boolean;
  /** Contribution margin within H days less what offers and contacts cost, minor units. */
  readonly profitMinor: number;
  /** Margin of the same customer in the time before the decision, minor units. */
  readonly earlierProfitMinor: number;
}

export interface CampaignQuestion {
  /** Share of the eligible in control, as the campaign drew it. */
  readonly controlShare: number;
  /** The least effects worth finding: a difference of shares, and minor units per customer. */
  readonly leastOrderEffect: number;
  readonly leastProfitEffectMinor: number;
  /** Customers of each arm and batch against their summed propensities. */
  readonly batches: readonly (readonly ArmCount[])[];
}

export interface Effect {
  /** Treated less control, per customer treated. */
  readonly perCustomer: Difference | null;
  /** The same over all treated customers. */
  readonly incremental: Difference | null;
  /** The least effect per customer that groups of these sizes find four times in five; null where there is no telling. */
  readonly minimumDetectable: number | null;
  readonly verdict: Verdict;
}

export interface CampaignResult {
  readonly treatedCount: number;
  readonly heldOutCount: number;
  readonly sentCount: number;
  readonly redeemedCount: number;
  /** Of treated against control, and of each batch's arms; `isBroken` where any of them is. */
  readonly sampleRatio: SampleRatio & { readonly batches: readonly SampleRatio[] };
  /** Null where the ratio is broken: no result is better than a wrong one. */
  readonly result: {
    /** In customers who ordered. */
    readonly orders: Effect;
    /** In minor units. */
    readonly profitMinor: Effect;
    /** Whether earlier profit made the interval of profit narrower, and how much variance it left. */
    readonly adjustment: { readonly isUseful: boolean; readonly varianceLeft: number };
  } | null;
}

const scaled = (difference: Difference | null, factor: number): Difference | null =>
  difference && { value: difference.value * factor, low: difference.low * factor, high: difference.high * factor };

const countOf = <Row>(rows: readonly Row[], is: (row: Row) => boolean): number =>
  rows.reduce((count, row) => count + +is(row), 0);

/**
 * What a campaign brought: treated less control, both as assigned and by the draw of fixed share alone. Arms among the
 * treated follow what is learnt, which would bias their plain means. For one look, when all windows are over: who looks
 * every day and stops at the first good one finds effects that are not there. O(customers).
 */
export function campaignResult(customers: readonly CampaignCustomer[], question: CampaignQuestion): CampaignResult {
  const { controlShare, leastOrderEffect, leastProfitEffectMinor } = question;
  const treated = customers.filter(({ group }) => group === 'treated');
  const control = customers.filter(({ group }) => group === 'control');
  const counts = {
    treatedCount: treated.length,
    heldOutCount: control.length,
    sentCount: countOf(customers, ({ wasSent }) => wasSent),
    redeemedCount: countOf(customers, ({ hasRedeemed }) => hasRedeemed),
  };
  const batches = question.batches.map(sampleRatio);
  const ofGroups = sampleRatio([
    { count: treated.length, expected: (1 - controlShare) * customers.length },
    { count: control.length, expected: controlShare * customers.length },
  ]);
  const isBroken = ofGroups.isBroken || batches.some((batch) => batch.isBroken);
  const ratio = { pValue: ofGroups.pValue, isBroken, batches };
  if (isBroken) return { ...counts, sampleRatio: ratio, result: null };

  const controlPerTreated = controlShare / (1 - controlShare);
  const inAll = (treatedNeeded: number): number => Math.ceil(treatedNeeded * (1 + controlPerTreated));
  const ordered = { count: countOf(treated, ({ hasOrdered }) => hasOrdered), total: treated.length };
  const orderedOfControl = { count: countOf(control, ({ hasOrdered }) => hasOrdered), total: control.length };
  const baseShare = control.length === 0 ? 0.5 : orderedOfControl.count / control.length;
  const orders = newcombeInterval(ordered, orderedOfControl);
  const ordersNeeded = inAll(
    treatedNeededForShares(baseShare, Math.min(1, baseShare + leastOrderEffect), controlPerTreated),
  );

  const momentsOfGroup = (group: readonly CampaignCustomer[]) =>
    momentsOf(
      group.map(({ profitMinor, earlierProfitMinor }) => ({ outcome: profitMinor, covariate: earlierProfitMinor })),
    );
  const { first, second, isUseful, varianceLeft } = adjustGroups(momentsOfGroup(treated), momentsOfGroup(control));
  const profit = welchInterval(first, second);
  const variance = Math.max(first.variance, second.variance);
  // Of customers none of whom differs from another, nothing tells how many are needed.
  const profitNeeded =
    profit === null
      ? Number.POSITIVE_INFINITY
      : inAll(treatedNeededForMeans(variance, leastProfitEffectMinor, controlPerTreated));
  const effectOf = (perCustomer: Difference | null, needed: number, minimumDetectable: number): Effect => ({
    minimumDetectable: perCustomer === null ? null : minimumDetectable,
    perCustomer,
    incremental: scaled(perCustomer, treated.length),
    verdict: verdictOf(perCustomer, customers.length, needed),
  });
  return {
    ...counts,
    sampleRatio: ratio,
    result: {
      orders: effectOf(orders, ordersNeeded, minimumDetectableShare(baseShare, treated.length, control.length)),
      profitMinor: effectOf(profit, profitNeeded, minimumDetectableMean(first, second)),
      adjustment: { isUseful, varianceLeft },
    },
  };
}
