import type { ItemRecommendations } from './item-recommendations.ts';
import type { Neighbour } from './rank-neighbours.ts';

/**
 * The neighbours of a row that are bought with its item at least as often as by chance, c_ab N >= c_a c_b, in their
 * order; those below, the two avoid each other, are no recommendation however high the cosine of two bestsellers.
 * Where the shop's number of baskets N is not known, all. At reading, as N moves with every order of the shop. O(n).
 */
export const aboveChance = ({
  basketCount,
  neighbours,
  shopBasketCount,
}: Pick<ItemRecommendations, 'basketCount' | 'neighbours' | 'shopBasketCount'>): readonly Neighbour[] =>
  shopBasketCount === undefined
    ? neighbours
    : neighbours.filter((neighbour) => neighbour.baskets * shopBasketCount >= basketCount * neighbour.basketCount);
