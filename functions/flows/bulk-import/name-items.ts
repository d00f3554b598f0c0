import type { ItemsStore } from '../../stores/items-store.ts';
import { inParallel } from '../in-parallel.ts';
import type { ImportObserver } from './import-observer.ts';
import type { OrderLog } from './order-log.ts';

export interface NameItemsDeps {
  readonly items: Pick<ItemsStore, 'putIfAbsent'>;
}

const width = 32;

/**
 * Puts items the file names into the catalogue, where it has none: what a shop decided about an item stands above
 * what a line of an order calls it. Answers how many were put.
 */
export async function nameItems(deps: NameItemsDeps, log: OrderLog, observer: ImportObserver): Promise<number> {
  const items = [...log.namedItems()];
  let done = 0;
  const isPut = await inParallel(items, width, async (item) => {
    const wasAbsent = await deps.items.putIfAbsent(item);
    done += 1;
    observer.onProgress?.('items', done, items.length);
    return wasAbsent;
  });
  return isPut.filter(Boolean).length;
}
