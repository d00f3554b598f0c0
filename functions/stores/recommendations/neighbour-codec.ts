import type { Neighbour } from '../../domain/copurchase/rank-neighbours.ts';
import { HoldfastError } from '../../domain/errors.ts';
import { toItemId } from '../../domain/ids.ts';

/**
 * Ranked neighbours as one text: a line each, of id, orders with both, orders with the neighbour, parted by tabs.
 * Scores follow from the counts and are made when read. 50 neighbours take under 1 KB; as a list of maps 1.6 KB,
 * one more write unit for every item of every order.
 */
export const encodeNeighbours = (neighbours: readonly Neighbour[]): string =>
  neighbours.map(({ itemId, baskets, basketCount }) => `${itemId}\t${baskets}\t${basketCount}`).join('\n');

function decodeNeighbour(line: string): Neighbour {
  const [itemId, baskets, basketCount] = line.split('\t');
  if (itemId === undefined || baskets === undefined || basketCount === undefined) {
    throw new HoldfastError(
      'store.corrupt-row',
      `a neighbour has the parts id, baskets and basket count, not "${line}"`,
    );
  }
  return { itemId: toItemId(itemId), baskets: Number(baskets), basketCount: Number(basketCount) };
}

export const decodeNeighbours = (text: string): readonly Neighbour[] =>
  text === '' ? [] : text.split('\n').map(decodeNeighbour);
