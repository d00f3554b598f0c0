import { minimumDetectableShare } from '../experiments/sample-size.ts';
import type { CustomerId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import type { SwitchingState } from '../switching/switching-state.ts';
import type { ContributionMargin } from './contribution-margin.ts';
import { type OfferGroup, offerGroups } from './offer.ts';
import type { BatchPlan, PlannedDecision } from './plan-batch.ts';

/** What an arm would do, `none` for the treated who get nothing. */
export interface DryRunArm {
  readonly armId: string;
  readonly customerCount: number;
  /** Expected, over those customers; minor units. */
  readonly costMinor: number;
  readonly profitMinor: number;
  /** Mean P(order within the horizon) without and with the arm. */
  readonly baseProbability: number;
  readonly offerProbability: number;
  /** Customers whose response to the arm was measured; of the others it is assumed. */
  readonly measuredCount: number;
}

/** One of the customers, with why. */
export interface DryRunExample {
  readonly customerId: CustomerId;
  readonly group: OfferGroup;
  readonly armId: string;
  readonly propensity: number;
  readonly state: SwitchingState;
  readonly baseProbability: number;
  readonly offerProbability: number;
  readonly marginMinor: number;
  readonly marginBasis: ContributionMargin['basis'];
  readonly expectedCostMinor: number;
  readonly expectedProfitMinor: number;
}

/** What a campaign would do, had it run at a moment. */
export interface DryRun {
  readonly campaignId: string;
  readonly campaignVersion: number;
  /** The shop's instant that customers were looked at. */
  readonly asOf: Instant;
  /** By the clock on the wall. */
  readonly madeAt: Instant;
  /** Customers looked at. */
  readonly customerCount: number;
  readonly eligibleCount: number;
  /** Who is kept out, by the first thing that does. */
  readonly exclusions: readonly { readonly reason: string; readonly customerCount: number }[];
  readonly groups: readonly { readonly group: OfferGroup; readonly customerCount: number }[];
  /** Eligible customers whose turn is a later day. */
  readonly leftForLaterCount: number;
  /** Eligible customers of whom nothing says what their goods cost: every offer to them is cost alone. */
  readonly marginUnknownCount: number;
  /**
   * The least difference of the share who order, that this day's treated and control would tell four times in five; null
   * where one of the groups has nobody.
   */
  readonly minimumDetectableShare: number | null;
  readonly arms: readonly DryRunArm[];
  /** Of all arms, minor units. */
  readonly costMinor: number;
  readonly profitMinor: number;
  /** Whether the budget, or the number of uses, keeps offers back. */
  readonly isBudgetBinding: boolean;
  readonly examples: readonly DryRunExample[];
}

/** Where the latest dry run of a campaign stands. */
export interface DryRunState {
  readonly campaignId: string;
  /** `none`: never asked for; `running`: asked for since the latest one was made. */
  readonly status: 'none' | 'running' | 'done';
  readonly askedAt: Instant | undefined;
  /** The latest that was made, of whatever version. */
  readonly latest: DryRun | undefined;
}

const mostExamples = 20;

const sumOf = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);
const meanOf = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.length === 0 ? 0 : sumOf(rows, of) / rows.length;

const armIdOf = ({ arm }: PlannedDecision): string => arm?.armId ?? 'none';
const responseOf = ({ arm, customer }: PlannedDecision) => arm?.estimate ?? customer.base;

function armOf(armId: string, decisions: readonly PlannedDecision[]): DryRunArm {
  return {
    armId,
    customerCount: decisions.length,
    costMinor: sumOf(decisions, ({ expectedCostMinor }) => expectedCostMinor),
    profitMinor: sumOf(decisions, ({ expectedProfitMinor }) => expectedProfitMinor),
    baseProbability: meanOf(decisions, ({ customer }) => customer.base.mean),
    offerProbability: meanOf(decisions, (decision) => responseOf(decision).mean),
    measuredCount: decisions.filter((decision) => responseOf(decision).basis === 'measured').length,
  };
}

function exampleOf(decision: PlannedDecision): DryRunExample {
  const { customer, group, propensity, expectedCostMinor, expectedProfitMinor } = decision;
  const { customerId, state, base, marginMinor, marginBasis } = customer;
  return {
    customerId,
    group,
    armId: armIdOf(decision),
    propensity,
    state,
    baseProbability: base.mean,
    offerProbability: responseOf(decision).mean,
    marginMinor,
    marginBasis,
    expectedCostMinor,
    expectedProfitMinor,
  };
}

function detectableShareOf(decisions: readonly PlannedDecision[]): number | null {
  const countOf = (of: OfferGroup): number => decisions.filter(({ group }) => group === of).length;
  const [treated, control] = [countOf('treated'), countOf('control')];
  const base = meanOf(decisions, ({ customer }) => customer.base.mean);
  return treated === 0 || control === 0 ? null : minimumDetectableShare(base, treated, control);
}

/** A few of every arm and group, in turn, so that none hides another. */
function examplesOf(decisions: readonly PlannedDecision[]): readonly DryRunExample[] {
  const byKind = new Map<string, PlannedDecision[]>();
  for (const decision of decisions) {
    const kind = `${decision.group} ${armIdOf(decision)}`;
    byKind.set(kind, [...(byKind.get(kind) ?? []), decision].slice(0, mostExamples));
  }
  const kinds = [...byKind.values()];
  const inTurn = Array.from({ length: mostExamples }, (_, place) => kinds.flatMap((kind) => kind[place] ?? [])).flat();
  return inTurn.slice(0, mostExamples).map(exampleOf);
}

export interface DryRunContext
  extends Pick<DryRun, 'campaignId' | 'campaignVersion' | 'asOf' | 'madeAt' | 'customerCount' | 'eligibleCount'> {
  readonly exclusionCounts: ReadonlyMap<string, number>;
}

/** Sums a plan up for who approves it. O(customers). */
export function dryRunOf(plan: BatchPlan, { exclusionCounts, ...context }: DryRunContext): DryRun {
  const { decisions, leftForLaterCount, costPrice, usePrice } = plan;
  const treated = decisions.filter(({ group }) => group === 'treated');
  const armIds = [...new Set(treated.map(armIdOf))].sort();
  return {
    ...context,
    exclusions: [...exclusionCounts]
      .map(([reason, customerCount]) => ({ reason, customerCount }))
      .sort((left, right) => right.customerCount - left.customerCount || (left.reason < right.reason ? -1 : 1)),
    groups: offerGroups.map((group) => ({
      group,
      customerCount: decisions.filter((decision) => decision.group === group).length,
    })),
    leftForLaterCount,
    marginUnknownCount: decisions.filter(({ customer }) => customer.marginBasis === 'none').length,
    minimumDetectableShare: detectableShareOf(decisions),
    arms: armIds.map((armId) =>
      armOf(
        armId,
        treated.filter((decision) => armIdOf(decision) === armId),
      ),
    ),
    costMinor: sumOf(treated, ({ expectedCostMinor }) => expectedCostMinor),
    profitMinor: sumOf(treated, ({ expectedProfitMinor }) => expectedProfitMinor),
    isBudgetBinding: costPrice > 0 || usePrice > 0 || leftForLaterCount > 0,
    examples: examplesOf(decisions),
  };
}
