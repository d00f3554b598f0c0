import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { dryRunCampaign } from '../flows/offers/dry-run-campaign.ts';
import { createOfferItemsReader } from '../flows/offers/offer-items-reader.ts';
import { changedDryRun } from '../stores/changed-keys.ts';
import { createStores } from '../stores/create-stores.ts';
import { environment } from './environment.ts';
import { consumeStreamBatch } from './streams/stream-batch.ts';
import { tableAccess } from './wiring.ts';

const stores = createStores(tableAccess());
const now = () => new Date();
const settings = environment();
const deps = {
  ...stores,
  ...settings,
  now,
  itemsFor: createOfferItemsReader(stores, { now, timeZone: settings.timeZone }),
};

/** Reads `Campaigns`: makes the dry runs that were asked for. */
export const handler = (event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> =>
  consumeStreamBatch(event, {
    width: 1,
    keyOf(change) {
      const campaignId = changedDryRun(change);
      return campaignId === undefined ? undefined : { text: campaignId, key: campaignId };
    },
    async work(campaignId) {
      const campaign = await stores.campaigns.find(campaignId);
      if (campaign === undefined) return;
      await dryRunCampaign({ ...deps, remainingMilliseconds: () => context.getRemainingTimeInMillis() }, campaign);
    },
  });
