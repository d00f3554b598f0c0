import type { ItemId } from '../ids.ts';
import type { CatalogueItem } from './item.ts';

/**
 * The product an item belongs to: what it is a variant of, over as many steps as the lookup knows, else itself. A chain
 * ends at the first item that the lookup does not list, so of two variants of one product with an unlisted item between
 * them and it, only the next step is known. In a circle it ends where it was entered. O(steps).
 */
export function productOf(
  itemId: ItemId,
  lookup: (itemId: ItemId) => Pick<CatalogueItem, 'variantOf'> | undefined,
): ItemId {
  const seen = new Set<ItemId>();
  let product = itemId;
  while (!seen.has(product)) {
    seen.add(product);
    product = lookup(product)?.variantOf ?? product;
  }
  return product;
}
