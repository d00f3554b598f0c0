import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { offerLetter } from '../contracts/delivery/offer-letter.ts';
import { sendOfferEmail } from '../flows/delivery/send-offer-email.ts';
import { createCampaignsStore } from '../stores/campaigns/campaigns-store.ts';
import { createProfilesStore } from '../stores/customers/profiles-store.ts';
import { createDeliveredStore } from '../stores/delivery/delivered-store.ts';
import { createMailer } from '../stores/delivery/mailer.ts';
import { createOffersStore } from '../stores/offers/offers-store.ts';
import { createOffersSwitchStore } from '../stores/offers-switch-store.ts';
import { emailEnvironment } from './delivery-environment.ts';
import { environment } from './environment.ts';
import { logInfo } from './log.ts';
import { consumeQueueBatch } from './streams/queue-batch.ts';
import { tableAccess } from './wiring.ts';

const { timeZone } = environment();
const { from, shopName, unsubscribeUrl } = emailEnvironment();
const access = tableAccess();
const deps = {
  delivered: createDeliveredStore(access),
  profiles: createProfilesStore(access),
  offers: createOffersStore(access),
  campaigns: createCampaignsStore(access),
  offersSwitch: createOffersSwitchStore(access),
  timeZone,
  mailer: createMailer(from),
  now: () => new Date(),
};

/** Reads the queue of letters: sends each offer by SES to a customer who agreed to letters, once. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  consumeQueueBatch(event, async (detail) => {
    if (detail.kind !== 'offer.issued') return;
    const { eventId, customerId } = detail;
    const { campaignId, code } = detail.offer;
    const letter = offerLetter(detail, { shopName, unsubscribeUrl, timeZone });
    const reason = await sendOfferEmail({ ...deps, letter }, { eventId, customerId, campaignId, code });
    logInfo(reason === undefined ? 'sent, now or before' : 'not sent', { eventId, reason });
  });
