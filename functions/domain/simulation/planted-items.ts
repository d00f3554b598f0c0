import { brandOf, brandsPerCategory } from './brands.ts';
import { categories } from './catalogue.ts';
import type { Random } from './random.ts';
import type { Season } from './seasons.ts';
import { type ItemRole, itemIdOf, priceSteps, pricesOf, type SimulatedItem } from './simulated-item.ts';
import type { CheckedSettings } from './simulation-settings.ts';
import { shopStream } from './streams.ts';

/** Two items by their places in the catalogue. */
export type ItemPair = readonly [number, number];

export interface DirectionalPair {
  /** Bought at any time. */
  readonly first: number;
  /** Bought only by customers who bought the first before. */
  readonly second: number;
  /** Mean of the gap after which the second is due, days. */
  readonly meanGapDays: number;
}

export interface SeasonalItem {
  readonly item: number;
  readonly season: Season;
}

/** Planted items by what they are planted in, as places in the catalogue. The same whatever is switched off. */
export interface Plantation {
  readonly items: readonly SimulatedItem[];
  readonly complements: readonly ItemPair[];
  readonly substitutes: readonly (readonly number[])[];
  readonly variants: readonly (readonly number[])[];
  readonly directional: readonly DirectionalPair[];
  readonly seasonal: readonly SeasonalItem[];
  readonly singles: readonly number[];
}

const setSize = 3;
const [shortestMeanGapDays, longestMeanGapDays] = [20, 90];
const styles = ['small', 'medium', 'large'] as const;

/** Puts planted items behind the background, one after the other. */
class Planter {
  readonly items: SimulatedItem[] = [];
  readonly #random: Random;
  readonly #first: number;

  constructor(random: Random, first: number) {
    this.#random = random;
    this.#first = first;
  }

  drawCategory(): number {
    return this.#random.below(categories.length);
  }
  drawBrand(): number {
    return this.#random.below(brandsPerCategory);
  }
  drawUnit(): number {
    return this.#random.unit();
  }

  add(role: ItemRole, name: string, category: number, brand: number, extra: Partial<SimulatedItem> = {}): number {
    const number = this.#first + this.items.length;
    const categoryName = categories[category] ?? '';
    this.items.push({
      itemId: itemIdOf(number),
      name,
      category: categoryName,
      ...brandOf(this.#random, categoryName, brand),
      ...pricesOf(this.#random.below(priceSteps)),
      role,
      ...extra,
    });
    return number;
  }
}

const times = <Made>(count: number, make: (index: number) => Made): readonly Made[] =>
  Array.from({ length: count }, (_, index) => make(index));

function plantPairs(planter: Planter, count: number): readonly ItemPair[] {
  return times(count, (index) => {
    // Of two categories: who looks for complements within one would not find them.
    const category = planter.drawCategory();
    const other = (category + 1) % categories.length;
    return [
      planter.add('complement', `Fitting part A${index + 1}`, category, planter.drawBrand()),
      planter.add('complement', `Fitting part B${index + 1}`, other, planter.drawBrand()),
    ];
  });
}

function plantVariants(planter: Planter, count: number, hasVariants: boolean): readonly (readonly number[])[] {
  return times(count, (index) => {
    const [category, brand] = [planter.drawCategory(), planter.drawBrand()];
    const parent = planter.add('variant', `Shirt ${index + 1}, ${styles[0]}`, category, brand);
    const extra = hasVariants ? { variantOf: itemIdOf(parent) } : {};
    const others = styles
      .slice(1)
      .map((style) => planter.add('variant', `Shirt ${index + 1}, ${style}`, category, brand, extra));
    return [parent, ...others];
  });
}

/** @param first place in the catalogue of the first planted item */
export function plantItems({ seed, sizes, without }: CheckedSettings, first: number): Plantation {
  const planter = new Planter(shopStream(seed, 'plantedItems'), first);
  const complements = plantPairs(planter, sizes.complementPairs);
  const substitutes = times(sizes.substituteSets, (index) => {
    const [category, brand] = [planter.drawCategory(), planter.drawBrand()];
    return times(setSize, (choice) =>
      planter.add('substitute', `Coffee ${index + 1}.${choice + 1}`, category, (brand + choice) % brandsPerCategory),
    );
  });
  const variants = plantVariants(planter, sizes.variantProducts, !without.has('variants'));
  const directional = times(sizes.directionalPairs, (index) => {
    const [category, brand] = [planter.drawCategory(), planter.drawBrand()];
    return {
      first: planter.add('directional', `Printer ${index + 1}`, category, brand),
      second: planter.add('directional', `Ink ${index + 1}`, category, brand),
      meanGapDays: Math.round(shortestMeanGapDays + (longestMeanGapDays - shortestMeanGapDays) * planter.drawUnit()),
    };
  });
  const seasonalOf = (season: Season, name: string, count: number): readonly SeasonalItem[] =>
    times(count, (index) => ({
      item: planter.add('season', `${name} ${index + 1}`, planter.drawCategory(), planter.drawBrand(), {
        ...(without.has('seasons') ? {} : { season }),
      }),
      season,
    }));
  const seasonal = [
    ...seasonalOf('christmas', 'Bauble', sizes.christmasItems),
    ...seasonalOf('easter', 'Painted egg', sizes.easterItems),
  ];
  const singles = times(sizes.singles, (index) =>
    planter.add('single', `Odd thing ${index + 1}`, planter.drawCategory(), planter.drawBrand()),
  );
  return { items: planter.items, complements, substitutes, variants, directional, seasonal, singles };
}
