import type { Context } from 'aws-lambda';
import { decideCampaigns } from '../flows/offers/decide-campaigns.ts';
import { createOfferItemsReader } from '../flows/offers/offer-items-reader.ts';
import { createStores } from '../stores/create-stores.ts';
import { environment } from './environment.ts';
import { logInfo } from './log.ts';
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

/** Every night: what came of offers, a report on each campaign, and today's decisions. */
export async function handler(_event: unknown, context: Context): Promise<unknown> {
  const result = await decideCampaigns({ ...deps, remainingMilliseconds: () => context.getRemainingTimeInMillis() });
  logInfo('decided', { ...result });
  return result;
}
