import type { ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';

/**
 * `exclusive`: sold by this shop alone. `comparable`: sold elsewhere under the same name, so that prices can be
 * compared.
 */
export const itemTags = ['exclusive', 'comparable'] as const;
export type ItemTag = (typeof itemTags)[number];

/** An item of the shop's catalogue, as last sent. Money is in minor units of the shop's currency. */
export interface CatalogueItem {
  readonly itemId: ItemId;
  readonly name?: string;
  readonly title?: string;
  /** Absolute http or https address. */
  readonly url?: string;
  /** Absolute http or https address. */
  readonly imageUrl?: string;
  readonly category?: string;
  readonly brand?: string;
  readonly priceMinor?: number;
  readonly listPriceMinor?: number;
  /** What one unit costs the shop. */
  readonly unitCostMinor?: number;
  /** Units on hand; below 0 when more was sold than there is. */
  readonly stock?: number;
  /** Distinct. */
  readonly tags?: readonly ItemTag[];
  /** The item this one is a variant of, such as another size. */
  readonly variantOf?: ItemId;
  /** When the item went, or will go, on sale. */
  readonly launchedAt?: Instant;
  /** Never named to a customer, such as a sold-out predecessor; its orders are evidence all the same. Default false. */
  readonly neverRecommend?: boolean;
}
