import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RouteKey, routes } from '../../../functions/contracts/routes.ts';
import type { Scope } from '../../../functions/domain/access/scope.ts';
import { createApiKey, revokeApiKeys } from '../../../functions/flows/manage-api-keys.ts';
import { createApiKeysStore } from '../../../functions/stores/api-keys-store.ts';
import { sentCampaign, sentRedemption } from '../../support/contract-samples.ts';
import { expectedCallers } from '../../support/expected-callers.ts';
import { type SentRequest, type StartedHandlers, startHandlers } from '../../support/http-handlers.ts';

/** A request that is right in everything but, perhaps, its key; and the status when it is let through. */
const requests: Readonly<Record<RouteKey, Omit<SentRequest, 'routeKey'> & { readonly status: number }>> = {
  'POST /v1/orders': { body: { orders: [] }, status: 200 },
  'POST /v1/events': { body: { events: [] }, status: 200 },
  'PUT /v1/items': { body: { items: [] }, status: 200 },
  'GET /v1/items/{itemId}/recommendations': { path: { itemId: 'mug' }, status: 200 },
  'GET /v1/recommendations': { status: 200 },
  'POST /v1/recommendations/basket': { body: { items: ['mug'] }, status: 200 },
  'POST /v1/recommendations/page': { body: { slots: [{ placement: 'home', kind: 'new' }] }, status: 200 },
  'PUT /v1/customers': { body: { customers: [] }, status: 200 },
  'GET /v1/customers/{customerId}/recommendations': { path: { customerId: 'ann' }, status: 200 },
  'GET /v1/customers': { query: { group: 'at-risk' }, status: 200 },
  'POST /v1/customers/{customerId}/merge': { path: { customerId: 'ann' }, body: { from: 'bob' }, status: 404 },
  'POST /v1/orders/{orderId}/claim': { path: { orderId: 'order-1' }, body: { customerId: 'ann' }, status: 404 },
  'GET /v1/reports/retention': { status: 200 },
  'GET /v1/reports/retention/{tile}': { path: { tile: 'key-figures.csv' }, status: 200 },
  'GET /v1/customers/{customerId}': { path: { customerId: 'ann' }, status: 404 },
  'GET /v1/customers/{customerId}/switching-costs': { path: { customerId: 'ann' }, status: 404 },
  'GET /v1/customers/{customerId}/timeline': { path: { customerId: 'ann' }, status: 404 },
  'DELETE /v1/customers/{customerId}': { path: { customerId: 'ann' }, status: 200 },
  'GET /v1/reports/recommendations': { status: 200 },
  'GET /v1/reports/recommendations.csv': { status: 200 },
  'PUT /v1/campaigns/{campaignId}': { path: { campaignId: 'spring' }, body: sentCampaign(), status: 200 },
  'GET /v1/campaigns': { status: 200 },
  'GET /v1/campaigns/{campaignId}': { path: { campaignId: 'unknown' }, status: 404 },
  'POST /v1/campaigns/{campaignId}/dry-run': { path: { campaignId: 'unknown' }, status: 404 },
  'GET /v1/campaigns/{campaignId}/dry-run': { path: { campaignId: 'unknown' }, status: 404 },
  'GET /v1/campaigns/{campaignId}/results': { path: { campaignId: 'unknown' }, status: 404 },
  'POST /v1/campaigns/{campaignId}/approve': { path: { campaignId: 'unknown' }, status: 404 },
  'POST /v1/campaigns/{campaignId}/{action}': { path: { campaignId: 'unknown', action: 'stop' }, status: 404 },
  'GET /v1/customers/{customerId}/offers': { path: { customerId: 'ann' }, status: 200 },
  'POST /v1/offers/{code}/redeem': { path: { code: 'no-code' }, body: sentRedemption(), status: 404 },
  'GET /v1/offers/switch': { status: 200 },
  'PUT /v1/offers/switch': { body: { stopped: false }, status: 200 },
  'GET /v1/caller': { status: 200 },
  'GET /v1/openapi.json': { status: 200 },
  'GET /v1/health': { status: 200 },
};

const scopesOfKeys: readonly (readonly Scope[])[] = [
  ['ingest'],
  ['storefront'],
  ['marketer'],
  ['service'],
  ['admin'],
  ['ingest', 'storefront'],
];

