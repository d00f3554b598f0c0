import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RouteKey, routes } from '../../functions/contracts/routes.ts';
import { createApiKey, revokeApiKeys } from '../../functions/flows/manage-api-keys.ts';
import { createApiKeysStore } from '../../functions/stores/api-keys-store.ts';
import { openTables } from '../../functions/stores/open-tables.ts';
import { synthesise } from '../../lib/app.ts';
import { stages } from '../../lib/config.ts';
import { startLocalRuntime } from '../../lib/local/start-local-runtime.ts';
import { sentCampaign, sentRedemption } from '../support/contract-samples.ts';
import { expectedCallers } from '../support/expected-callers.ts';

/** A request that is right in everything but, perhaps, its key; and the status when it is let through. */
const requests: Readonly<Record<RouteKey, { readonly path: string; readonly body?: string; readonly status: number }>> =
  {
    'POST /v1/orders': { path: '/v1/orders', body: '{"orders":[]}', status: 200 },
    'POST /v1/events': { path: '/v1/events', body: '{"events":[]}', status: 200 },
    'PUT /v1/items': { path: '/v1/items', body: '{"items":[]}', status: 200 },
    'GET /v1/items/{itemId}/recommendations': { path: '/v1/items/mug/recommendations', status: 200 },
    'GET /v1/recommendations': { path: '/v1/recommendations', status: 200 },
    'POST /v1/recommendations/basket': {
      path: '/v1/recommendations/basket',
      body: '{"items":["mug"]}',
      status: 200,
    },
    'POST /v1/recommendations/page': {
      path: '/v1/recommendations/page',
      body: '{"slots":[{"placement":"home","kind":"new"}]}',
      status: 200,
    },
    'PUT /v1/customers': { path: '/v1/customers', body: '{"customers":[]}', status: 200 },
    'GET /v1/customers/{customerId}/recommendations': { path: '/v1/customers/nobody/recommendations', status: 200 },
    'GET /v1/customers': { path: '/v1/customers?group=at-risk', status: 200 },
    'POST /v1/customers/{customerId}/merge': {
      path: '/v1/customers/nobody/merge',
      body: '{"from":"somebody"}',
      status: 404,
    },
    'POST /v1/orders/{orderId}/claim': {
      path: '/v1/orders/unknown/claim',
      body: '{"customerId":"nobody"}',
      status: 404,
    },
    'GET /v1/reports/retention': { path: '/v1/reports/retention', status: 200 },
    'GET /v1/reports/retention/{tile}': { path: '/v1/reports/retention/key-figures.csv', status: 200 },
    'GET /v1/customers/{customerId}': { path: '/v1/customers/nobody', status: 404 },
    'GET /v1/customers/{customerId}/switching-costs': { path: '/v1/customers/nobody/switching-costs', status: 404 },
    'GET /v1/customers/{customerId}/timeline': { path: '/v1/customers/nobody/timeline', status: 404 },
    'DELETE /v1/customers/{customerId}': { path: '/v1/customers/nobody', status: 200 },
    'GET /v1/reports/recommendations': { path: '/v1/reports/recommendations', status: 200 },
    'GET /v1/reports/recommendations.csv': { path: '/v1/reports/recommendations.csv', status: 200 },
    'PUT /v1/campaigns/{campaignId}': {
      path: '/v1/campaigns/spring',
      body: JSON.stringify(sentCampaign()),
      status: 200,
    },
    'GET /v1/campaigns': { path: '/v1/campaigns', status: 200 },
    'GET /v1/campaigns/{campaignId}': { path: '/v1/campaigns/unknown', status: 404 },
    'POST /v1/campaigns/{campaignId}/dry-run': { path: '/v1/campaigns/unknown/dry-run', status: 404 },
    'GET /v1/campaigns/{campaignId}/dry-run': { path: '/v1/campaigns/unknown/dry-run', status: 404 },
    'GET /v1/campaigns/{campaignId}/results': { path: '/v1/campaigns/unknown/results', status: 404 },
    'POST /v1/campaigns/{campaignId}/approve': { path: '/v1/campaigns/unknown/approve', status: 404 },
    'POST /v1/campaigns/{campaignId}/{action}': { path: '/v1/campaigns/unknown/stop', status: 404 },
    'GET /v1/customers/{customerId}/offers': { path: '/v1/customers/nobody/offers', status: 200 },
    'POST /v1/offers/{code}/redeem': {
      path: '/v1/offers/no-code/redeem',
      body: JSON.stringify(sentRedemption()),
      status: 404,
    },
    'GET /v1/offers/switch': { path: '/v1/offers/switch', status: 200 },
    'PUT /v1/offers/switch': { path: '/v1/offers/switch', body: '{"stopped":false}', status: 200 },
    'GET /v1/caller': { path: '/v1/caller', status: 200 },
    'GET /v1/openapi.json': { path: '/v1/openapi.json', status: 200 },
    'GET /v1/health': { path: '/v1/health', status: 200 },
  };

