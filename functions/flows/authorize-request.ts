import { mayCall, type Scope } from '../domain/access/scope.ts';
import type { ApiKeysStore } from '../stores/api-keys-store.ts';
import { hashApiKey } from './hash-api-key.ts';

export interface AuthorizeRequestDeps {
  readonly apiKeys: Pick<ApiKeysStore, 'find'>;
}

export interface RequestToAuthorize {
  /** The `Authorization` header as it came. */
  readonly authorization: string | undefined;
  /** Scopes that may call the route; empty where there is no such route, or nobody needs to ask. */
  readonly allowedScopes: readonly Scope[];
}

export type Authorization =
  | { readonly authorized: true; readonly keyId: string; readonly scopes: readonly Scope[] }
  | { readonly authorized: false };

/** The key of `Bearer KEY`; the scheme in any case, as HTTP has it. Empty text for anything else. */
const keyOf = (authorization: string | undefined): string => /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';

/**
 * Decides whether a request may go on. Every request costs one hash and one read, whatever was sent: how long an
 * answer takes tells nothing about keys, and a lookup by hash compares nothing byte by byte.
 */
export async function authorizeRequest(
  { apiKeys }: AuthorizeRequestDeps,
  { authorization, allowedScopes }: RequestToAuthorize,
): Promise<Authorization> {
  const record = await apiKeys.find(hashApiKey(keyOf(authorization)));
  const good = record !== undefined && record.revokedAt === undefined;
  if (!good || allowedScopes.length === 0 || !mayCall(record.scopes, allowedScopes)) return { authorized: false };
  return { authorized: true, keyId: record.keyId, scopes: record.scopes };
}
