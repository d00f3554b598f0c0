import type { ServiceEventType } from '../service/service-event.ts';
import type { ShopContext } from './shop-context.ts';

/** What a night learned of all customers together, that each is measured by until the next. */
export interface LearntShop extends ShopContext {
  /** Of `switchingWeights`; other weights make other signals. */
  readonly weightsVersion: number;
  readonly asOf: string;
  /** Kinds of event that the shop ever sent, of anybody. */
  readonly sentTypes: ReadonlySet<ServiceEventType>;
  /** Expected value of a customer over 12 months that a fifth exceed, minor units; null where none is known. */
  readonly lifetimeValueP80Minor: number | null;
}

/** The value that a share of the values does not exceed; null of none. O(n log n). @param share above 0, at most 1 */
export function quantileOf(values: Iterable<number>, share: number): number | null {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