const keyKinds = ['ingest', 'storefront', 'marketer', 'service', 'admin', 'revoked', 'unknown', 'none'] as const;
type KeyKind = (typeof keyKinds)[number];

let runtime: Awaited<ReturnType<typeof startLocalRuntime>>;
let tables: ReturnType<typeof openTables>;
let assemblyDirectory: string;

beforeAll(async () => {
  assemblyDirectory = await mkdtemp(path.join(tmpdir(), 'holdfast-access-'));
  const { stackName } = synthesise(stages.dev, assemblyDirectory);
  runtime = await startLocalRuntime({ assemblyDirectory, stackName, httpPort: 0, dynamodbPort: 0 });
  tables = openTables({ stackName, endpoint: runtime.dynamodbUrl });
}, 60_000);

afterAll(async () => {
  tables?.close();
  await runtime?.stop();
  await rm(assemblyDirectory, { recursive: true, force: true });
});

/** A key the gateway has never seen, so that nothing of it is in the authoriser's cache; undefined for none at all. */
async function newKey(kind: KeyKind): Promise<string | undefined> {
  const deps = { apiKeys: createApiKeysStore(tables), now: () => new Date(), randomBytes };
  if (kind === 'none') return undefined;
  if (kind === 'unknown') return `hf_${randomBytes(32).toString('base64url')}`;
  const { key } = await createApiKey(deps, { scopes: [kind === 'revoked' ? 'admin' : kind], label: kind });
  if (kind === 'revoked') await revokeApiKeys(deps, { label: kind });
  return key;
}

async function statusOf(routeKey: RouteKey, key: string | undefined): Promise<number> {
  const request = requests[routeKey];
  const response = await fetch(`${runtime.url}${request.path}`, {
    method: routeKey.split(' ')[0] ?? 'GET',
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  await response.arrayBuffer();
  return response.status;
}

function expectedStatus(routeKey: RouteKey, kind: KeyKind): number {
  const callers = expectedCallers[routeKey];
  if (callers === 'everyone') return requests[routeKey].status;
  // Without the header the gateway does not even ask.
  if (kind === 'none') return 401;
  return callers.some((scope) => scope === kind) ? requests[routeKey].status : 403;
}

const forwards = routes.map(({ routeKey }) => routeKey);
const backwards = forwards.toReversed();

describe('every route through the gateway', () => {
  describe.each(keyKinds)('with the key: %s', (kind) => {
    it.each([
      ['in the order of the list', forwards],
      ['the other way round', backwards],
    ])('answers as it should when called %s, cold and then warm', async (_name, routeKeys) => {
      const key = await newKey(kind);
      const expected = routeKeys.map((routeKey) => [routeKey, expectedStatus(routeKey, kind)]);

      const cold: unknown[] = [];
      for (const routeKey of routeKeys) cold.push([routeKey, await statusOf(routeKey, key)]);
      const warm: unknown[] = [];
      for (const routeKey of routeKeys) warm.push([routeKey, await statusOf(routeKey, key)]);

      expect(cold).toEqual(expected);
      expect(warm).toEqual(expected);
    });
  });
});

describe('what the gateway has no route for', () => {
  it.each([
    ['an address that is none', 'GET', '/v2/orders'],
    ['a method that the address has not', 'DELETE', '/v1/orders'],
  ])('is our 404 for everyone: %s', async (_name, method, address) => {
    const response = await fetch(`${runtime.url}${address}`, { method });

    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'route.unknown' });
  });
});
