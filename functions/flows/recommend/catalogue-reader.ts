import type { ItemId } from '../../domain/ids.ts';
import type { CatalogueItem } from '../../domain/items/item.ts';
import type { ItemsStore } from '../../stores/items-store.ts';
import { createExpiringCache } from './expiring-cache.ts';

/** The catalogue as answers need it: read at most once a minute for an item, also where it lists none. */
export interface CatalogueReader {
  /** Items by id, those there are. At most a minute old. */
  lookup(itemIds: Iterable<ItemId>): Promise<ReadonlyMap<ItemId, CatalogueItem>>;
}

/** About 10 MB at 2 KB an item, of the 1,024 MB of the function. */
const maximumEntries = 5_000;
/** As long as browsers keep an answer. */
const lifeSeconds = 60;

export function createCatalogueReader(items: Pick<ItemsStore, 'findMany'>, now: () => Date): CatalogueReader {
  const cache = createExpiringCache<ItemId, CatalogueItem | 'unlisted'>(maximumEntries, lifeSeconds, now);
  return {
    async lookup(itemIds) {
      const found = new Map<ItemId, CatalogueItem>();
      const missing: ItemId[] = [];
      for (const itemId of new Set(itemIds)) {
        const known = cache.get(itemId);
        if (known === undefined) missing.push(itemId);
        else if (known !== 'unlisted') found.set(itemId, known);
      }
      if (missing.length === 0) return found;
      const read = await items.findMany(missing);
      for (const itemId of missing) {
        const item = read.get(itemId);
        cache.set(itemId, item ?? 'unlisted');
        if (item !== undefined) found.set(itemId, item);
      }
      return found;
    },
  };
}
