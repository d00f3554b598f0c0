import { setTimeout } from 'node:timers/promises';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { rollBackRedemptions } from '../flows/offers/roll-back-redemptions.ts';
import { createCampaignsStore } from '../stores/campaigns/campaigns-store.ts';
import { customerOfChangedOrders } from '../stores/changed-keys.ts';
import { createHistoryStore } from '../stores/history/history-store.ts';
import { createMergesStore } from '../stores/history/merges-store.ts';
import { createOffersStore } from '../stores/offers/offers-store.ts';
import { createRedemptionsStore } from '../stores/offers/redemptions-store.ts';
import { consumeStreamBatch } from './streams/stream-batch.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const deps = {
  offers: createOffersStore(access),
  redemptions: createRedemptionsStore(access),
  campaigns: createCampaignsStore(access),
  history: createHistoryStore(access),
  merges: createMergesStore(access),
  now: () => new Date(),
  random: Math.random,
  pause: setTimeout,
};

/** Reads `Customers`: takes back what orders redeemed that were cancelled. */
export const handler = (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> =>
  consumeStreamBatch(event, {
    width: 8,
    keyOf(change) {
      const customerId = customerOfChangedOrders(change);
      return customerId && { text: customerId, key: customerId };
    },
    work: (customerId) => rollBackRedemptions(deps, customerId),
  });
