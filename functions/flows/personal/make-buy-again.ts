import type { ItemId } from '../../domain/ids.ts';
import { productOf } from '../../domain/items/product-of.ts';
import type { BoughtItem } from '../../domain/personal/bought-items.ts';
import { type DueItem, dueItems } from '../../domain/personal/buy-again.ts';
import type { BuyAgainEntry, BuyAgainRequest } from '../../domain/personal/personal-answer.ts';
import { type ItemLookup, isAllowed, type SelectionRules } from '../../domain/selection/selection-rules.ts';
import type { MakeListDeps } from './personal-deps.ts';

/** Those that rules let through, one variant of a product. */
function allowed(due: readonly DueItem[], rules: SelectionRules, lookup: ItemLookup): readonly DueItem[] {
  const excluded = new Set(rules.exclude);
  const products = new Set<ItemId>();
  return due.filter(({ itemId }) => {
    const product = productOf(itemId, lookup);
    if (excluded.has(itemId) || products.has(product) || !isAllowed(lookup(itemId), rules)) return false;
    products.add(product);
    return true;
  });
}

/** What a customer may want again, and whether rules alone left nothing of it. */
export interface MadeBuyAgain {
  readonly entries: readonly BuyAgainEntry[];
  readonly hadDueItems: boolean;
}

/** Reads the rhythm of every item bought, at most 200 in two batches, and the catalogue where it is not in memory. */
export async function makeBuyAgain(
  deps: MakeListDeps,
  { rules, limit }: BuyAgainRequest,
  bought: readonly BoughtItem[],
  today: number,
): Promise<MadeBuyAgain> {
  const itemIds = bought.map(({ itemId }) => itemId);
  const rhythms = await deps.relations.findRebuy(itemIds);
  const due = dueItems(bought, rhythms, today);
  const items = await deps.catalogue.lookup(due.map(({ itemId }) => itemId));
  const entries = allowed(due, rules, (itemId) => items.get(itemId))
    .slice(0, limit)
    .map((entry, place) => {
      const item = items.get(entry.itemId);
      return {
        itemId: entry.itemId,
        rank: place + 1,
        score: entry.score,
        due: entry,
        ...(item === undefined ? {} : { item }),
      };
    });
  return { entries, hadDueItems: due.length > 0 };
}
