import { canonicalText } from '../../domain/canonical-text.ts';
import { HoldfastError } from '../../domain/errors.ts';
import { boundsTakenAway, moveBudget, type RefusedBound } from '../../domain/offers/budget-change.ts';
import { totalBudget } from '../../domain/offers/budget-parts.ts';
import type { BudgetLimits, CampaignBudget } from '../../domain/offers/campaign.ts';
import type { BudgetPartWrite } from '../../stores/campaigns/budget-part-writes.ts';
import type { CampaignDeps } from './campaign-deps.ts';
import { currentPeriodBudget } from './current-period.ts';

/** A budget of a campaign that is to have other figures. */
interface ChangedBudget {
  readonly of: RefusedBound['of'];
  /** `total`, `day#2026-11-23`. */
  readonly name: string;
  readonly before: BudgetLimits;
  readonly after: BudgetLimits;
}

type MovedBudget = { readonly writes: readonly BudgetPartWrite[] } | { readonly refused: readonly RefusedBound[] };

const fieldNames = { amountMinor: 'amount', uses: 'uses', points: 'points' } as const;

function issueOf({ of, unit, cut }: RefusedBound, showMoney: CampaignDeps['showMoney']) {
  const path = `budget.${of}.${unit === undefined ? 'period' : fieldNames[unit]}`;
  if (cut === undefined) {
    return {
      path,
      message: 'bounds a campaign that ran, so it stays; raise the bound where it is not to bind any more',
    };
  }
  const show = (value: number): string => (unit === 'amountMinor' ? showMoney(value) : String(value));
  const spent = show(cut.spent);
  return {
    path,
    message: `is ${show(cut.after)}; of ${show(cut.before)} are ${spent} spent, so needed is ${spent} or more`,
  };
}

function budgetRefusal(refused: readonly RefusedBound[], showMoney: CampaignDeps['showMoney']): HoldfastError {
  const issues = refused.map((bound) => issueOf(bound, showMoney));
  const message = issues.map((issue) => `${issue.path} ${issue.message}`).join('; ');
  return new HoldfastError('campaign.budget', message, { details: { issues } });
}

function changedBudgets(deps: CampaignDeps, before: CampaignBudget, after: CampaignBudget): readonly ChangedBudget[] {
  const total: ChangedBudget = { of: 'total', name: totalBudget, before: before.total, after: after.total };
  const current = currentPeriodBudget(after, deps);
  const { period: _, ...limitsBefore } = before.perPeriod ?? {};
  const { period: __, ...limitsAfter } = after.perPeriod ?? {};
  const ofPeriod: readonly ChangedBudget[] =
    current === undefined ? [] : [{ of: 'perPeriod', name: current, before: limitsBefore, after: limitsAfter }];
  return [total, ...ofPeriod].filter((budget) => canonicalText(budget.before) !== canonicalText(budget.after));
}

async function moveOne(
  { campaigns }: CampaignDeps,
  campaignId: string,
  { of, name, before, after }: ChangedBudget,
): Promise<MovedBudget> {
  const present = await campaigns.readParts(campaignId, name);
  const moved = moveBudget(name, present, before, after);
  if ('refused' in moved) return { refused: moved.refused.map((bound) => ({ of, ...bound })) };
  const seen = new Map(present.map(({ part, left }) => [part, left]));
  return {
    writes: moved.parts.map((part): BudgetPartWrite => {
      const left = seen.get(part.part);
      // Also of a period that nobody took from yet, so that nobody makes its parts of the old budget afterwards.
      return left === undefined ? { do: 'make', part } : { do: 'move', part, seen: left };
    }),
  };
}

/**
 * What becomes of the parts of a campaign that ran when its budget changes: those of the total and of the period it is.
 * @throws HoldfastError `campaign.budget` where a bound is taken away, or less than what is spent
 */
export async function moveBudgets(
  deps: CampaignDeps,
  campaignId: string,
  before: CampaignBudget,
  after: CampaignBudget,
): Promise<readonly BudgetPartWrite[]> {
  const lost = boundsTakenAway(before, after);
  if (lost.length > 0) throw budgetRefusal(lost, deps.showMoney);
  const changed = changedBudgets(deps, before, after);
  const moved = await Promise.all(changed.map((budget) => moveOne(deps, campaignId, budget)));
  const refused = moved.flatMap((budget) => ('refused' in budget ? budget.refused : []));
  if (refused.length > 0) throw budgetRefusal(refused, deps.showMoney);
  return moved.flatMap((budget) => ('writes' in budget ? budget.writes : []));
}
