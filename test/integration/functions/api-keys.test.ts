import { createHash } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authorizeRequest } from '../../../functions/flows/authorize-request.ts';
import { createApiKey, listApiKeys, revokeApiKey, revokeApiKeys } from '../../../functions/flows/manage-api-keys.ts';
import { type ApiKeysStore, createApiKeysStore } from '../../../functions/stores/api-keys-store.ts';
import { physicalTableName } from '../../../functions/stores/tables.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
});
afterAll(() => database.stop());

let apiKeys: ApiKeysStore;
let drawn = 0;
let minutes = 0;
/** Keys that differ in one byte, made a minute apart. */
const deps = () => ({
  apiKeys,
  now: () => new Date(Date.UTC(2024, 0, 1, 0, minutes++)),
  randomBytes: (byteCount: number) => new Uint8Array(byteCount).fill(7).fill(drawn++, byteCount - 1),
});
beforeEach(() => {
  apiKeys = createApiKeysStore(database);
});

describe('a new key', () => {
  it('is hf_ and 43 letters of base64url, and only its hash is stored', async () => {
    const { key, record } = await createApiKey(deps(), { scopes: ['ingest', 'marketer', 'ingest'], label: 'shop' });

    expect(key).toMatch(/^hf_[A-Za-z0-9_-]{43}$/);
    const keyHash = createHash('sha256').update(key).digest('hex');
    expect(record).toEqual({
      keyHash,
      keyId: keyHash.slice(0, 8),
      label: 'shop',
      scopes: ['ingest', 'marketer'],
      createdAt: expect.stringMatching(/^2024-01-01T/),
    });
    expect(await apiKeys.find(keyHash)).toEqual(record);
    const { Items } = await database.documents.send(
      new ScanCommand({ TableName: physicalTableName(database.stackName, 'apiKeys') }),
    );
    expect(JSON.stringify(Items)).toContain(keyHash);
    expect(JSON.stringify(Items)).not.toContain(key.slice(3));
  });

  it('needs a scope', async () => {
    await expect(createApiKey(deps(), { scopes: [] })).rejects.toMatchObject({ code: 'key.no-scope' });
  });

  it('is not made of a random source that repeats itself', async () => {
    const stuck = { ...deps(), randomBytes: (byteCount: number) => new Uint8Array(byteCount) };
    await createApiKey(stuck, { scopes: ['admin'] });

    await expect(createApiKey(stuck, { scopes: ['ingest'] })).rejects.toMatchObject({ code: 'key.not-random' });
  });
});

describe('keys', () => {
  it('are listed oldest first, revoked ones too', async () => {
    const before = (await listApiKeys(deps())).length;
    const older = await createApiKey(deps(), { scopes: ['ingest'], label: 'a' });
    const newer = await createApiKey(deps(), { scopes: ['admin'] });
    await revokeApiKey(deps(), { keyId: older.record.keyId });

    const listed = (await listApiKeys(deps())).slice(before);

    expect(listed.map(({ keyId, label, revokedAt }) => [keyId, label, revokedAt === undefined])).toEqual([
      [older.record.keyId, 'a', false],
      [newer.record.keyId, '', true],
    ]);
  });

  it('are revoked by label, those of other labels left alone', async () => {
    const mine = await createApiKey(deps(), { scopes: ['ingest'], label: 'start' });
    const other = await createApiKey(deps(), { scopes: ['ingest'], label: 'other' });

    const revoked = await revokeApiKeys(deps(), { label: 'start' });

    expect(revoked.map(({ keyId }) => keyId)).toEqual([mine.record.keyId]);
    expect(await apiKeys.find(mine.record.keyHash)).toHaveProperty('revokedAt', revoked[0]?.revokedAt);
    expect(await apiKeys.find(other.record.keyHash)).not.toHaveProperty('revokedAt');
    expect(await revokeApiKeys(deps(), { label: 'start' })).toEqual([]);
  });

  it('keep the time they were first revoked', async () => {
    const { record } = await createApiKey(deps(), { scopes: ['ingest'] });
    const [first] = await revokeApiKey(deps(), { keyId: record.keyId });

    expect(await revokeApiKey(deps(), { keyId: record.keyId })).toEqual([]);
    expect(await apiKeys.revoke(record.keyHash, '2030-01-01T00:00:00.000Z')).toBe(false);
    expect(await apiKeys.find(record.keyHash)).toEqual(first);
  });

  it('that nobody made cannot be revoked, and leave no row behind', async () => {
    const before = await apiKeys.list();

    expect(await apiKeys.revoke('0'.repeat(64), '2030-01-01T00:00:00.000Z')).toBe(false);
    await expect(revokeApiKey(deps(), { keyId: 'nobody' })).rejects.toMatchObject({ code: 'key.unknown' });
    expect(await apiKeys.list()).toEqual(before);
  });
});

describe('a decision of the authoriser', () => {
  it.each([
    ['no header', undefined],
    ['a header that is no key', 'Basic abc'],
    ['an unknown key', `Bearer hf_${'x'.repeat(43)}`],
    ['a good key', 'good'],
  ])('costs one read whatever was sent: %s', async (_name, sent) => {
    const { key } = await createApiKey(deps(), { scopes: ['ingest'] });
    const asked: string[] = [];
    const counting = {
      apiKeys: {
        find(keyHash: string) {
          asked.push(keyHash);
          return apiKeys.find(keyHash);
        },
      },
    };

    const decision = await authorizeRequest(counting, {
      authorization: sent === 'good' ? `Bearer ${key}` : sent,
      allowedScopes: ['ingest', 'admin'],
    });

    expect(decision.authorized).toBe(sent === 'good');
    expect(asked).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });
});
