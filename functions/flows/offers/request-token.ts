import { createHash } from 'node:crypto';

/** The most that DynamoDB takes. */
const tokenCharacters = 36;

/** A token of a request: the same for what asks for the same, and for nothing else. */
export const requestToken = (asked: unknown): string =>
  createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, tokenCharacters);
