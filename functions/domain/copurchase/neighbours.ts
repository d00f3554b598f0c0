import { HoldfastError } from '../errors.ts';
import type { ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import type { BasketColumns } from './basket-columns.ts';
import type { CountedItem } from './basket-counts.ts';
import { type NeighbourTable, neighboursOfPacked } from './kernel.ts';
import { type PackedBaskets, type PackOptions, packBaskets, plainNumber } from './packed-baskets.ts';
import { basketsIn, weightIn } from './pair-sum.ts';
import { maximumNeighbours, type Neighbour } from './rank-neighbours.ts';

/** What a whole shop's baskets say of an item, ranked. */
export interface RankedItem extends CountedItem {
  /** Time of the oldest order counted. */
  readonly oldestPlacedAt?: Instant;
  /** Best first, at most 50. */
  readonly neighbours: readonly Neighbour[];
}

/** Every item of a shop with its neighbours, as the per-item refresh would rank them from the tables. */
export interface RankedShop {
  readonly itemIds: readonly ItemId[];
  /** Every item as the sweep counts it, in the order of `itemIds`. O(lines). */
  readonly countedItems: () => Iterable<CountedItem>;
  /** The item at an index of `itemIds`. O(orders of the item + neighbours). */
  readonly itemAt: (index: number) => RankedItem;
}

/** Last order that begins at or before a place of the rows. */
function orderAt(offsets: Int32Array, place: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) + middle <= place) low = middle;
    else high = middle;
  }
  return low;
}

function countsAt({ rows, starts, postings, numberOf, truncated }: PackedBaskets, index: number) {
  const number = numberOf[index] ?? 0;
  const start = starts[number] ?? 0;
  const end = starts[number + 1] ?? 0;
  let ledBasketCount = 0;
  for (let posting = start; posting < end; posting += 1) {
    const least = rows[plainNumber(postings[posting] ?? 0) + 1] ?? 0;
    if (plainNumber(least) === number) ledBasketCount += 1;
  }
  return {
    basketCount: end - start,
    ledBasketCount,
    truncated: truncated[number] === 1,
    oldest: plainNumber(postings[end - 1] ?? 0),
  };
}

/** Ranks a whole shop, on this thread or on others. */
export type RankShop = (columns: BasketColumns) => Promise<RankedShop>;

/** Ranks the neighbours of every item of a shop on this thread. O(pairs). */
export function rankShop(columns: BasketColumns, options: Pick<PackOptions, 'maximumPostings'> = {}): RankedShop {
  const packed = packBaskets(columns, columns.itemIds.length, options);
  return rankedShop(columns, packed, neighboursOfPacked(packed, maximumNeighbours));
}

/**
 * What was counted and ranked of a shop, in the shop's words.
 * @param packed the columns, packed
 * @param table the neighbours of all items of `packed`
 */
export function rankedShop(columns: BasketColumns, packed: PackedBaskets, table: NeighbourTable): RankedShop {
  const { itemIds } = columns;
  function neighboursAt(index: number): readonly Neighbour[] {
    const neighbours: Neighbour[] = [];
    const start = index * table.limit;
    for (let place = start; place < start + (table.lengths[index] ?? 0); place += 1) {
      const other = table.neighbours[place] ?? 0;
      const itemId = itemIds[other];
      const basketCount = packed.basketCounts[packed.numberOf[other] ?? 0] ?? 0;
      const sum = table.sums[place] ?? 0;
      if (itemId !== undefined) {
        neighbours.push({ itemId, baskets: basketsIn(sum), weight: weightIn(sum), basketCount });
      }
    }
    return neighbours;
  }

  return {
    itemIds,
    *countedItems() {
      for (const [index, itemId] of itemIds.entries()) {
        const { basketCount, ledBasketCount, truncated } = countsAt(packed, index);
        yield { itemId, basketCount, ledBasketCount, truncated };
      }
    },
    itemAt(index) {
      const itemId = itemIds[index];
      if (itemId === undefined) {
        const allowed = `0 to ${itemIds.length - 1}`;
        throw new HoldfastError('copurchase.unknown-item', `no item has the index ${index}; allowed is ${allowed}`);
      }
      const { oldest, ...counted } = countsAt(packed, index);
      const oldestPlacedAt = counted.basketCount > 0 ? columns.placedAt[orderAt(columns.offsets, oldest)] : undefined;
      return {
        itemId,
        ...counted,
        ...(oldestPlacedAt === undefined ? {} : { oldestPlacedAt }),
        neighbours: neighboursAt(index),
      };
    },
  };
}
