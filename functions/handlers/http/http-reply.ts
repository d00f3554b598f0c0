import { createHash } from 'node:crypto';
import type { HttpEvent } from './http-event.ts';

/** An answer in the form the gateway takes. */
export interface HttpReply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Who may keep an answer, and how long. */
export const caching = {
  never: 'no-store',
  /** In the caller's browser only: what is seen depends on the key. */
  brieflyPrivate: 'private, max-age=60',
  openToAll: 'public, max-age=300',
} as const;

export function jsonReply(body: unknown, cacheControl: (typeof caching)[keyof typeof caching]): HttpReply {
  return {
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      'cache-control': cacheControl,
      ...(cacheControl === caching.brieflyPrivate ? { vary: 'authorization' } : {}),
    },
    body: JSON.stringify(body),
  };
}

/** 128 bits: two answers of one address never share a tag by chance. */
const tagOf = (body: string): string =>
  `"${createHash('sha256').update(body).digest().subarray(0, 16).toString('base64url')}"`;

/** Proxies that compress an answer mark its tag as weak; for reading the two mean the same (RFC 9110, 13.1.2). */
const namesTag = (given: string | undefined, tag: string): boolean =>
  given
    ?.split(',')
    .map((entry) => entry.trim().replace(/^W\//, ''))
    .some((entry) => entry === tag || entry === '*') ?? false;

/** An answer with a strong tag of its bytes; a 304 without a body where the caller holds just these bytes. */
export function taggedReply(event: Pick<HttpEvent, 'headers'>, reply: HttpReply): HttpReply {
  const etag = tagOf(reply.body);
  if (!namesTag(event.headers['if-none-match'], etag)) return { ...reply, headers: { ...reply.headers, etag } };
  // The content type stays, as the gateway would put text/plain, which browsers take over for what they hold.
  return { statusCode: 304, headers: { ...reply.headers, etag }, body: '' };
}

/** A table for spreadsheets, offered as a file of that name. */
export const csvReply = (
  body: string,
  fileName: string,
  cacheControl: (typeof caching)[keyof typeof caching],
): HttpReply => ({
  statusCode: 200,
  headers: {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${fileName}"`,
    'cache-control': cacheControl,
  },
  body,
});
