import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { RouteKey } from '../../../functions/contracts/routes.ts';
import { createCampaignDocumentsStore } from '../../../functions/stores/reports/campaign-documents-store.ts';
import { dryRunOfVersion } from '../../support/campaigns.ts';
import { sentCampaign } from '../../support/contract-samples.ts';
import { type StartedHandlers, startHandlers } from '../../support/http-handlers.ts';

let stage: StartedHandlers;
beforeAll(async () => {
  stage = await startHandlers('GBP');
});
afterAll(() => stage.stop());

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const campaign = (fields: Readonly<Record<string, unknown>> = {}) =>
  sentCampaign({ startsAt: day(-1), endsAt: day(60), ...fields });

const call = (
  routeKey: RouteKey,
  campaignId: string,
  rest: Readonly<Record<string, unknown>> = {},
  scopes = 'marketer',
) => stage.call({ routeKey, scopes, path: { campaignId }, ...rest });

const put = (campaignId: string, body: unknown) => call('PUT /v1/campaigns/{campaignId}', campaignId, { body });
const read = (campaignId: string) => call('GET /v1/campaigns/{campaignId}', campaignId);
const approve = (campaignId: string, scopes = 'admin') =>
  call('POST /v1/campaigns/{campaignId}/approve', campaignId, {}, scopes);
const move = (campaignId: string, action: string) =>
  call('POST /v1/campaigns/{campaignId}/{action}', campaignId, { path: { campaignId, action } });

/** Moves a campaign of which somebody has seen a dry run. */
async function act(campaignId: string, action: string) {
  const { body } = await read(campaignId);
  const version = Number((body as { readonly version?: unknown }).version);
  if (Number.isInteger(version)) {
    await createCampaignDocumentsStore(stage.database).putDryRun(dryRunOfVersion(campaignId, version));
  }
  return move(campaignId, action);
}

