import { createHash } from 'node:crypto';

/** SHA-256 of a key, lower-case hex: all that is ever stored of it. */
export const hashApiKey = (key: string): string => createHash('sha256').update(key, 'utf8').digest('hex');
