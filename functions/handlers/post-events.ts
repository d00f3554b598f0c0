import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { postEvent } from '../flows/delivery/post-event.ts';
import { createExpiringCache } from '../flows/recommend/expiring-cache.ts';
import { createDeliveredStore } from '../stores/delivery/delivered-store.ts';
import { createWebhook } from '../stores/delivery/webhook.ts';
import { webhookEnvironment } from './delivery-environment.ts';
import { logInfo } from './log.ts';
import { consumeQueueBatch } from './streams/queue-batch.ts';
import { tableAccess } from './wiring.ts';

const now = () => new Date();
const webhook = createWebhook(webhookEnvironment());
/** Read again after five minutes, so that a secret that is changed takes effect. */
const secrets = createExpiringCache<'secret', string>(1, 300, now);

async function secret(): Promise<string> {
  const held = secrets.get('secret') ?? (await webhook.readSecret());
  if (secrets.get('secret') === undefined) secrets.set('secret', held);
  return held;
}

const deps = { delivered: createDeliveredStore(tableAccess()), webhook, secret, now };

/** Reads the queue of the webhook: posts each event to the shop's address, once. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  consumeQueueBatch(event, async (detail) => {
    const { eventId, kind } = detail;
    const isNew = await postEvent(deps, eventId, JSON.stringify(detail));
    logInfo(isNew ? 'posted' : 'dropped a duplicate', { eventId, kind });
  });
