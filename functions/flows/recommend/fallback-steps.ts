import type { BestSellerList } from '../../domain/copurchase/best-sellers.ts';
import type { CatalogueItem } from '../../domain/items/item.ts';
import type { Step } from '../../domain/selection/candidate.ts';
import {
  bestSellerCandidates,
  brandFirst,
  newCandidates,
  trendingCandidates,
} from '../../domain/selection/list-candidates.ts';
import { isListKind, type SlotRequest } from '../../domain/selection/slot.ts';
import type { RecommendDeps } from './recommend-deps.ts';

/** A step that is read only when the ones before did not fill the list. */
export type LazyStep = () => Promise<Step>;

/** A cart of many categories is asked for its commonest ones only: each is a read. */
const maximumCategories = 3;

/** Categories of the items asked for, the commonest first, ties in the order of the items. */
function categoriesOf(asked: readonly CatalogueItem[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { category } of asked) if (category !== undefined) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts]
    .sort(([, left], [, right]) => right - left)
    .slice(0, maximumCategories)
    .map(([category]) => category);
}

const sourceOfList = (list: BestSellerList) => (list === 'shop' ? 'shop' : 'category');

const bestSellersOf =
  (deps: RecommendDeps, list: BestSellerList): LazyStep =>
  async () => ({
    source: sourceOfList(list),
    candidates: bestSellerCandidates(
      { items: await deps.lists.bestSellers(list) },
      list === 'shop' ? 'shop-best-seller' : 'category-best-seller',
    ),
  });

/** Best-sellers of a cold item's category, those of its brand first. */
const brandFirstOf =
  (deps: RecommendDeps, category: string, brand: string): LazyStep =>
  async () => {
    const items = await deps.lists.bestSellers({ category });
    const listed = await deps.catalogue.lookup(items.map(({ itemId }) => itemId));
    return { source: 'category', candidates: brandFirst(items, (itemId) => listed.get(itemId)?.brand === brand) };
  };

function listSteps(deps: RecommendDeps, { kind, rules }: SlotRequest): readonly LazyStep[] {
  const lists: readonly BestSellerList[] =
    rules.category === undefined ? ['shop'] : [{ category: rules.category }, 'shop'];
  const bestSellers = lists.map((list) => bestSellersOf(deps, list));
  if (kind !== 'trending' && kind !== 'new') return bestSellers;
  const ownKind = lists.map((list) => async (): Promise<Step> => {
    const candidates =
      kind === 'new'
        ? newCandidates(await deps.lists.newItems(list))
        : trendingCandidates(await deps.lists.trending(list));
    return { source: sourceOfList(list), candidates };
  });
  return [...ownKind, ...bestSellers];
}

/**
 * The steps of the ladder below an item's or a cart's own evidence, or all steps of a list of the shop.
 * @param asked what the catalogue says of the items asked for
 * @param isCold the items asked for have no evidence of the kind asked for
 */
export function fallbackSteps(
  deps: RecommendDeps,
  slot: SlotRequest,
  asked: readonly CatalogueItem[],
  isCold: boolean,
): readonly LazyStep[] {
  if (isListKind(slot.kind)) return listSteps(deps, slot);
  const wanted = slot.rules.category;
  const categories = wanted === undefined ? categoriesOf(asked) : [wanted];
  const [first] = asked;
  const brand = isCold && asked.length === 1 ? first?.brand : undefined;
  return [
    ...categories.map((category) =>
      brand !== undefined && first?.category === category
        ? brandFirstOf(deps, category, brand)
        : bestSellersOf(deps, { category }),
    ),
    bestSellersOf(deps, 'shop'),
  ];
}
