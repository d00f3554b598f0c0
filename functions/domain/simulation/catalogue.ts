import { brandOf, brandsPerCategory } from './brands.ts';
import type { Random } from './random.ts';
import { itemIdOf, priceSteps, pricesOf, type SimulatedItem } from './simulated-item.ts';
import type { CheckedSettings } from './simulation-settings.ts';
import { shopStream } from './streams.ts';
import { zipfSampler } from './zipf.ts';

/** Items that are bought together. */
export const itemsPerCluster = 8;

const subjects = [
  ['Kitchen', ['mug', 'teapot', 'tea towel', 'baking tin', 'jug', 'apron', 'cake stand', 'spoon rest']],
  ['Garden', ['planter', 'trowel', 'seed tray', 'bird feeder', 'watering can', 'lantern', 'twine', 'plant label']],
  ['Bath', ['soap dish', 'bath towel', 'sponge', 'bath salt', 'hand cream', 'mirror', 'basket', 'robe']],
  ['Desk', ['notebook', 'pencil case', 'stapler', 'desk lamp', 'paper tray', 'ruler', 'fountain pen', 'ink']],
  ['Party', ['bunting', 'paper cups', 'napkins', 'balloons', 'candles', 'paper plates', 'straws', 'party bag']],
  ['Toys', ['wooden train', 'puzzle', 'teddy bear', 'kite', 'building blocks', 'doll', 'marbles', 'card game']],
] as const;
const colours = ['red', 'blue', 'green', 'white', 'yellow', 'black', 'pink', 'grey', 'oak', 'copper'] as const;

export const categories: readonly string[] = subjects.map(([category]) => category);

const launchedShare = 0.25;
/** A launch falls between these shares of the period. */
const [earliestLaunch, latestLaunch] = [0.1, 0.9];
const dayMilliseconds = 86_400_000;

function drawLaunch(random: Random, settings: CheckedSettings, startsAt: number): number | undefined {
  const isLaunched = random.chance(launchedShare);
  const share = earliestLaunch + (latestLaunch - earliestLaunch) * random.unit();
  if (!isLaunched || settings.without.has('launches')) return undefined;
  return startsAt + Math.floor(share * settings.sizes.days) * dayMilliseconds;
}

/** The background of the shop: clusters of eight that share a colour and a category. @param startsAt epoch ms */
export function simulateBackground(settings: CheckedSettings, startsAt: number): readonly SimulatedItem[] {
  const { seed, sizes } = settings;
  const prices = shopStream(seed, 'catalogue');
  const brands = shopStream(seed, 'brands');
  const launches = shopStream(seed, 'launches');
  return Array.from({ length: sizes.backgroundItems }, (_, number) => {
    const cluster = Math.floor(number / itemsPerCluster);
    const [category, nouns] = subjects[cluster % subjects.length] ?? subjects[0];
    const colour = colours[Math.floor(cluster / subjects.length) % colours.length] ?? colours[0];
    // After 60 clusters the names come round again and are told apart by their series.
    const series = Math.floor(cluster / (subjects.length * colours.length));
    const noun = nouns[number % itemsPerCluster] ?? nouns[0];
    const launch = drawLaunch(launches, settings, startsAt);
    // The shop opens with something to sell.
    const launchedAt = number === 0 ? undefined : launch;
    return {
      itemId: itemIdOf(number),
      name: `${colour[0]?.toUpperCase()}${colour.slice(1)} ${noun}${series === 0 ? '' : ` No. ${series + 1}`}`,
      category,
      // Two items of each brand in every cluster.
      ...brandOf(brands, category, number % brandsPerCategory),
      ...pricesOf(prices.below(priceSteps)),
      role: 'background',
      cluster,
      ...(launchedAt === undefined ? {} : { launchedAt }),
    };
  });
}

/** Draws background items by popularity: which item has which rank is drawn, so clusters mix. */
export function popularitySampler(seed: number, itemCount: number): (random: Random) => number {
  const random = shopStream(seed, 'popularity');
  const itemOfRank = Array.from({ length: itemCount }, (_, number) => number);
  for (let last = itemCount - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const moved = itemOfRank[last] ?? 0;
    itemOfRank[last] = itemOfRank[other] ?? 0;
    itemOfRank[other] = moved;
  }
  const drawRank = zipfSampler(itemCount, 1);
  return (drawing) => itemOfRank[drawRank(drawing)] ?? 0;
}
