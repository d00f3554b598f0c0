import { type ItemId, toItemId } from '../ids.ts';
import { type Random, randomFor } from './random.ts';
import { zipfSampler } from './zipf.ts';

export interface SimulatedItem {
  readonly itemId: ItemId;
  readonly name: string;
  readonly category: string;
  /** The group of items that are bought together; the shop's known truth. */
  readonly cluster: number;
  /** Minor units. */
  readonly priceMinor: number;
}

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

/** Purpose of the catalogue's random stream; see `randomFor`. */
const catalogueStream = 1;

/** The items of a simulated shop: clusters of eight that share a colour and a category. Pure in its arguments. */
export function simulateCatalogue(seed: number, itemCount: number): readonly SimulatedItem[] {
  const random = randomFor(seed, catalogueStream);
  return Array.from({ length: itemCount }, (_, number) => {
    const cluster = Math.floor(number / itemsPerCluster);
    const [category, nouns] = subjects[cluster % subjects.length] ?? subjects[0];
    const colour = colours[Math.floor(cluster / subjects.length) % colours.length] ?? colours[0];
    // After 60 clusters the names come round again and are told apart by their series.
    const series = Math.floor(cluster / (subjects.length * colours.length));
    const noun = nouns[number % itemsPerCluster] ?? nouns[0];
    const name = `${colour[0]?.toUpperCase()}${colour.slice(1)} ${noun}${series === 0 ? '' : ` No. ${series + 1}`}`;
    const itemId = toItemId(`item-${String(number + 1).padStart(4, '0')}`);
    return { itemId, name, category, cluster, priceMinor: 195 + 50 * random.below(60) };
  });
}

/** The items of the shop by popularity: which item has which rank is drawn, so clusters mix. */
export function popularitySampler(seed: number, itemCount: number): (random: Random) => number {
  const random = randomFor(seed, catalogueStream, 1);
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
