import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recommendationReportSchema } from '../../../functions/contracts/recommendation-report-view.ts';
import { encodeRecommendationId } from '../../../functions/domain/attribution/recommendation-id.ts';
import { createAttributionCollector } from '../../../functions/flows/attribution/attribution-collector.ts';
import { createHistoryStore } from '../../../functions/stores/history/history-store.ts';
import { createRecommendationReportStore } from '../../../functions/stores/models/recommendation-report-store.ts';
import { physicalTableName } from '../../../functions/stores/tables.ts';
import { type Answered, type StartedHandlers, startHandlers } from '../../support/http-handlers.ts';

let stage: StartedHandlers;
beforeAll(async () => {
  stage = await startHandlers();
});
afterAll(() => stage.stop());

// Relative to the clock, as the handlers take nothing from after tomorrow.
const answeredAt = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000).toISOString();
const clickedAt = new Date(Date.parse(answeredAt) + 60_000).toISOString();
const placedAt = new Date(Date.parse(answeredAt) + 120_000).toISOString();
const idOf = (isUnpersonalised: boolean, placement = 'cart'): string =>
  encodeRecommendationId({
    kind: 'together',
    subject: 'jug',
    placement,
    scoringVersion: 1,
    isUnpersonalised,
    answeredAt,
  });

const clickOf = (eventId: string, fields: Readonly<Record<string, unknown>> = {}) => ({
  type: 'recommendation-click',
  eventId,
  occurredAt: clickedAt,
  recommendationId: idOf(false),
  itemId: 'mug',
  ...fields,
});
const viewOf = (eventId: string, fields: Readonly<Record<string, unknown>> = {}) => ({
  type: 'item-view',
  eventId,
  occurredAt: clickedAt,
  itemId: 'mug',
  ...fields,
});

const send = (scopes: string, ...events: readonly unknown[]): Promise<Answered> =>
  stage.call({ routeKey: 'POST /v1/events', scopes, body: { events } });

async function rowsOf(partition: string): Promise<readonly Record<string, unknown>[]> {
  const answer = await stage.database.documents.send(
    new QueryCommand({
      TableName: physicalTableName(stage.database.stackName, 'history'),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': partition },
    }),
  );
  return answer.Items ?? [];
}

describe('a click', () => {
  it('of a storefront is stored once, without who clicked, and expires', async () => {
    const click = clickOf('click-1', { visitorId: 'v-1', customerId: 'ann' });

    const answers = [await send('storefront', click, click), await send('storefront', click)];

    expect(answers.map(({ body }) => body)).toEqual([
      { accepted: 1, unchanged: 1, rejected: [] },
      { accepted: 0, unchanged: 1, rejected: [] },
    ]);
    const row = {
      pk: `clicks#${clickedAt.slice(0, 10)}`,
      sk: 'click#click-1',
      kind: 'click',
      eventId: 'click-1',
      occurredAt: clickedAt,
      recommendationId: idOf(false),
      itemId: 'mug',
      expiresAtEpochSeconds: Math.floor(Date.parse(clickedAt) / 1000) + 180 * 86_400,
    };
    expect(await rowsOf(row.pk)).toEqual([row]);
  });

  it('of the same id with another content is rejected', async () => {
    await send('storefront', clickOf('click-2'));

    expect((await send('storefront', clickOf('click-2', { itemId: 'cup' }))).body).toMatchObject({
      accepted: 0,
      rejected: [{ index: 0, eventId: 'click-2', code: 'event.different-content' }],
    });
  });

  it('of an id that is none of ours is rejected, and its neighbours are stored', async () => {
    const answer = await send('storefront', clickOf('click-3', { recommendationId: 'RID-17' }), clickOf('click-4'));

    expect(answer.body).toMatchObject({
      accepted: 1,
      rejected: [{ index: 0, code: 'event.invalid', issues: [{ path: 'recommendationId' }] }],
    });
  });
});

describe('a storefront key', () => {
  it('may send no other event, and is told so for each', async () => {
    const goods = {
      type: 'return',
      eventId: 'r-1',
      occurredAt: clickedAt,
      customerId: 'ann',
      itemId: 'mug',
      quantity: 1,
    };

    expect((await send('storefront', goods, clickOf('click-5'))).body).toMatchObject({
      accepted: 1,
      rejected: [{ index: 0, eventId: 'r-1', code: 'access.event-type' }],
    });
    expect(await rowsOf('customer#ann')).toEqual([]);
    expect((await send('ingest', goods)).body).toMatchObject({ accepted: 1 });
  });

  it('cannot write views of customers', async () => {
    expect((await send('storefront', viewOf('view-1', { customerId: 'bob' }))).body).toMatchObject({ accepted: 1 });
    expect(await rowsOf('views#bob')).toEqual([]);
  });
});

