import { type ApiKeyRecord, keyByteCount, keyIdOf, keyPrefix } from '../domain/access/api-key.ts';
import type { Scope } from '../domain/access/scope.ts';
import { HoldfastError } from '../domain/errors.ts';
import type { ApiKeysStore } from '../stores/api-keys-store.ts';
import { hashApiKey } from './hash-api-key.ts';

export interface ManageApiKeysDeps {
  readonly apiKeys: ApiKeysStore;
  readonly now: () => Date;
  /** Random bytes of a cryptographic source. */
  readonly randomBytes: (byteCount: number) => Uint8Array;
}

export interface NewApiKey {
  /** At least one. */
  readonly scopes: readonly Scope[];
  /** What to call the key; default empty. */
  readonly label?: string;
}

/** A new key. It is nowhere but in this result: only its hash is stored. */
export async function createApiKey(
  { apiKeys, now, randomBytes }: ManageApiKeysDeps,
  { scopes, label = '' }: NewApiKey,
): Promise<{ readonly key: string; readonly record: ApiKeyRecord }> {
  if (scopes.length === 0) throw new HoldfastError('key.no-scope', 'a key needs at least one scope; none was given');
  const key = `${keyPrefix}${Buffer.from(randomBytes(keyByteCount)).toString('base64url')}`;
  const keyHash = hashApiKey(key);
  const record: ApiKeyRecord = {
    keyHash,
    keyId: keyIdOf(keyHash),
    label,
    scopes: [...new Set(scopes)],
    createdAt: now().toISOString(),
  };
  if (await apiKeys.add(record)) return { key, record };
  throw new HoldfastError('key.not-random', 'the new key exists already, so its random source is not random');
}

/** All keys, oldest first, revoked ones too. */
export async function listApiKeys({ apiKeys }: Pick<ManageApiKeysDeps, 'apiKeys'>): Promise<readonly ApiKeyRecord[]> {
  const records = await apiKeys.list();
  return [...records].sort((left, right) => (left.createdAt < right.createdAt ? -1 : 1));
}

async function revokeWhere(
  { apiKeys, now }: Pick<ManageApiKeysDeps, 'apiKeys' | 'now'>,
  isMeant: (record: ApiKeyRecord) => boolean,
): Promise<readonly ApiKeyRecord[]> {
  const revokedAt = now().toISOString();
  const revoked: ApiKeyRecord[] = [];
  for (const record of await listApiKeys({ apiKeys })) {
    if (!isMeant(record) || record.revokedAt !== undefined) continue;
    if (await apiKeys.revoke(record.keyHash, revokedAt)) revoked.push({ ...record, revokedAt });
  }
  return revoked;
}

/** Revokes every key of a label that is still good, and returns them. Takes up to a minute to hold everywhere. */
export const revokeApiKeys = (
  deps: Pick<ManageApiKeysDeps, 'apiKeys' | 'now'>,
  { label }: { readonly label: string },
): Promise<readonly ApiKeyRecord[]> => revokeWhere(deps, (record) => record.label === label);

/**
 * Revokes one key; revoking it again changes nothing. Takes up to a minute to hold everywhere, as the gateway keeps
 * the authoriser's answers for so long. An id that no key has is `key.unknown`.
 */
export async function revokeApiKey(
  deps: Pick<ManageApiKeysDeps, 'apiKeys' | 'now'>,
  { keyId }: { readonly keyId: string },
): Promise<readonly ApiKeyRecord[]> {
  const known = await listApiKeys(deps);
  if (known.some((record) => record.keyId === keyId)) return revokeWhere(deps, (record) => record.keyId === keyId);
  throw new HoldfastError('key.unknown', `no key has the id "${keyId}"; \`key list\` shows the ids`, {
    details: { keyId },
  });
}
