import type { Instant } from '../orders/order.ts';

const dayMilliseconds = 86_400_000;

/** The instant from which orders count as evidence; undefined when all do. */
export const windowStart = (asOf: Instant, evidenceWindowDays: number | undefined): Instant | undefined =>
  evidenceWindowDays === undefined
    ? undefined
    : new Date(Date.parse(asOf) - evidenceWindowDays * dayMilliseconds).toISOString();
