import type { CustomerId } from '../../domain/ids.ts';
import { maximumHistoryItems } from '../../domain/personal/for-you.ts';
import type { SlotAnswer, SlotRequest } from '../../domain/selection/slot.ts';
import type { CustomersStore } from '../../stores/customers/customers-store.ts';
import { fillSlot } from './fill-slot.ts';
import type { RecommendDeps } from './recommend-deps.ts';

/**
 * What to add to a cart.
 * @param ownedBy customer whose latest 200 items bought are left out, with the variants of the latest 30, each of which
 *   is looked up; absent leaves none out
 */
export async function fillBasket(
  deps: RecommendDeps & { readonly customers: Pick<CustomersStore, 'find'> },
  slot: SlotRequest,
  ownedBy?: CustomerId,
): Promise<SlotAnswer> {
  const owner = ownedBy === undefined ? undefined : await deps.customers.find(ownedBy);
  const owned = owner?.summary.itemsBought ?? [];
  const exclude = [...slot.rules.exclude, ...owned];
  return fillSlot(deps, { ...slot, rules: { ...slot.rules, exclude } }, owned.slice(0, maximumHistoryItems));
}