let stage: StartedHandlers;
const keys = new Map<string, string>();
const now = () => new Date('2024-06-01T12:00:00Z');

beforeAll(async () => {
  stage = await startHandlers();
  const deps = { apiKeys: createApiKeysStore(stage.database), now, randomBytes };
  for (const scopes of scopesOfKeys) keys.set(scopes.join('+'), (await createApiKey(deps, { scopes })).key);
  keys.set('revoked', (await createApiKey(deps, { scopes: ['admin'], label: 'old' })).key);
  await revokeApiKeys(deps, { label: 'old' });
  keys.set('unknown', `hf_${'A'.repeat(43)}`);
  keys.set('empty', '');
});
afterAll(() => stage.stop());

const keyKinds = [...scopesOfKeys.map((scopes) => scopes.join('+')), 'revoked', 'unknown', 'empty', 'none'];

const mayCall = (routeKey: RouteKey, keyKind: string): boolean => {
  const callers = expectedCallers[routeKey];
  return callers === 'everyone' || callers.some((scope) => keyKind.split('+').includes(scope));
};

const authorizationOf = (keyKind: string): Readonly<Record<string, string>> =>
  keyKind === 'none' ? {} : { authorization: `Bearer ${keys.get(keyKind)}` };

describe.each(routes.map(({ routeKey }) => routeKey))('%s', (routeKey) => {
  it.each(keyKinds)(
    'is answered by the authoriser and by the function as it should for the key: %s',
    async (keyKind) => {
      const headers = authorizationOf(keyKind);
      const { status, ...request } = requests[routeKey];

      const decision = await stage.authorize({ routeKey, headers });
      const isOpen = expectedCallers[routeKey] === 'everyone';
      const answer = await stage.call({
        routeKey,
        ...request,
        ...(isOpen ? {} : { scopes: decision.context.scopes }),
      });

      // Open routes never reach the authoriser; should they, it must not be what lets everyone in.
      expect(decision.isAuthorized).toBe(!isOpen && mayCall(routeKey, keyKind));
      expect(answer.status).toBe(mayCall(routeKey, keyKind) ? status : 403);
    },
  );

  it.each(scopesOfKeys.map((scopes) => scopes.join('+')))(
    'is refused by the function itself when a wrongly kept permission lets the key through: %s',
    async (keyKind) => {
      const { status, ...request } = requests[routeKey];

      const answer = await stage.call({ routeKey, ...request, scopes: keyKind.replace('+', ',') });

      expect(answer.status).toBe(mayCall(routeKey, keyKind) ? status : 403);
    },
  );
});

describe('the authoriser', () => {
  it('tells the functions the rights and the id of a key, and nothing of one it refuses', async () => {
    const headers = authorizationOf('ingest+storefront');

    expect(await stage.authorize({ routeKey: 'POST /v1/orders', headers })).toEqual({
      isAuthorized: true,
      context: { scopes: 'ingest,storefront', keyId: expect.stringMatching(/^[0-9a-f]{8}$/) },
    });
    expect(await stage.authorize({ routeKey: 'GET /v1/customers/{customerId}', headers })).toEqual({
      isAuthorized: false,
      context: { scopes: '', keyId: '' },
    });
  });

  it('refuses routes it does not know, even to an admin', async () => {
    const headers = authorizationOf('admin');

    expect(await stage.authorize({ routeKey: '$default', headers })).toMatchObject({ isAuthorized: false });
    expect(await stage.authorize({ routeKey: 'GET /v1/offers', headers })).toMatchObject({ isAuthorized: false });
  });

  it.each([
    ['the scheme in small letters', (key: string) => `bearer ${key}`, true],
    ['another scheme', (key: string) => `Basic ${key}`, false],
    ['no scheme', (key: string) => key, false],
    ['a word after it', (key: string) => `Bearer ${key} ${key}`, false],
    ['the last letter missing', (key: string) => `Bearer ${key.slice(0, -1)}`, false],
    ['a letter more', (key: string) => `Bearer ${key}A`, false],
  ])('reads the key of the header with %s', async (_name, headerOf, isAuthorized) => {
    const headers = { authorization: headerOf(keys.get('admin') ?? '') };

    expect(await stage.authorize({ routeKey: 'POST /v1/orders', headers })).toMatchObject({ isAuthorized });
  });
});
