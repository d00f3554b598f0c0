import type { OrderLine } from '../orders/order.ts';
import { itemsPerCluster, type SimulatedItem } from './catalogue.ts';
import type { Random } from './random.ts';

/** What one basket is drawn from. */
export interface BasketSource {
  readonly items: readonly SimulatedItem[];
  /** Draws the number of an item by its popularity. */
  readonly drawPopular: (random: Random) => number;
  /** Cluster the buyer likes best. */
  readonly favouriteCluster: number;
  /** Numbers of the items the buyer has had before. */
  readonly boughtBefore: readonly number[];
}

const meanFurtherItems = 3;
const maximumItems = 20;
const againShare = 0.25;
const favouriteShare = 0.5;
const withinClusterShare = 0.75;
const severalUnitsShare = 0.2;

function drawWithin(random: Random, cluster: number, itemCount: number): number {
  const first = cluster * itemsPerCluster;
  return first + random.below(Math.min(itemsPerCluster, itemCount - first));
}

/** Numbers of the distinct items of a basket, in the order they were put in. */
export function drawBasketItems(random: Random, source: BasketSource): readonly number[] {
  const { items, drawPopular, favouriteCluster, boughtBefore } = source;
  const cluster = random.chance(favouriteShare) ? favouriteCluster : (items[drawPopular(random)]?.cluster ?? 0);
  const wanted = Math.min(1 + Math.floor(random.exponential(meanFurtherItems)), maximumItems, items.length);
  const chosen = new Set<number>();
  // Small clusters run out of new items: the tries are bounded, not the basket filled up.
  for (let tries = 0; chosen.size < wanted && tries < 4 * wanted; tries += 1) {
    const again = boughtBefore[random.below(Math.max(boughtBefore.length, 1))];
    if (random.chance(againShare) && again !== undefined) chosen.add(again);
    else if (random.chance(withinClusterShare)) chosen.add(drawWithin(random, cluster, items.length));
    else chosen.add(drawPopular(random));
  }
  return [...chosen];
}

/** The order line of an item. */
export function drawLine(random: Random, item: SimulatedItem): OrderLine {
  const quantity = random.chance(severalUnitsShare) ? 2 + random.below(3) : 1;
  return {
    itemId: item.itemId,
    quantity,
    unitPriceMinor: item.priceMinor,
    name: item.name,
    category: item.category,
  };
}
