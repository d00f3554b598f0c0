import { periodBudget, splitBudget, totalBudget } from '../../domain/offers/budget-parts.ts';
import type { BudgetLimits, Campaign } from '../../domain/offers/campaign.ts';
import { type BudgetPart, takeFromParts } from '../../domain/offers/take-from-parts.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { BudgetPartsStore } from '../../stores/offers/budget-parts-store.ts';
import type { SharedPart } from '../../stores/offers/redemptions-store.ts';

export interface TakeFromBudgetDeps {
  readonly budgetParts: BudgetPartsStore;
  /** IANA name; decides on which day a period begins. */
  readonly timeZone: string;
}

/** Where a redemption takes what it needs; nothing is taken yet. */
export type BudgetTake =
  | { readonly found: 'enough'; readonly parts: readonly SharedPart[] }
  | { readonly found: 'exhausted' }
  | { readonly found: 'closed' };

const isBounded = (limits: BudgetLimits): boolean =>
  limits.amountMinor !== undefined || limits.uses !== undefined || limits.points !== undefined;

/** The parts of one budget; those of a period are made when the first redemption of it asks for them. */
async function partsOf(
  { budgetParts }: TakeFromBudgetDeps,
  campaignId: string,
  { budget, limits }: { readonly budget: string; readonly limits: BudgetLimits },
): Promise<readonly BudgetPart[]> {
  const parts = await budgetParts.list(campaignId, budget);
  if (parts.length > 0 || budget === totalBudget) return parts;
  await budgetParts.putAbsent(campaignId, splitBudget(budget, limits));
  return budgetParts.list(campaignId, budget);
}

/**
 * Finds what of a campaign's budgets, of the whole and of the period of now, a redemption is to take from.
 * @param start differs from redemption to redemption, so that they take from different parts
 */
export async function takeFromBudget(
  deps: TakeFromBudgetDeps,
  { definition }: Campaign,
  need: Required<BudgetLimits>,
  { start, now }: { readonly start: number; readonly now: Instant },
): Promise<BudgetTake> {
  const { campaignId, budget } = definition;
  const { total, perPeriod } = budget;
  const ofPeriod =
    perPeriod === undefined ? [] : [{ budget: periodBudget(perPeriod.period, now, deps.timeZone), limits: perPeriod }];
  const taken: SharedPart[] = [];
  for (const asked of [{ budget: totalBudget, limits: total }, ...ofPeriod]) {
    const parts = await partsOf(deps, campaignId, asked);
    if (parts.length === 0 && !isBounded(asked.limits)) continue;
    if (parts.length > 0 && parts.every(({ isClosed }) => isClosed)) return { found: 'closed' };
    const shares = takeFromParts(parts, need, start);
    if (shares === undefined) return { found: 'exhausted' };
    const byName = new Map(parts.map((part) => [part.part, part]));
    for (const share of shares) {
      const part = byName.get(share.part);
      if (part !== undefined) taken.push({ share, part });
    }
  }
  return { found: 'enough', parts: taken };
}
