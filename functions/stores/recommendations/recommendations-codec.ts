import type { BestSellerList, BestSellers } from '../../domain/copurchase/best-sellers.ts';
import type { ItemRecommendations } from '../../domain/copurchase/item-recommendations.ts';
import { HoldfastError } from '../../domain/errors.ts';
import { defined, flagOf, numberOf, optionalNumberOf, optionalTextOf, type Row, textOf } from '../attributes.ts';
import { itemKey, itemOfKey } from '../key-codec.ts';
import { listKey } from './list-key.ts';
import { decodeItemCounts, decodeNeighbours, encodeItemCounts, encodeNeighbours } from './neighbour-codec.ts';

export const encodeItemRecommendations = (row: ItemRecommendations): Row =>
  defined({
    pk: itemKey(row.itemId),
    sk: row.kind,
    basketCount: row.basketCount,
    led: row.ledBasketCount,
    truncated: row.truncated ? true : undefined,
    oldestPlacedAt: row.oldestPlacedAt,
    neighbours: encodeNeighbours(row.neighbours),
    shopBasketCount: row.shopBasketCount,
    asOf: row.asOf,
    scoringVersion: row.scoringVersion,
    countsVersion: row.countsVersion,
  });

export function decodeItemRecommendations(row: Row): ItemRecommendations {
  const itemId = itemOfKey(textOf(row, 'pk'));
  if (itemId === undefined) {
    throw new HoldfastError('store.corrupt-row', `a recommendation row is keyed item#<id>, not "${textOf(row, 'pk')}"`);
  }
  return defined({
    itemId,
    kind: 'together' as const,
    basketCount: numberOf(row, 'basketCount'),
    ledBasketCount: numberOf(row, 'led'),
    truncated: flagOf(row, 'truncated'),
    oldestPlacedAt: optionalTextOf(row, 'oldestPlacedAt'),
    neighbours: decodeNeighbours(textOf(row, 'neighbours')),
    shopBasketCount: optionalNumberOf(row, 'shopBasketCount'),
    asOf: textOf(row, 'asOf'),
    scoringVersion: numberOf(row, 'scoringVersion'),
    countsVersion: optionalTextOf(row, 'countsVersion'),
  });
}

export const encodeBestSellers = (list: BestSellerList, row: BestSellers): Row => ({
  ...listKey(list, 'bestsellers'),
  asOf: row.asOf,
  neighbours: encodeItemCounts(row.items),
});

export const decodeBestSellers = (row: Row): BestSellers => ({
  items: decodeItemCounts(textOf(row, 'neighbours')),
  asOf: textOf(row, 'asOf'),
});
