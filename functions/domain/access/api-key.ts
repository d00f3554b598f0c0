import type { Instant } from '../orders/order.ts';
import type { Scope } from './scope.ts';

/** Random bytes of a key: 43 characters of base64url, far beyond guessing. */
export const keyByteCount = 32;

/** Every key begins so, that a leaked one is found by searching for it. */
export const keyPrefix = 'hf_';

/** What is kept of a key; the key itself is shown once and never stored. */
export interface ApiKeyRecord {
  /** SHA-256 of the whole key, lower-case hex. A fast hash is enough: the key is 256 random bits, not a password. */
  readonly keyHash: string;
  /** First 8 characters of the hash: names the key in lists and logs without giving anything away. */
  readonly keyId: string;
  /** What the operator calls the key; empty when nothing was said. */
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Instant;
  /** Absent while the key is good. */
  readonly revokedAt?: Instant;
}

export const keyIdOf = (keyHash: string): string => keyHash.slice(0, 8);
