import type { ItemId } from '../../domain/ids.ts';
import type { ItemTag } from '../../domain/items/item.ts';
import type { ShopItems } from '../../domain/switching/earlier-items.ts';
import type { ItemsStore } from '../../stores/items-store.ts';
import type { BasketCountsStore } from '../../stores/models/basket-counts-store.ts';
import type { RelationsStore } from '../../stores/recommendations/relations-store.ts';

/** What of its items a customer's lines are read with. */
export interface ItemsForSignals extends ShopItems {
  /** Undefined where the catalogue does not know the item. */
  tagsOf(itemId: ItemId): readonly ItemTag[] | undefined;
  /** Minor units; undefined where the catalogue does not say it. */
  unitCostMinorOf(itemId: ItemId): number | undefined;
}

const none: readonly ItemTag[] = [];

/** Share of the shop's lines that are of an item, by the counts of the last sweep; 0 before it. */
export async function lineShares({
  basketCounts,
}: {
  readonly basketCounts: Pick<BasketCountsStore, 'findHeader' | 'readCounts'>;
}): Promise<(itemId: ItemId) => number> {
  const header = await basketCounts.findHeader();
  const counts = header === undefined ? undefined : (await basketCounts.readCounts(header))?.basketCountOf;
  if (counts === undefined) return () => 0;
  let lineCount = 0;
  for (const count of counts.values()) lineCount += count;
  return (itemId) => (counts.get(itemId) ?? 0) / lineCount;
}

export interface AllItemsDeps {
  readonly items: Pick<ItemsStore, 'scanCatalogue'>;
  readonly relations: Pick<RelationsStore, 'scanNext'>;
  readonly basketCounts: Pick<BasketCountsStore, 'findHeader' | 'readCounts'>;
}

/** All items of the shop, held: some 50 bytes for each pair of items of which one is bought after the other. */
export async function allItems(deps: AllItemsDeps): Promise<ItemsForSignals> {
  const tags = new Map<ItemId, readonly ItemTag[]>();
  const unitCosts = new Map<ItemId, number>();
  for await (const { itemId, tags: ofItem, unitCostMinor } of deps.items.scanCatalogue()) {
    tags.set(itemId, ofItem ?? none);
    if (unitCostMinor !== undefined) unitCosts.set(itemId, unitCostMinor);
  }
  const complements = new Map<ItemId, readonly ItemId[]>();
  for await (const { itemId, neighbours } of deps.relations.scanNext()) {
    complements.set(
      itemId,
      neighbours.map((neighbour) => neighbour.itemId),
    );
  }
  const lineShareOf = await lineShares(deps);
  return {
    complementsOf: (itemId) => complements.get(itemId) ?? [],
    lineShareOf,
    tagsOf: (itemId) => tags.get(itemId),
    unitCostMinorOf: (itemId) => unitCosts.get(itemId),
  };
}

export interface SomeItemsDeps {
  readonly items: Pick<ItemsStore, 'findMany'>;
  readonly relations: Pick<RelationsStore, 'findNextOf'>;
  readonly basketCounts: Pick<BasketCountsStore, 'findHeader' | 'readCounts'>;
}

/** The same of some items: those one customer bought. */
export async function someItems(deps: SomeItemsDeps, itemIds: readonly ItemId[]): Promise<ItemsForSignals> {
  const [items, next, lineShareOf] = await Promise.all([
    deps.items.findMany(itemIds),
    deps.relations.findNextOf(itemIds),
    lineShares(deps),
  ]);
  return {
    complementsOf: (itemId) => next.get(itemId)?.neighbours.map((neighbour) => neighbour.itemId) ?? [],
    lineShareOf,
    tagsOf: (itemId) => (items.has(itemId) ? (items.get(itemId)?.tags ?? none) : undefined),
    unitCostMinorOf: (itemId) => items.get(itemId)?.unitCostMinor,
  };
}