describe('a view', () => {
  it('of a known customer lies apart from the orders and goes with an erasure', async () => {
    const view = viewOf('view-2', { customerId: 'cem' });
    const answers = [
      await send('ingest', view),
      await send('ingest', view),
      await send('ingest', { ...view, itemId: 'x' }),
    ];

    expect(answers.map(({ body }) => body)).toMatchObject([
      { accepted: 1 },
      { unchanged: 1 },
      { rejected: [{ code: 'event.different-content' }] },
    ]);
    expect(await rowsOf('views#cem')).toMatchObject([
      { sk: `view#${clickedAt}#view-2`, kind: 'view', itemId: 'mug', expiresAtEpochSeconds: expect.any(Number) },
    ]);
    expect(await rowsOf('customer#cem')).toEqual([]);

    await stage.call({ routeKey: 'DELETE /v1/customers/{customerId}', scopes: 'admin', path: { customerId: 'cem' } });
    expect(await rowsOf('views#cem')).toEqual([]);
  });

  it('of nobody known is taken and not kept', async () => {
    expect((await send('storefront', viewOf('view-3', { visitorId: 'v-1' }))).body).toMatchObject({ accepted: 1 });
    expect((await send('ingest', viewOf('view-4'))).body).toMatchObject({ accepted: 1 });
    expect(await rowsOf('views#undefined')).toEqual([]);
  });
});

describe('the report', () => {
  const read = (routeKey: 'GET /v1/reports/recommendations' | 'GET /v1/reports/recommendations.csv') =>
    stage.call({ routeKey, scopes: 'marketer' });

  it('has no rows before the first night', async () => {
    const { status, body } = await read('GET /v1/reports/recommendations');

    expect(status).toBe(200);
    expect(recommendationReportSchema.parse(body)).toEqual({
      currency: 'EUR',
      rows: [],
      comparisons: [],
      leftOutRows: 0,
      meanings: expect.objectContaining({ clicks: 'Clicks on items of these lists.' }),
    });
  });

  it('is made of a scan that sees clicks and orders, while other scans see no click', async () => {
    await send(
      'storefront',
      ...['c-1', 'c-2', 'c-3'].map((id) => clickOf(id, { recommendationId: idOf(false, '-cmd') })),
    );
    await send('storefront', clickOf('c-4', { recommendationId: idOf(true, '-cmd') }));
    const line = { itemId: 'mug', quantity: 2, unitPrice: 2.55, recommendationId: idOf(false, '-cmd') };
    const order = { orderId: 'o-1', customerId: 'dan', placedAt, status: 'placed', currency: 'EUR', lines: [line] };
    expect(
      (await stage.call({ routeKey: 'POST /v1/orders', scopes: 'ingest', body: { orders: [order] } })).body,
    ).toMatchObject({ accepted: 1 });
    const [history, reports] = [createHistoryStore(stage.database), createRecommendationReportStore(stage.database)];
    const seen = await reports.readRevision();

    const collector = createAttributionCollector();
    for (const segment of [0, 1, 2]) {
      for await (const { partition, fact } of history.scanAllFacts(segment, 3)) {
        expect(partition === undefined).toBe(fact.kind === 'click');
        if (fact.kind === 'click') collector.addClick(fact);
        if (fact.kind === 'order') collector.addOrder(fact);
      }
    }
    const kinds = new Set<string>();
    for await (const { fact } of history.scanFacts(0, 1)) kinds.add(fact.kind);
    const asOf = new Date().toISOString();
    const report = collector.finish(asOf);

    expect([...kinds].sort()).toEqual(['order', 'return']);
    expect([await reports.put(report, seen), await reports.put(report, seen)]).toEqual([true, false]);
    expect(await reports.find()).toEqual(report);
    const { body } = await read('GET /v1/reports/recommendations');
    const view = recommendationReportSchema.parse(body);
    expect(view.rows.find(({ placement, unpersonalised }) => placement === '-cmd' && !unpersonalised)).toEqual({
      kind: 'together',
      placement: '-cmd',
      scoringVersion: 1,
      unpersonalised: false,
      clicks: 3,
      clickedAnswers: 1,
      orders: 1,
      lines: 1,
      netRevenue: 5.1,
      attachRate: 0.3333,
    });
    // 3 clicks in 98% of the slots to 1 in 2%: 3 / 49.
    expect(view.comparisons.find(({ placement }) => placement === '-cmd')).toMatchObject({
      clicks: 3,
      baseClicks: 1,
      relativeClickRate: 0.0612,
      explanation: expect.stringContaining('0.06 times as often as the plain list'),
    });
    expect(view.comparisons.find(({ placement }) => placement === 'cart')).toMatchObject({
      relativeClickRate: null,
      reason: 'no-clicks-to-compare-with',
    });
  });

  it('comes as a table in which no cell is a formula', async () => {
    const { status, headers, body } = await read('GET /v1/reports/recommendations.csv');

    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const lines = String(body).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^kind,placement,scoringVersion,.*,asOf$/);
    expect(lines.filter((text) => text.includes("together,'-cmd,1,"))).toHaveLength(2);
    expect(lines.slice(1).join('\n')).not.toMatch(/(^|,)[=+\-@]/m);
  });
});

describe('the row of the report', () => {
  it('is one, under its fence', async () => {
    const answer = await stage.database.documents.send(
      new GetCommand({
        TableName: physicalTableName(stage.database.stackName, 'models'),
        Key: { pk: 'recommendation-report', sk: 'current' },
      }),
    );

    expect(answer.Item).toMatchObject({ revision: 1, leftOutRowCount: 0 });
  });
});
