import { type ItemId, toItemId } from '../ids.ts';
import type { ItemTag } from '../items/item.ts';
import type { Season } from './seasons.ts';

/** What an item is there for; see docs/simulation.md. */
export type ItemRole =
  | 'background'
  | 'complement'
  | 'substitute'
  | 'variant'
  | 'directional'
  | 'season'
  | 'single'
  | 'habit-brand'
  | 'machine'
  | 'accessory'
  | 'plain-accessory'
  | 'deal-choice';

/** An item of a simulated shop, with the truth about it. */
export interface SimulatedItem {
  readonly itemId: ItemId;
  readonly name: string;
  readonly category: string;
  readonly brand: string;
  readonly tags: readonly ItemTag[];
  /** Minor units. */
  readonly listPriceMinor: number;
  /** Minor units. */
  readonly unitCostMinor: number;
  readonly role: ItemRole;
  /** The group of background items that are bought together. */
  readonly cluster?: number;
  readonly variantOf?: ItemId;
  /** Epoch milliseconds; absent for an item that is sold from the first day. */
  readonly launchedAt?: number;
  readonly season?: Season;
}

/** @param number place in the catalogue, from 0; ids tell nothing of the role */
export const itemIdOf = (number: number): ItemId => toItemId(`item-${String(number + 1).padStart(4, '0')}`);

const costShare = 0.55;

/** Prices and cost of an item; the same whatever is switched off. */
export function pricesOf(priceStep: number): Pick<SimulatedItem, 'listPriceMinor' | 'unitCostMinor'> {
  const listPriceMinor = 195 + 50 * priceStep;
  return { listPriceMinor, unitCostMinor: Math.round(listPriceMinor * costShare) };
}
/** Different list prices. */
export const priceSteps = 60;
