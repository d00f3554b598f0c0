import type { CustomerId } from '../../domain/ids.ts';
import type { MergesStore } from '../../stores/history/merges-store.ts';

/** The customer that one was merged into in the end, over any number of merges; the same where there was none. */
export async function keptCustomer(merges: Pick<MergesStore, 'find'>, customerId: CustomerId): Promise<CustomerId> {
  const merge = await merges.find(customerId);
  // No circle is ever settled, see `mergeCustomers`.
  return merge?.isSettled ? keptCustomer(merges, merge.into) : customerId;
}
