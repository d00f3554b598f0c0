import type { Instant } from '../../domain/orders/order.ts';

const daySeconds = 86_400;

/** Epoch second from which DynamoDB may delete a row, so many days after what it tells of. */
export const expiryAfterDays = (occurredAt: Instant, days: number): number =>
  Math.floor(Date.parse(occurredAt) / 1000) + days * daySeconds;
