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
