import { type TimelinePage, type TimelinePlace, timelinePage } from '../../domain/customers/timeline.ts';
import type { CustomerId, ItemId } from '../../domain/ids.ts';
import type { CatalogueItem } from '../../domain/items/item.ts';
import type { CustomerHistoriesStore } from '../../stores/history/customer-histories-store.ts';
import type { ItemsStore } from '../../stores/items-store.ts';

export interface ReadTimelineDeps {
  readonly customerHistories: Pick<CustomerHistoriesStore, 'find'>;
  readonly items: Pick<ItemsStore, 'findMany'>;
}

export interface FoundTimeline {
  readonly customerId: CustomerId;
  readonly page: TimelinePage;
  /** Of the items of the page, as the catalogue has them. */
  readonly items: ReadonlyMap<ItemId, CatalogueItem>;
}

const itemsOf = ({ entries }: TimelinePage): readonly ItemId[] => [
  ...new Set(
    entries.flatMap((entry) => {
      if (entry.type === 'order') return entry.order.lines.map(({ itemId }) => itemId);
      if ((entry.type === 'return' || entry.type === 'event') && 'itemId' in entry.event) {
        return entry.event.itemId === undefined ? [] : [entry.event.itemId];
      }
      return [];
    }),
  ),
];

/**
 * A page of what happened between a customer and the shop. Reads the whole history, some read units for each hundred
 * facts. Undefined of a customer of whom nothing is known.
 */
export async function readTimeline(
  { customerHistories, items }: ReadTimelineDeps,
  customerId: CustomerId,
  asked: { readonly limit: number; readonly after?: TimelinePlace },
): Promise<FoundTimeline | undefined> {
  const page = timelinePage(await customerHistories.find(customerId), asked.limit, asked.after);
  if (page.entryCount === 0) return undefined;
  return { customerId, page, items: await items.findMany(itemsOf(page)) };
}
