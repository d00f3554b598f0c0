import { hasCode } from '../domain/errors.ts';
import type { CatalogueItem } from '../domain/items/item.ts';
import type { ItemsStore } from '../stores/items-store.ts';
import { inParallel } from './in-parallel.ts';
import { notStored, type Outcome } from './outcome.ts';

export interface RecordItemsDeps {
  readonly items: Pick<ItemsStore, 'put' | 'putIfAbsent'>;
}

export interface IndexedItem {
  /** Place of the item in the request. */
  readonly index: number;
  readonly item: CatalogueItem;
}

export interface RecordItemsOptions {
  /** Leaves an item that the catalogue has as it is; defaults to false, replacing it. */
  readonly onlyAbsent?: boolean;
}

const width = 16;

/**
 * Puts catalogue items whole, each on its own. Of several with one id the last stands, as if they had been put one
 * after the other; of several that are put only where there is none, the first.
 */
export async function recordItems(
  deps: RecordItemsDeps,
  items: readonly IndexedItem[],
  { onlyAbsent = false }: RecordItemsOptions = {},
): Promise<readonly Outcome[]> {
  const inTurn = onlyAbsent ? [...items].reverse() : items;
  const standing = new Map(inTurn.map(({ index, item }) => [item.itemId, index]));
  return inParallel(items, width, async ({ index, item }): Promise<Outcome> => {
    if (standing.get(item.itemId) !== index) return { index, outcome: onlyAbsent ? 'unchanged' : 'accepted' };
    try {
      if (onlyAbsent) return { index, outcome: (await deps.items.putIfAbsent(item)) ? 'accepted' : 'unchanged' };
      await deps.items.put(item);
      return { index, outcome: 'accepted' };
    } catch (error) {
      if (!hasCode(error, 'store.throttled')) throw error;
      return notStored(
        index,
        'item.not-stored',
        `item ${item.itemId} was not stored: the database is busy; send it again`,
      );
    }
  });
}
