import type { ItemTag } from '../items/item.ts';
import type { Random } from './random.ts';

/** Brands of a category; the first is the shop's own label. */
export const brandsPerCategory = 4;
export const ownLabel = 0;
const comparableChance = 0.6;
const makers = ['Alder', 'Brook', 'Corvid'] as const;

const brandName = (category: string, brand: number): string =>
  brand === ownLabel ? `Holdfast ${category}` : `${makers[brand - 1] ?? makers[0]} ${category}`;

/** Brand and tags of an item. Takes one draw, whatever the brand. @param brand 0 to `brandsPerCategory` - 1 */
export function brandOf(
  random: Random,
  category: string,
  brand: number,
): { readonly brand: string; readonly tags: readonly ItemTag[] } {
  const isComparable = random.chance(comparableChance);
  const tags: readonly ItemTag[] = brand === ownLabel ? ['exclusive'] : isComparable ? ['comparable'] : [];
  return { brand: brandName(category, brand), tags };
}
