import type { ItemId } from '../ids.ts';
import type { CatalogueItem } from '../items/item.ts';

/** What a caller wants of a list beside its length. */
export interface SelectionRules {
  /** Never named: owned, in the cart, or given. */
  readonly exclude: readonly ItemId[];
  /** Only what is in stock; an item whose stock is not known counts as in stock. */
  readonly inStock: boolean;
  /** Only items of this category. */
  readonly category?: string;
  /** Minor units, inclusive. Where a bound is given, an item without a price is not named. */
  readonly minimumPriceMinor?: number;
  /** Minor units, inclusive. */
  readonly maximumPriceMinor?: number;
  /** Named first and in this order, so far as the other rules allow. */
  readonly pinned: readonly ItemId[];
  /** Named after everything else, where the list would be short without them. */
  readonly buried: readonly ItemId[];
  /** 0 to 1: how much a further category is worth against the place on the list; 0 keeps the order. */
  readonly diversity: number;
}

export const noRules: SelectionRules = { exclude: [], inStock: false, pinned: [], buried: [], diversity: 0 };

/** What the catalogue says of an item; undefined where it does not list it. */
export type ItemLookup = (itemId: ItemId) => CatalogueItem | undefined;

/** Whether rules look at more of the catalogue than which items are variants of each other. */
export const filtersByCatalogue = (rules: SelectionRules): boolean =>
  rules.inStock ||
  rules.category !== undefined ||
  rules.minimumPriceMinor !== undefined ||
  rules.maximumPriceMinor !== undefined ||
  rules.diversity > 0;

/** Whether the rules that hold for every item, pinned ones too, let this one through. Exclusion is the caller's. */
export function isAllowed(item: CatalogueItem | undefined, rules: SelectionRules): boolean {
  const { inStock, category, minimumPriceMinor, maximumPriceMinor } = rules;
  if (item?.neverRecommend === true) return false;
  if (inStock && item?.stock !== undefined && item.stock <= 0) return false;
  if (category !== undefined && item?.category !== category) return false;
  if (minimumPriceMinor === undefined && maximumPriceMinor === undefined) return true;
  const price = item?.priceMinor;
  return price !== undefined && price >= (minimumPriceMinor ?? 0) && price <= (maximumPriceMinor ?? Infinity);
}
