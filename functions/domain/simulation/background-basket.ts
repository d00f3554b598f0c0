import { brandsPerCategory, ownLabel } from './brands.ts';
import { itemsPerCluster } from './catalogue.ts';
import { drawPoisson } from './distributions.ts';
import type { Random } from './random.ts';
import type { ShopParts } from './shop-parts.ts';
import type { Visit } from './visit.ts';

const meanFurtherItems = 3;
const maximumItems = 20;
const withinClusterShare = 0.75;
/** Switching costs behind a trace, at their most: see docs/simulation.md for the whole formula. */
const againChance = 0.5;
const [favouriteChance, favouriteLess] = [0.75, 0.5];
const ownLabelChance = 0.5;
const dealTries = 6;
/** Mean of the Poisson number of draws of a shop without tastes. */
const tastelessMean = 3.5;

const isOnSale = ({ items }: ShopParts, number: number, at: number): boolean =>
  (items[number]?.launchedAt ?? Number.NEGATIVE_INFINITY) <= at;

function drawWithin(random: Random, cluster: number, itemCount: number): number {
  const first = cluster * itemsPerCluster;
  return first + random.below(Math.min(itemsPerCluster, itemCount - first));
}

/** An item of the shop's own label in the cluster of the given one, or the given one. */
function ownLabelInstead({ items, backgroundItems }: ShopParts, random: Random, number: number): number {
  const first = (items[number]?.cluster ?? 0) * itemsPerCluster;
  const own = first + ownLabel + brandsPerCategory * random.below(itemsPerCluster / brandsPerCategory);
  return own < backgroundItems ? own : number;
}

/** An item on deal, by popularity, where the given one is on none; or the given one. */
function dealInstead(parts: ShopParts, random: Random, number: number, at: number): number {
  if (parts.dealOf(number, at) > 0) return number;
  for (let tries = 0; tries < dealTries; tries += 1) {
    const other = parts.drawPopular(random);
    if (parts.dealOf(other, at) > 0 && isOnSale(parts, other, at)) return other;
  }
  return number;
}

/** Changes an item by what the buyer is drawn to; draws come from streams of their own. */
function byInclination(parts: ShopParts, visit: Visit, number: number): number {
  const { at, traits, streams } = visit;
  const { without } = parts.settings;
  let chosen = number;
  if (!without.has('switching-costs') && streams('ownLabel').chance(ownLabelChance * traits.costs.relational)) {
    const own = ownLabelInstead(parts, streams('ownLabel'), chosen);
    if (isOnSale(parts, own, at)) chosen = own;
  }
  if (without.has('deals') || !streams('dealPull').chance(traits.dealSeeking)) return chosen;
  return dealInstead(parts, streams('dealPull'), chosen, at);
}

function drawTastelessBasket(parts: ShopParts, visit: Visit): readonly number[] {
  const random = visit.streams('background');
  const chosen = new Set<number>();
  for (let left = drawPoisson(random, tastelessMean); left > 0; left -= 1) {
    const number = parts.drawPopular(random);
    if (isOnSale(parts, number, visit.at)) chosen.add(number);
  }
  // No order is empty. An item that is launched later would stay out for ever only if all were.
  for (let tries = 0; chosen.size === 0 && tries < 1_000; tries += 1) {
    const number = parts.drawPopular(random);
    if (isOnSale(parts, number, visit.at)) chosen.add(number);
  }
  return [...chosen];
}

function drawTastefulBasket(parts: ShopParts, visit: Visit): readonly number[] {
  const { items, backgroundItems, drawPopular } = parts;
  const { at, traits, memory } = visit;
  const { procedural } = traits.costs;
  const random = visit.streams('background');
  const isFavourite = random.chance(favouriteChance - favouriteLess * procedural);
  const cluster = isFavourite ? traits.favouriteCluster : (items[drawPopular(random)]?.cluster ?? 0);
  const wanted = Math.min(1 + Math.floor(random.exponential(meanFurtherItems)), maximumItems, backgroundItems);
  const chosen = new Set<number>();
  // Small clusters run out of new items: the tries are bounded, not the basket filled up. The first item is found.
  for (
    let tries = 0;
    chosen.size < wanted && (tries < 4 * wanted || (chosen.size === 0 && tries < 1_000));
    tries += 1
  ) {
    const again = memory.boughtBefore[random.below(Math.max(memory.boughtBefore.length, 1))];
    let number: number;
    if (random.chance(againChance * procedural) && again !== undefined) number = again;
    else if (random.chance(withinClusterShare)) number = drawWithin(random, cluster, backgroundItems);
    else number = drawPopular(random);
    if (isOnSale(parts, number, at)) chosen.add(byInclination(parts, visit, number));
  }
  return [...chosen];
}

/** Numbers of the distinct background items of an order, in the order they were put in. At least one, if there is any. */
export function drawBackground(parts: ShopParts, visit: Visit): readonly number[] {
  if (parts.backgroundItems === 0) return [];
  return parts.settings.without.has('clusters') ? drawTastelessBasket(parts, visit) : drawTastefulBasket(parts, visit);
}
