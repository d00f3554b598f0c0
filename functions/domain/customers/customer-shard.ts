import { textHash } from '../attribution/text-hash.ts';
import type { CustomerId } from '../ids.ts';

/** Parts that each group of customers is spread over, so that no partition of an index takes all writes of a group. */
export const customerShardCount = 8;

/** The part a customer belongs to, 0 to 7, always the same. */
export const shardOf = (customerId: CustomerId): number => textHash(customerId) % customerShardCount;
