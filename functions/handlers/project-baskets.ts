import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { orderKeyText } from '../domain/orders/order-key.ts';
import { projectOrder } from '../flows/project-order.ts';
import { createBasketsStore } from '../stores/baskets/baskets-store.ts';
import { changedOrder } from '../stores/changed-keys.ts';
import { createHistoryStore } from '../stores/history/history-store.ts';
import { environment } from './environment.ts';
import { consumeStreamBatch } from './streams/stream-batch.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const deps = {
  history: createHistoryStore(access),
  baskets: createBasketsStore(access),
  now: () => new Date(),
  maximumBasketItems: environment().maximumBasketItems,
};

/** Reads `History`: lays the evidence of changed orders out under their items. */
export const handler = (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> =>
  consumeStreamBatch(event, {
    width: 8,
    keyOf(change) {
      const key = changedOrder(change);
      return key && { text: orderKeyText(key), key };
    },
    work: (key) => projectOrder(deps, key),
  });
