import { HoldfastError } from '../../domain/errors.ts';
import type { DeliveredStore, DeliveryTarget } from '../../stores/delivery/delivered-store.ts';

export interface DeliverOnceDeps {
  readonly delivered: DeliveredStore;
  readonly now: () => Date;
}

/**
 * Delivers an event that was not delivered yet. Taken on before it is sent and marked afterwards: what comes again is
 * dropped, and a run that dies in between leaves it to the next, which may so send it twice. Nothing is lost.
 * @returns false where it was delivered before
 * @throws HoldfastError `delivery.busy` where another run is at it, or died at it within 90 s: it is to come again
 */
export async function deliverOnce(
  { delivered, now }: DeliverOnceDeps,
  eventId: string,
  target: DeliveryTarget,
  send: () => Promise<void>,
): Promise<boolean> {
  const claim = await delivered.claim(eventId, target, now());
  if (claim === 'delivered') return false;
  if (claim === 'busy') {
    throw new HoldfastError('delivery.busy', `event ${eventId} is being delivered by another run`, {
      details: { eventId, target },
    });
  }
  await send();
  await delivered.settle(eventId, target, now());
  return true;
}
