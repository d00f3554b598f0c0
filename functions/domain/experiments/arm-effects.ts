import type { Difference } from './newcombe-interval.ts';
import { normalOf95 } from './normal-points.ts';
import { type LoggedDecision, policyValue } from './policy-value.ts';

export interface BatchDecision extends LoggedDecision {
  /** Decisions made from one state of knowledge. */
  readonly batch: string;
}

export interface ArmEffect {
  readonly armId: string;
  /** Beyond the arm compared with, per customer; null where no batch has both. */
  readonly effect: Difference | null;
  /** Customers who got the arm. */
  readonly count: number;
  /** Customers of batches that lack one of the two, of whom the effect says nothing. */
  readonly leftOutCount: number;
}

/**
 * What each arm does beyond another, usually that of doing nothing. Chances move from batch to batch with what was
 * learnt, so an arm's plain mean mixes good and bad weeks by how it did; within a batch chances were fixed beforehand.
 * So arms are compared within each batch by self-normalised inverse propensity, and batches weigh by their customers.
 * Batches of fewer than some 100 customers make it somewhat biased. O(arms x decisions).
 * Source: stratified estimation with known propensities, compare Hadad, Hirshberg, Zhan, Wager & Athey 2021,
 * "Confidence intervals for policy evaluation in adaptive experiments", PNAS 118(15).
 */
export function armEffects(decisions: readonly BatchDecision[], baseArmId: string): readonly ArmEffect[] {
  const batches = new Map<string, BatchDecision[]>();
  for (const decision of decisions) {
    const batch = batches.get(decision.batch);
    if (batch === undefined) batches.set(decision.batch, [decision]);
    else batch.push(decision);
  }
  const armIds = [...new Set(decisions.map(({ armId }) => armId))].filter((armId) => armId !== baseArmId).sort();
  return armIds.map((armId) => {
    const compared = [...batches.values()].flatMap((batch) => {
      const [arm, base] = [armId, baseArmId].map((id) => policyValue(batch, () => id).selfNormalised);
      return arm && base ? { arm, base, count: batch.length } : [];
    });
    const counted = compared.reduce((sum, { count }) => sum + count, 0);
    return {
      armId,
      effect: counted === 0 ? null : pooled(compared, counted),
      count: decisions.filter((decision) => decision.armId === armId).length,
      leftOutCount: decisions.length - counted,
    };
  });
}

interface Compared {
  readonly arm: Difference;
  readonly base: Difference;
  readonly count: number;
}

/** Mean of the batches' differences by their customers, whose squared half-widths add up as their variances do. */
function pooled(compared: readonly Compared[], counted: number): Difference {
  const halfWidth = ({ low, high }: Difference): number => (high - low) / 2;
  const value = compared.reduce((sum, { arm, base, count }) => sum + (count / counted) * (arm.value - base.value), 0);
  const variance = compared.reduce(
    (sum, { arm, base, count }) =>
      sum + (count / counted) ** 2 * ((halfWidth(arm) / normalOf95) ** 2 + (halfWidth(base) / normalOf95) ** 2),
    0,
  );
  const width = normalOf95 * Math.sqrt(variance);
  return { value, low: value - width, high: value + width };
}
