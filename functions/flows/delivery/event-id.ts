import { createHash } from 'node:crypto';
import { type DeliveryEvent, eventIdentity } from '../../domain/delivery/delivery-event.ts';

/** SHA-256 of what the event tells, 64 hexadecimal digits: a change that comes twice gives the same. */
export const eventIdOf = (event: DeliveryEvent): string =>
  createHash('sha256').update(eventIdentity(event), 'utf8').digest('hex');