describe('a campaign over HTTP', () => {
  it('starts once there is a dry run of its version', async () => {
    await put('tried', campaign({ budget: { total: { uses: 100 } } }));
    await approve('tried');
    expect(await call('GET /v1/campaigns/{campaignId}/dry-run', 'tried')).toMatchObject({
      status: 200,
      body: { campaignId: 'tried', status: 'none', askedAt: null, result: null },
    });
    expect(await move('tried', 'start')).toMatchObject({
      status: 409,
      body: {
        code: 'campaign.needs-dry-run',
        detail: 'version 1 of campaign "tried" needs a dry run first; there is none yet',
      },
    });
    expect(await call('POST /v1/campaigns/{campaignId}/dry-run', 'tried')).toMatchObject({
      status: 200,
      body: { status: 'running', result: null },
    });
    expect(await call('GET /v1/campaigns/{campaignId}/dry-run', 'tried')).toMatchObject({
      body: { status: 'running' },
    });

    const documents = createCampaignDocumentsStore(stage.database);
    await documents.putDryRun({ ...dryRunOfVersion('tried', 1), madeAt: day(1) });
    expect(await call('GET /v1/campaigns/{campaignId}/dry-run', 'tried')).toMatchObject({
      body: { status: 'done', result: { version: 1, customers: 0 } },
    });
    expect(await move('tried', 'start')).toMatchObject({ status: 200, body: { status: 'running' } });

    await move('tried', 'pause');
    await put('tried', campaign({ name: 'Changed', budget: { total: { uses: 100 } } }));
    await approve('tried');
    expect(await move('tried', 'resume')).toMatchObject({
      status: 409,
      body: { detail: 'version 2 of campaign "tried" needs a dry run first; the latest is of version 1' },
    });
  });

  it('has no results before the first night', async () => {
    await put('young', campaign());
    expect(await call('GET /v1/campaigns/{campaignId}/results', 'young')).toMatchObject({
      status: 200,
      body: { campaignId: 'young', asOf: null, decided: 0, orders: null, notes: [expect.any(String)] },
    });
  });

  it('is put, approved, started, paused, resumed and stopped, and the audit says by which key', async () => {
    const created = await put('spring', campaign());
    expect(created).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        campaignId: 'spring',
        status: 'draft',
        version: 1,
        approval: { isNeeded: true, approvedBy: null },
        startedAt: null,
        currency: 'GBP',
        definition: { name: 'Win back the wavering', budget: { total: { amount: 500, uses: 120 } }, controlShare: 0.3 },
        budgetLeft: null,
        audit: [{ action: 'created', keyId: '1a2b3c4d', version: 1 }],
      },
    });

    expect(await act('spring', 'start')).toMatchObject({ status: 409, body: { code: 'campaign.needs-approval' } });
    expect(await approve('spring')).toMatchObject({ body: { approval: { isNeeded: true, approvedBy: '1a2b3c4d' } } });
    expect(await act('spring', 'start')).toMatchObject({
      status: 200,
      body: { status: 'running', budgetLeft: { total: { amount: 500, uses: 120 } } },
    });
    expect(await put('spring', campaign({ name: 'Another' }))).toMatchObject({
      status: 409,
      body: { code: 'campaign.status', detail: 'campaign "spring" is running and cannot be changed; pause it first' },
    });
    expect(await act('spring', 'pause')).toMatchObject({ status: 200, body: { status: 'paused' } });
    expect(await act('spring', 'start')).toMatchObject({
      status: 409,
      body: { code: 'campaign.status', detail: 'campaign "spring" is paused; start takes one that is draft' },
    });
    expect(await act('spring', 'resume')).toMatchObject({ status: 200, body: { status: 'running' } });
    expect(await act('spring', 'stop')).toMatchObject({ status: 200, body: { status: 'stopped' } });
    expect(await put('spring', campaign({ name: 'Another' }))).toMatchObject({
      status: 409,
      body: { detail: 'campaign "spring" is stopped and cannot be changed; put another one under another id' },
    });

    const { body } = await read('spring');
    const { audit } = z.object({ audit: z.array(z.object({ action: z.string() })) }).parse(body);
    expect(audit.map(({ action }) => action)).toEqual([
      'created',
      'approved',
      'started',
      'paused',
      'resumed',
      'stopped',
    ]);
  });

  it('that is sent again, as first or as it is shown, is the same one, in every status', async () => {
    const first = campaign();
    await put('same', first);
    const shown = z.object({ definition: z.unknown() });
    for (const step of ['approve', 'start', 'start', 'pause', 'pause', 'stop', 'stop']) {
      expect((await (step === 'approve' ? approve('same') : act('same', step))).status).toBe(200);
      const { body } = await read('same');

      expect((await put('same', first)).body).toEqual(body);
      expect((await put('same', shown.parse(body).definition)).body).toEqual(body);
    }
    expect((await read('same')).body).toMatchObject({ version: 1, audit: { length: 5 } });
  });

  it('loses its approval when it is changed', async () => {
    await put('summer', campaign());
    await approve('summer');
    const changed = await put('summer', campaign({ budget: { total: { amount: 500.01 } } }));

    expect(changed.body).toMatchObject({ version: 2, approval: { approvedBy: null } });
    expect(await act('summer', 'start')).toMatchObject({ status: 409, body: { code: 'campaign.needs-approval' } });
  });

  it('with less of a budget than is spent is refused in the money of the shop', async () => {
    await put('autumn', campaign());
    await approve('autumn');
    await act('autumn', 'start');
    await act('autumn', 'pause');

    const refused = await put('autumn', campaign({ budget: { total: { uses: 120 } } }));

    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'campaign.budget', issues: [{ path: 'budget.total.amount' }] },
    });
  });

  it('is approved by an admin alone', async () => {
    await put('winter', campaign());

    expect(await approve('winter', 'marketer')).toMatchObject({ status: 403, body: { code: 'access.scope' } });
    expect(await act('winter', 'approve')).toMatchObject({
      status: 404,
      body: {
        code: 'campaign.unknown-action',
        detail: 'action is "approve"; a campaign knows start, pause, resume, stop by this call',
      },
    });
    expect((await read('winter')).body).toMatchObject({ approval: { approvedBy: null } });
  });

  it('may have an id that no path holds', async () => {
    const campaignId = `~${Buffer.from('2026/autumn, №1').toString('base64url')}`;

    expect(await put(campaignId, campaign())).toMatchObject({ status: 200, body: { campaignId: '2026/autumn, №1' } });
  });

  it.each([
    ['one that nobody put', () => read('nowhere'), 404, 'campaign.unknown'],
    ['a start of it', () => act('nowhere', 'start'), 404, 'campaign.unknown'],
    ['an approval of it', () => approve('nowhere'), 404, 'campaign.unknown'],
    ['an action that is none', () => act('spring', 'delete'), 404, 'campaign.unknown-action'],
    ['an id that is none', () => put('~', campaign()), 400, 'request.path'],
    ['a body that is none', () => put('bad', { name: '' }), 400, 'request.invalid'],
    ['no JSON', () => put('bad', '{'), 400, 'request.malformed-json'],
  ])('answers %s with a problem', async (_name, ask, status, code) => {
    expect(await ask()).toMatchObject({ status, body: { code } });
  });
});

