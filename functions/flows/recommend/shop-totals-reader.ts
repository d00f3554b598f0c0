import type { ItemRecommendations } from '../../domain/copurchase/item-recommendations.ts';
import type { ShopTotals } from '../../domain/copurchase/shop-totals.ts';
import type { ShopTotalsStore } from '../../stores/models/shop-totals-store.ts';
import { createExpiringCache } from './expiring-cache.ts';

/** The night's totals of the shop, for rows that do not know them. At most a minute older than what is stored. */
export interface ShopTotalsReader {
  /** Undefined where every row knows the shop's number of baskets itself, which reads nothing, and before the first night. */
  totalsFor(rows: Iterable<Pick<ItemRecommendations, 'shopBasketCount'>>): Promise<ShopTotals | undefined>;
}

const lifeSeconds = 60;

export function createShopTotalsReader(store: Pick<ShopTotalsStore, 'find'>, now: () => Date): ShopTotalsReader {
  const cache = createExpiringCache<'current', ShopTotals | 'none'>(1, lifeSeconds, now);
  return {
    async totalsFor(rows) {
      if ([...rows].every(({ shopBasketCount }) => shopBasketCount !== undefined)) return undefined;
      const known = cache.get('current');
      if (known !== undefined) return known === 'none' ? undefined : known;
      const totals = await store.find();
      cache.set('current', totals ?? 'none');
      return totals;
    },
  };
}
