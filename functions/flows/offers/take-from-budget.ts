import { periodBudget, splitBudget, totalBudget } from '../../domain/offers/budget-parts.ts';
import type { BudgetLimits, Campaign } from '../../domain/offers/campaign.ts';
import { type BudgetPart, takeFromParts } from '../../domain/offers/take-from-parts.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { SharedPart } from '../../stores/campaigns/budget-share-items.ts';
import type { CampaignsStore } from '../../stores/campaigns/campaigns-store.ts';

export interface TakeFromBudgetDeps {
  readonly campaigns: Pick<CampaignsStore, 'readParts' | 'makeParts'>;
  /** IANA name; decides on which day a period begins. */
  readonly timeZone: string;
}

/** Where a redemption takes what it needs; nothing is taken yet. */
export type BudgetTake =
  | { readonly found: 'enough'; readonly parts: readonly SharedPart[] }
  | { readonly found: 'exhausted' }
  | { readonly found: 'closed' }
  /** Others are making the parts just now. */
  | { readonly found: 'contended' };

const isBounded = ({ amountMinor, uses, points }: BudgetLimits): boolean =>
  amountMinor !== undefined || uses !== undefined || points !== undefined;

/** The parts of one budget; those of a period are made when the first redemption of it asks for them. */
async function partsOf(
  { campaigns }: TakeFromBudgetDeps,
  campaignId: string,
  { budget, limits }: { readonly budget: string; readonly limits: BudgetLimits },
): Promise<readonly BudgetPart[]> {
  const parts = await campaigns.readParts(campaignId, budget);
  if (parts.length > 0 || budget === totalBudget) return parts;
  const made = splitBudget(budget, limits);
  return (await campaigns.makeParts(campaignId, made)) ? made : campaigns.readParts(campaignId, budget);
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
    // A budget without bounds may have no parts; of any other that has none, others are making them.
    if (parts.length === 0 && !isBounded(asked.limits)) continue;
    if (parts.length === 0 && asked.budget !== totalBudget) return { found: 'contended' };
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
