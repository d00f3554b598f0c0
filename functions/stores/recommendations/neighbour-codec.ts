import type { BestSellers } from '../../domain/copurchase/best-sellers.ts';
import { weightsPerOrder } from '../../domain/copurchase/pair-sum.ts';
import type { Neighbour } from '../../domain/copurchase/rank-neighbours.ts';
import { HoldfastError } from '../../domain/errors.ts';
import { toItemId } from '../../domain/ids.ts';

const inText = (value: number): string => value.toString(36);
const inNumber = (text: string): number => Number.parseInt(text, 36);

/**
 * Ranked neighbours as one text: a line each, of id, orders with both, orders with the neighbour and weight, the
 * figures in base 36, parted by tabs. Scores follow from them and are made when read. 50 neighbours with ids of five
 * characters take under 1 KB; as a list of maps twice that, one more write unit for every item of every order.
 */
export const encodeNeighbours = (neighbours: readonly Neighbour[]): string =>
  neighbours
    .map(({ itemId, baskets, basketCount, weight }) =>
      [itemId, inText(baskets), inText(basketCount), inText(weight)].join('\t'),
    )
    .join('\n');

function decodeNeighbour(line: string): Neighbour {
  const [itemId, baskets, basketCount, weight] = line.split('\t');
  if (itemId === undefined || baskets === undefined || basketCount === undefined) {
    throw new HoldfastError(
      'store.corrupt-row',
      `a neighbour has the parts id, baskets, basket count and weight, not "${line}"`,
    );
  }
  // Rows of the first scoring version have decimal figures and no weight, until the sweep has made them anew.
  if (weight === undefined) {
    return {
      itemId: toItemId(itemId),
      baskets: Number(baskets),
      basketCount: Number(basketCount),
      weight: weightsPerOrder * Number(baskets),
    };
  }
  return {
    itemId: toItemId(itemId),
    baskets: inNumber(baskets),
    basketCount: inNumber(basketCount),
    weight: inNumber(weight),
  };
}

export const decodeNeighbours = (text: string): readonly Neighbour[] =>
  text === '' ? [] : text.split('\n').map(decodeNeighbour);

/** Best-sellers as one text: a line each, of id and orders, parted by a tab. */
export const encodeItemCounts = (items: BestSellers['items']): string =>
  items.map(({ itemId, basketCount }) => `${itemId}\t${basketCount}`).join('\n');

export function decodeItemCounts(text: string): BestSellers['items'] {
  if (text === '') return [];
  return text.split('\n').map((line) => {
    const [itemId, basketCount] = line.split('\t');
    if (itemId === undefined || basketCount === undefined) {
      throw new HoldfastError('store.corrupt-row', `a best-seller has the parts id and basket count, not "${line}"`);
    }
    return { itemId: toItemId(itemId), basketCount: Number(basketCount) };
  });
}
