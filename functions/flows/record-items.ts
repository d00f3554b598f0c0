import { hasCode } from '../domain/errors.ts';
import type { CatalogueItem } from '../domain/items/item.ts';
import type { ItemsStore } from '../stores/items-store.ts';
import { inParallel } from './in-parallel.ts';
import { notStored, type Outcome } from './outcome.ts';

export interface RecordItemsDeps {
  readonly items: Pick<ItemsStore, 'put'>;
}

export interface IndexedItem {
  /** Place of the item in the request. */
  readonly index: number;
  readonly item: CatalogueItem;
}

const width = 16;

/** Puts catalogue items whole, each on its own; of several with one id the last stands. */
export async function recordItems(deps: RecordItemsDeps, items: readonly IndexedItem[]): Promise<readonly Outcome[]> {
  const last = new Map(items.map((entry) => [entry.item.itemId, entry]));
  return inParallel(items, width, async ({ index, item }): Promise<Outcome> => {
    if (last.get(item.itemId)?.index !== index) return { index, outcome: 'accepted' };
    try {
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
