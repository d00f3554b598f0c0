import { createHmac } from 'node:crypto';
import { HoldfastError } from '../../domain/errors.ts';
import type { Webhook } from '../../stores/delivery/webhook.ts';
import { type DeliverOnceDeps, deliverOnce } from './deliver-once.ts';

export interface PostEventDeps extends DeliverOnceDeps {
  readonly webhook: Pick<Webhook, 'post'>;
  readonly secret: () => Promise<string>;
}

/** Of the body as it is sent, under the key that both sides know: SHA-256, hexadecimal digits. */
const signatureOf = (body: string, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`;

/**
 * Posts an event to the shop's address.
 * @param body JSON, posted to the letter
 * @returns false where it was posted before
 * @throws HoldfastError `delivery.refused` for an answer other than 2xx, `delivery.busy`
 */
export const postEvent = (deps: PostEventDeps, eventId: string, body: string): Promise<boolean> =>
  deliverOnce(deps, eventId, 'webhook', async () => {
    const status = await deps.webhook.post(body, {
      'x-holdfast-event-id': eventId,
      'x-holdfast-signature': signatureOf(body, await deps.secret()),
    });
    if (status >= 200 && status < 300) return;
    throw new HoldfastError('delivery.refused', `the webhook answered ${status} to event ${eventId}; 2xx is needed`, {
      details: { eventId, status },
    });
  });
