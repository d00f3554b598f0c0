import type { ItemId } from '../../domain/ids.ts';
import type { NextItems, SimilarItems } from '../../domain/relations/item-relations.ts';
import type { SlotAnswer, SlotRequest } from '../../domain/selection/slot.ts';
import { fillSlot } from './fill-slot.ts';
import type { RecommendDeps } from './recommend-deps.ts';

const itemsOfKinds = (slots: readonly SlotRequest[], kinds: readonly SlotRequest['kind'][]): readonly ItemId[] => [
  ...new Set(slots.filter(({ kind }) => kinds.includes(kind)).flatMap(({ items }) => items)),
];

async function readEach<Row>(
  itemIds: readonly ItemId[],
  find: (itemId: ItemId) => Promise<Row | undefined>,
): Promise<ReadonlyMap<ItemId, Row>> {
  const rows = await Promise.all(itemIds.map(async (itemId) => [itemId, await find(itemId)] as const));
  return new Map(rows.flatMap(([itemId, row]) => (row === undefined ? [] : [[itemId, row] as const])));
}

/** The rows that the slots ask for, read at once; whatever they share is read once. */
async function withRowsRead(deps: RecommendDeps, slots: readonly SlotRequest[]): Promise<RecommendDeps> {
  const [together, next, similar] = await Promise.all([
    // Other kinds ask for it where they know nothing of the item themselves.
    deps.recommendations.findTogetherOf(itemsOfKinds(slots, ['together', 'basket', 'next', 'similar'])),
    readEach<NextItems>(itemsOfKinds(slots, ['next']), deps.relations.findNext),
    readEach<SimilarItems>(itemsOfKinds(slots, ['similar']), deps.relations.findSimilar),
  ]);
  return {
    ...deps,
    recommendations: {
      findTogether: (itemId) => Promise.resolve(together.get(itemId)),
      findTogetherOf: (itemIds) =>
        Promise.resolve(
          new Map(
            itemIds.flatMap((itemId) => {
              const row = together.get(itemId);
              return row === undefined ? [] : [[itemId, row] as const];
            }),
          ),
        ),
    },
    relations: {
      findNext: (itemId) => Promise.resolve(next.get(itemId)),
      findSimilar: (itemId) => Promise.resolve(similar.get(itemId)),
    },
  };
}

/**
 * Fills the slots of a page in their order. No item is named twice on it, nor are two variants of one product; what any
 * slot asks for is named in none.
 */
export async function fillPage<Slot extends SlotRequest>(
  deps: RecommendDeps,
  slots: readonly Slot[],
): Promise<readonly { readonly slot: Slot; readonly answer: SlotAnswer }[]> {
  const read = await withRowsRead(deps, slots);
  const named = [...new Set(slots.flatMap(({ items }) => items))];
  const filled: { slot: Slot; answer: SlotAnswer }[] = [];
  for (const slot of slots) {
    const answer = await fillSlot(read, slot, named);
    named.push(...answer.entries.map(({ itemId }) => itemId));
    filled.push({ slot, answer });
  }
  return filled;
}
