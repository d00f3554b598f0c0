import { splitBudget } from './budget-parts.ts';
import type { BudgetLimits, CampaignBudget } from './campaign.ts';
import type { BudgetPart } from './take-from-parts.ts';

/** What a budget may bound. */
export const budgetUnits = ['amountMinor', 'uses', 'points'] as const;
export type BudgetUnit = (typeof budgetUnits)[number];

/** A bound that a budget is not to have any more, or with too little to cover what is spent. */
export interface RefusedBound {
  readonly of: 'total' | 'perPeriod';
  /** Absent where the period itself was changed. */
  readonly unit?: BudgetUnit;
  /** In the unit; absent where the bound was taken away. */
  readonly cut?: { readonly before: number; readonly after: number; readonly spent: number };
}

/**
 * The bounds that a new budget lacks: once spent against, a bound stays, with other figures perhaps, as what was given
 * back later would have nowhere to go. To be rid of one, it is raised.
 */
export function boundsTakenAway(before: CampaignBudget, after: CampaignBudget): readonly RefusedBound[] {
  const lost = (of: RefusedBound['of'], had: BudgetLimits, has: BudgetLimits): readonly RefusedBound[] =>
    budgetUnits.flatMap((unit) => (had[unit] !== undefined && has[unit] === undefined ? [{ of, unit }] : []));
  const ofTotal = lost('total', before.total, after.total);
  if (before.perPeriod === undefined) return ofTotal;
  if (before.perPeriod.period !== after.perPeriod?.period) return [...ofTotal, { of: 'perPeriod' }];
  return [...ofTotal, ...lost('perPeriod', before.perPeriod, after.perPeriod)];
}

/**
 * All parts of a budget, of which those that nobody took from yet need not be there: they are whole. O(parts).
 * @param budget `total`, `day#2026-11-23`
 */
export function completeParts(
  budget: string,
  limits: BudgetLimits,
  present: readonly BudgetPart[],
): readonly BudgetPart[] {
  const known = new Map(present.map((part) => [part.part, part]));
  const whole = splitBudget(budget, limits);
  const named = new Set(whole.map(({ part }) => part));
  return [...whole.map((part) => known.get(part.part) ?? part), ...present.filter(({ part }) => !named.has(part))];
}

/** What is left in some parts together, of what they bound. */
export const leftInParts = (parts: readonly BudgetPart[]): BudgetLimits =>
  Object.fromEntries(
    budgetUnits.flatMap((unit) => {
      const known = parts.flatMap(({ left }) => left[unit] ?? []);
      return known.length === 0 ? [] : [[unit, known.reduce((sum, left) => sum + left, 0)]];
    }),
  );

/**
 * What is left of a changed budget: as much more or less as the budget is, dealt out anew. A bound that is new counts
 * from now on. A part that is not needed any more stays with nothing left, for what is given back to it. O(parts).
 * @param present the parts that there are
 * @returns parts, at least as many as there are; or the bounds that are less than what is spent of them
 */
export function moveBudget(
  budget: string,
  present: readonly BudgetPart[],
  before: BudgetLimits,
  after: BudgetLimits,
): { readonly parts: readonly BudgetPart[] } | { readonly refused: readonly Omit<RefusedBound, 'of'>[] } {
  const left = leftInParts(completeParts(budget, before, present));
  const bounds = budgetUnits.flatMap((unit) => {
    const asked = after[unit];
    if (asked === undefined) return [];
    const earlier = before[unit];
    return [
      { unit, before: earlier ?? asked, after: asked, spent: earlier === undefined ? 0 : earlier - (left[unit] ?? 0) },
    ];
  });
  const refused = bounds.filter((bound) => bound.spent > bound.after);
  if (refused.length > 0) return { refused: refused.map(({ unit, ...cut }) => ({ unit, cut })) };

  const next: BudgetLimits = Object.fromEntries(bounds.map((bound) => [bound.unit, bound.after - bound.spent]));
  const parts = splitBudget(budget, next);
  const nothing: BudgetLimits = Object.fromEntries(bounds.map(({ unit }) => [unit, 0]));
  const named = new Set(parts.map(({ part }) => part));
  const unused = present.filter(({ part }) => !named.has(part)).map((part) => ({ ...part, left: nothing }));
  return { parts: [...parts, ...unused] };
}
