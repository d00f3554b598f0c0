import { randomBytes } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { issueOffers } from '../flows/offers/issue-offers.ts';
import { createCampaignsStore } from '../stores/campaigns/campaigns-store.ts';
import { createCustomersStore } from '../stores/customers/customers-store.ts';
import { createCustomerHistoriesStore } from '../stores/history/customer-histories-store.ts';
import { createOffersStore } from '../stores/offers/offers-store.ts';
import { createOffersSwitchStore } from '../stores/offers-switch-store.ts';
import { environment } from './environment.ts';
import { logInfo } from './log.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const deps = {
  campaigns: createCampaignsStore(access),
  offersSwitch: createOffersSwitchStore(access),
  offers: createOffersStore(access),
  customers: createCustomersStore(access),
  customerHistories: createCustomerHistoriesStore(access),
  randomBytes,
  now: () => new Date(),
  timeZone: environment().timeZone,
};

/** Every hour: sends out what was decided and may go out now. */
export async function handler(_event: unknown, context: Context): Promise<unknown> {
  const result = await issueOffers({ ...deps, remainingMilliseconds: () => context.getRemainingTimeInMillis() });
  logInfo('issued', { ...result });
  return result;
}