describe('the list of campaigns', () => {
  const list = (query: Readonly<Record<string, string>>) =>
    stage.call({ routeKey: 'GET /v1/campaigns', scopes: 'marketer', query });
  const page = z.object({
    campaigns: z.array(z.object({ campaignId: z.string() })),
    nextCursor: z.string().optional(),
  });

  it('has all of them by id, page by page, whatever the size of a page', async () => {
    for (const name of ['list-c', 'list-a', 'list-b', 'list-d']) await put(name, campaign());
    const whole = page.parse((await list({})).body);
    const ids = whole.campaigns.map(({ campaignId }) => campaignId);
    expect(ids).toEqual(expect.arrayContaining(['list-a', 'list-b', 'list-c', 'list-d']));
    expect(ids).toEqual(ids.toSorted());
    expect(whole.nextCursor).toBeUndefined();

    for (const limit of ['1', '3']) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const answer = page.parse((await list({ limit, ...(cursor === undefined ? {} : { cursor }) })).body);
        expect(answer.campaigns.length).toBeLessThanOrEqual(Number(limit));
        found.push(...answer.campaigns.map(({ campaignId }) => campaignId));
        cursor = answer.nextCursor;
      } while (cursor !== undefined);
      expect(found).toEqual(ids);
    }
  });

  it('says of each what it is, and no more', async () => {
    const { body } = await list({ limit: '100' });
    const { campaigns } = z.object({ campaigns: z.array(z.record(z.string(), z.unknown())) }).parse(body);

    expect(campaigns.find(({ campaignId }) => campaignId === 'list-a')).toEqual({
      campaignId: 'list-a',
      status: 'draft',
      version: 1,
      name: 'Win back the wavering',
      startsAt: expect.any(String),
      endsAt: expect.any(String),
      startedAt: null,
    });
  });

  it.each<Readonly<Record<string, string>>>([
    { limit: '0' },
    { limit: '101' },
    { limit: 'ten' },
    { cursor: 'list-a' },
    { cursor: '~=' },
    { offset: '1' },
  ])('refuses %o', async (query) => {
    expect(await list(query)).toMatchObject({ status: 400, body: { code: 'request.query' } });
  });
});

describe('the kill switch', () => {
  const set = (body: unknown) => stage.call({ routeKey: 'PUT /v1/offers/switch', scopes: 'marketer', body });
  const readSwitch = () => stage.call({ routeKey: 'GET /v1/offers/switch', scopes: 'admin' });

  it('is off until somebody sets it, and says who and since when; setting it again changes nothing', async () => {
    expect((await readSwitch()).body).toEqual({ stopped: false, by: null, at: null });
    expect((await set({ stopped: false })).body).toEqual({ stopped: false, by: null, at: null });

    const on = await set({ stopped: true });
    expect(on.body).toEqual({ stopped: true, by: '1a2b3c4d', at: expect.stringMatching(/^20.*Z$/) });
    expect((await set({ stopped: true })).body).toEqual(on.body);
    expect((await readSwitch()).body).toEqual(on.body);
    expect((await set({ stopped: false })).body).toMatchObject({ stopped: false, by: '1a2b3c4d' });
  });

  it.each([{}, { stopped: 'yes' }, { stopped: true, by: 'me' }])('is not set by %o', async (body) => {
    expect(await set(body)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });
});
