import { postingsOf } from '../domain/copurchase/posting.ts';
import { emptyRowLifeSeconds } from '../domain/empty-rows.ts';
import type { OrderFact } from '../domain/orders/order.ts';
import type { OrderKey } from '../domain/orders/order-key.ts';
import type { BasketsStore } from '../stores/baskets/baskets-store.ts';
import type { HistoryStore } from '../stores/history/history-store.ts';
import { inParallel } from './in-parallel.ts';

export interface ProjectOrderDeps {
  readonly history: Pick<HistoryStore, 'getOrder' | 'getOwner'>;
  readonly baskets: Pick<BasketsStore, 'putPosting' | 'putTombstone'>;
  readonly now: () => Date;
  readonly maximumBasketItems: number;
}

/** Rows of one order written at a time. */
const width = 16;

/** Times a fact is looked for elsewhere: whoever moves it on writes a record that brings it back here. */
const maximumMoves = 5;

/** The fact of an order, where it was moved to if it was. */
async function standingFact({ history }: ProjectOrderDeps, key: OrderKey): Promise<OrderFact | undefined> {
  let fact = await history.getOrder(key);
  for (let move = 0; fact?.moved && move < maximumMoves; move += 1) {
    const partition = await history.getOwner(key.orderId);
    fact = partition === undefined ? undefined : await history.getOrder({ partition, orderId: key.orderId });
  }
  return fact;
}

/**
 * Lays an order's evidence out under each of its items, and takes back what earlier versions laid elsewhere.
 * Only the key is given: the fact is read afresh, so a late or repeated call can only write what holds now, and
 * each write yields to a newer version of the order.
 */
export async function projectOrder(deps: ProjectOrderDeps, key: OrderKey): Promise<void> {
  const fact = await standingFact(deps, key);
  if (fact === undefined) return;
  const { order, version } = fact;
  const expiresAtEpochSeconds = Math.floor(deps.now().getTime() / 1000) + emptyRowLifeSeconds;
  await inParallel(postingsOf(order, version, deps.maximumBasketItems), width, (posting) =>
    deps.baskets.putPosting(posting),
  );
  await inParallel(fact.retiredPostings, width, ({ itemId, placedAt }) =>
    deps.baskets.putTombstone({ itemId, orderId: order.orderId, placedAt, version, expiresAtEpochSeconds }),
  );
}
