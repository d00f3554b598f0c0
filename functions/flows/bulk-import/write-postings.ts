import { postingsOf } from '../../domain/copurchase/posting.ts';
import { emptyRowLifeSeconds } from '../../domain/empty-rows.ts';
import { hasCode } from '../../domain/errors.ts';
import type { OrderFact } from '../../domain/orders/order.ts';
import type { BasketsStore, BasketWrite } from '../../stores/baskets/baskets-store.ts';
import { inParallel } from '../in-parallel.ts';
import { retryThrottled } from './retry-throttled.ts';

export interface WritePostingsDeps {
  readonly baskets: Pick<BasketsStore, 'writeImported'>;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly maximumBasketItems: number;
}

/** Rows that one batch write of DynamoDB takes; `writeImported` takes no more. */
const maximumBatchRows = 25;
/** Batches of one chunk on their way at a time; with two chunks at work, 32 calls in all. */
const width = 16;

/** Rows of the facts in batches, made only when their turn comes: postings hold all pairs of ids. */
function* batchesOf(deps: WritePostingsDeps, facts: readonly OrderFact[]): Generator<readonly BasketWrite[]> {
  const expiresAtEpochSeconds = Math.floor(deps.now().getTime() / 1_000) + emptyRowLifeSeconds;
  let batch: BasketWrite[] = [];
  for (const { order, version, retiredPostings } of facts) {
    const { orderId } = order;
    const writes: readonly BasketWrite[] = [
      ...postingsOf(order, version, deps.maximumBasketItems).map(
        (posting): BasketWrite => ({ write: 'posting', posting }),
      ),
      ...retiredPostings.map(
        (place): BasketWrite => ({
          write: 'tombstone',
          tombstone: { ...place, orderId, version, expiresAtEpochSeconds },
        }),
      ),
    ];
    for (const write of writes) {
      batch.push(write);
      if (batch.length < maximumBatchRows) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Lays out the evidence of stored orders in bulk and takes back what earlier versions laid elsewhere. */
export async function writePostings(deps: WritePostingsDeps, facts: readonly OrderFact[]): Promise<void> {
  await inParallel(batchesOf(deps, facts), width, (batch) =>
    retryThrottled(deps.pause, batch, async (writes) => {
      try {
        return await deps.baskets.writeImported(writes);
      } catch (error) {
        if (hasCode(error, 'store.throttled')) return writes;
        throw error;
      }
    }),
  );
}
