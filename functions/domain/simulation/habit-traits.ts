import { drawDirichlet } from './distributions.ts';
import { habitBrands } from './habit-items.ts';
import type { HabitSizes, StructureName } from './shop-sizes.ts';
import type { BuyerStreams } from './streams.ts';

/** What a customer of a shop with habits brings along. The first three are uniform and independent of each other. */
export interface Habits {
  /** Chance to take the brand bought last again, whatever is preferred, 0 to 1; 0 where it is switched off. */
  readonly brandInertia: number;
  /** Chance that an accessory is for a machine, 0 to 1; .5 where it is switched off. */
  readonly complementLockIn: number;
  /** Chance to take the deal where there is a choice, 0 to 1; .5 where it is switched off. */
  readonly dealSeeking: number;
  /** Chance of each brand when it is chosen anew. Sums to 1, and differs from customer to customer. */
  readonly brandPreferences: readonly number[];
  /** Orders of the customer in the whole period, 1 to the most of the sizes. */
  readonly orders: number;
}

const common = 0.5;

/** Every draw is made whatever is switched off, so that the others stay as they are. */
export function drawHabits(
  { mostOrders }: HabitSizes,
  without: ReadonlySet<StructureName>,
  streams: BuyerStreams,
): Habits {
  const random = streams('habitTraits');
  const [brandInertia, complementLockIn, dealSeeking] = [random.unit(), random.unit(), random.unit()];
  return {
    brandInertia: without.has('brand-inertia') ? 0 : brandInertia,
    complementLockIn: without.has('lock-in') ? common : complementLockIn,
    dealSeeking: without.has('price-sensitivity') ? common : dealSeeking,
    // As many customers of 2 to 4 orders as of 20 to 40: every band of evidence has its share of them.
    orders: Math.floor((mostOrders + 1) ** random.unit()),
    brandPreferences: drawDirichlet(random, habitBrands),
  };
}
