import type { ItemTag } from '../items/item.ts';
import type { HabitSizes } from './shop-sizes.ts';
import { type ItemRole, itemIdOf, priceSteps, pricesOf, type SimulatedItem } from './simulated-item.ts';
import { shopStream } from './streams.ts';

/** Brands of the category that brand inertia is planted in. */
export const habitBrands = 4;

/** A machine by its place in the catalogue, and those of what fits it and no other. */
export interface Machine {
  readonly machine: number;
  readonly accessories: readonly number[];
}

/** Items that habits are planted in, as places in the catalogue. The same whatever is switched off. */
export interface HabitGoods {
  readonly items: readonly SimulatedItem[];
  /** One item of each brand of one category, all sold only here. */
  readonly brands: readonly number[];
  readonly machines: readonly Machine[];
  readonly plainAccessories: readonly number[];
  /** Two items of one kind and one list price, of different makers. */
  readonly dealPairs: readonly (readonly [number, number])[];
}

const brandNames = ['Holdfast Roast', 'Holdfast Dark', 'Holdfast Mild', 'Holdfast Decaf'] as const;
const [firstMaker, secondMaker] = ['Alder', 'Brook'] as const;
const exclusive: readonly ItemTag[] = ['exclusive'];

const places = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place);

/** @param first place in the catalogue of the first of the items */
export function plantHabits(seed: number, sizes: HabitSizes, first: number): HabitGoods {
  const prices = shopStream(seed, 'habitItems');
  const items: SimulatedItem[] = [];
  const drawPriceStep = (): number => prices.below(priceSteps);
  function add(
    role: ItemRole,
    name: string,
    category: string,
    brand: string,
    priceStep: number,
    tags: readonly ItemTag[] = [],
  ): number {
    const number = first + items.length;
    items.push({ itemId: itemIdOf(number), name, category, brand, tags, ...pricesOf(priceStep), role });
    return number;
  }
  const brands = brandNames.map((brand) =>
    add('habit-brand', `Coffee, ${brand}`, 'Coffee', brand, drawPriceStep(), exclusive),
  );
  const machines = places(sizes.machines).map((place) => {
    const machine = add('machine', `Label maker ${place + 1}`, 'Label makers', firstMaker, drawPriceStep());
    const accessories = places(sizes.accessoriesOfMachine).map((tape) =>
      add('accessory', `Tape ${tape + 1} for label maker ${place + 1}`, 'Tapes', firstMaker, drawPriceStep()),
    );
    return { machine, accessories };
  });
  const plainAccessories = places(sizes.plainAccessories).map((place) =>
    add('plain-accessory', `Plain labels ${place + 1}`, 'Tapes', secondMaker, drawPriceStep()),
  );
  const dealPairs = places(sizes.dealKinds).map((kind): readonly [number, number] => {
    const priceStep = drawPriceStep();
    return [
      add('deal-choice', `Soap ${kind + 1}, ${firstMaker}`, 'Soap', firstMaker, priceStep),
      add('deal-choice', `Soap ${kind + 1}, ${secondMaker}`, 'Soap', secondMaker, priceStep),
    ];
  });
  return { items, brands, machines, plainAccessories, dealPairs };
}
