import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { asOfInstant } from '../domain/shop-clock.ts';
import { cachedCounts, refreshItem } from '../flows/refresh-item.ts';
import { createShopCountsCache } from '../flows/shop-counts-cache.ts';
import { createBasketsStore } from '../stores/baskets/baskets-store.ts';
import { changedItem } from '../stores/changed-keys.ts';
import { createBasketCountsStore } from '../stores/models/basket-counts-store.ts';
import { createProgramStore } from '../stores/program-store.ts';
import { createRecommendationsStore } from '../stores/recommendations/recommendations-store.ts';
import { environment } from './environment.ts';
import { consumeStreamBatch } from './streams/stream-batch.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const { evidenceWindowDays } = environment();
const recommendations = createRecommendationsStore(access);
const program = createProgramStore(access);
const deps = {
  baskets: createBasketsStore(access),
  recommendations,
  now: () => new Date(),
  ...(evidenceWindowDays === undefined ? {} : { evidenceWindowDays }),
};
const cache = createShopCountsCache({ basketCounts: createBasketCountsStore(access), recommendations });

/** Reads `Baskets`: recomputes the neighbours of items whose evidence changed. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const [asOf] = await Promise.all([
    program.readClock().then((clock) => asOfInstant(clock, deps.now())),
    cache.renew(),
  ]);
  return consumeStreamBatch(event, {
    width: 16,
    keyOf(change) {
      const itemId = changedItem(change);
      return itemId && { text: itemId, key: itemId };
    },
    work: (itemId) => refreshItem(deps, itemId, asOf, cachedCounts(cache)),
  });
}
