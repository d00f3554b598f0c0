import type { BestSellerList, BestSellers } from '../../domain/copurchase/best-sellers.ts';
import type { NewItem, TrendingItem } from '../../domain/relations/item-relations.ts';
import type { RecommendationsStore } from '../../stores/recommendations/recommendations-store.ts';
import type { RelationsStore } from '../../stores/recommendations/relations-store.ts';
import { createExpiringCache } from './expiring-cache.ts';

/** Lists of the shop and of categories; empty where there is none. At most a minute old: they are made hourly or nightly. */
export interface ListReader {
  bestSellers(list: BestSellerList): Promise<BestSellers['items']>;
  trending(list: BestSellerList): Promise<readonly TrendingItem[]>;
  newItems(list: BestSellerList): Promise<readonly NewItem[]>;
}

export interface ListStores {
  readonly recommendations: Pick<RecommendationsStore, 'findBestSellers'>;
  readonly relations: Pick<RelationsStore, 'findTrending' | 'findNew'>;
}

/** Lists of 50 entries; a shop of more categories reads the rarest anew. */
const maximumLists = 1_000;
const lifeSeconds = 60;

const keyOf = (list: BestSellerList): string => (list === 'shop' ? 'shop' : `category#${list.category}`);

function cached<Entry>(
  find: (list: BestSellerList) => Promise<{ readonly items: readonly Entry[] } | undefined>,
  now: () => Date,
): (list: BestSellerList) => Promise<readonly Entry[]> {
  const cache = createExpiringCache<string, readonly Entry[]>(maximumLists, lifeSeconds, now);
  return async (list) => {
    const key = keyOf(list);
    const known = cache.get(key);
    if (known !== undefined) return known;
    const items = (await find(list))?.items ?? [];
    cache.set(key, items);
    return items;
  };
}

export const createListReader = ({ recommendations, relations }: ListStores, now: () => Date): ListReader => ({
  bestSellers: cached((list) => recommendations.findBestSellers(list), now),
  trending: cached((list) => relations.findTrending(list), now),
  newItems: cached((list) => relations.findNew(list), now),
});
