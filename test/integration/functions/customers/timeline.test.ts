import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CustomerTimelineView,
  customerTimelineSchema,
} from '../../../../functions/contracts/customer-timeline-view.ts';
import { toCustomerId } from '../../../../functions/domain/ids.ts';
import { createGroupChangesStore } from '../../../../functions/stores/history/group-changes-store.ts';
import { type Answered, type StartedHandlers, startHandlers } from '../../../support/http-handlers.ts';

let stage: StartedHandlers;

const order = (orderId: string, placedAt: string, over: object = {}) => ({
  orderId,
  customerId: 'ada',
  placedAt,
  currency: 'GBP',
  status: 'placed',
  lines: [
    { itemId: 'mug', quantity: 2, unitPrice: 4.5 },
    { itemId: 'tea', quantity: 1, unitPrice: 3, name: 'Green tea' },
  ],
  discount: 1,
  ...over,
});

beforeAll(async () => {
  stage = await startHandlers('GBP');
  const send = (
    routeKey: 'POST /v1/orders' | 'POST /v1/events' | 'PUT /v1/items' | 'PUT /v1/customers',
    body: object,
  ) => stage.call({ routeKey, scopes: 'ingest', body });
  const of = (eventId: string, occurredAt: string, over: object) => ({
    eventId,
    occurredAt,
    customerId: 'ada',
    ...over,
  });
  const step = (eventId: string, occurredAt: string, caseId: string, name: string) =>
    of(eventId, occurredAt, { type: 'case', caseId, kind: 'complaint', step: name, channel: 'phone' });
  await send('PUT /v1/items', { items: [{ itemId: 'mug', name: 'Blue mug' }] });
  await send('POST /v1/orders', {
    orders: [
      order('o1', '2024-01-05T10:00:00Z'),
      order('o2', '2024-02-05T10:00:00Z', { status: 'cancelled' }),
      order('b1', '2024-02-05T10:00:00Z', { customerId: 'bea' }),
    ],
  });
  const answer = await send('POST /v1/events', {
    events: [
      of('r1', '2024-01-20T10:00:00Z', { type: 'return', orderId: 'o1', itemId: 'mug', quantity: 1, reason: 'defect' }),
      of('s1', '2024-01-21T10:00:00Z', { type: 'rating', stars: 2, orderId: 'o1' }),
      step('c1', '2024-01-22T10:00:00Z', 'k1', 'opened'),
      step('c2', '2024-01-23T10:00:00Z', 'k1', 'answered'),
      step('c3', '2024-01-24T10:00:00Z', 'k1', 'resolved'),
      step('c4', '2024-01-25T10:00:00Z', 'k2', 'opened'),
      of('p1', '2024-01-26T10:00:00Z', { type: 'points', movement: 'spent', value: 2.5 }),
    ],
  });
  expect(answer.status).toBe(200);
  const groups = createGroupChangesStore(stage.database);
  const change = { kind: 'group', date: '2024-02-10', group: 'loyal', modelVersion: 'v' } as const;
  await groups.putAbsent(toCustomerId('ada'), change);
  await groups.putAbsent(toCustomerId('bea'), change);
  await send('PUT /v1/customers', {
    customers: [{ customerId: 'bea', objection: true }],
  });
});
afterAll(() => stage.stop());

const ask = (customerId: string, query: Readonly<Record<string, string>> = {}): Promise<Answered> =>
  stage.call({
    routeKey: 'GET /v1/customers/{customerId}/timeline',
    scopes: 'service',
    path: { customerId },
    query,
  });
const timeline = async (customerId: string, query?: Readonly<Record<string, string>>): Promise<CustomerTimelineView> =>
  customerTimelineSchema.parse((await ask(customerId, query)).body);

describe('a customer’s timeline', () => {
  it('tells what happened, newest first, with the names of the catalogue and cases made of their steps', async () => {
    const { entries, openCases, entryCount, nextCursor } = await timeline('ada');
    expect(entries).toEqual([
      { type: 'group', at: '2024-02-10T00:00:00.000Z', group: 'loyal' },
      expect.objectContaining({ type: 'order', orderId: 'o2', isCancelled: true }),
      expect.objectContaining({ type: 'event', event: 'points', details: { value: -2.5 } }),
      expect.objectContaining({ type: 'case', case: expect.objectContaining({ caseId: 'k2', isOpen: true }) }),
      {
        type: 'case',
        at: '2024-01-22T10:00:00.000Z',
        case: {
          caseId: 'k1',
          kind: 'complaint',
          openedAt: '2024-01-22T10:00:00.000Z',
          answeredAt: '2024-01-23T10:00:00.000Z',
          resolvedAt: '2024-01-24T10:00:00.000Z',
          isOpen: false,
          channel: 'phone',
        },
      },
      { type: 'event', at: '2024-01-21T10:00:00.000Z', event: 'rating', orderId: 'o1', details: { stars: 2 } },
      {
        type: 'return',
        at: '2024-01-20T10:00:00.000Z',
        itemId: 'mug',
        name: 'Blue mug',
        quantity: 1,
        orderId: 'o1',
        reason: 'defect',
      },
      {
        type: 'order',
        at: '2024-01-05T10:00:00.000Z',
        orderId: 'o1',
        isCancelled: false,
        currency: 'GBP',
        value: 11,
        lines: [
          { itemId: 'mug', name: 'Blue mug', quantity: 2, returnedQuantity: 0 },
          { itemId: 'tea', name: 'Green tea', quantity: 1, returnedQuantity: 0 },
        ],
      },
    ]);
    expect(openCases.map(({ caseId }) => caseId)).toEqual(['k2']);
    expect(entryCount).toBe(8);
    expect(nextCursor).toBeUndefined();
  });

  it('is turned over page by page, open cases on each', async () => {
    const whole = await timeline('ada');
    const seen: CustomerTimelineView['entries'] = [];
    let cursor: string | undefined;
    do {
      const page = await timeline('ada', { limit: '3', ...(cursor === undefined ? {} : { cursor }) });
      expect(page.openCases).toEqual(whole.openCases);
      seen.push(...page.entries);
      cursor = page.nextCursor;
    } while (cursor !== undefined && seen.length < 100);
    expect(seen).toEqual(whole.entries);
  });

  it('has facts and no groups of who objects to being profiled', async () => {
    expect((await timeline('bea')).entries.map(({ type }) => type)).toEqual(['order']);
  });

  it('refuses what is not allowed, and does not know a stranger', async () => {
    expect(await ask('nobody')).toMatchObject({ status: 404, body: { code: 'customer.unknown' } });
    const refused: readonly Record<string, string>[] = [
      { limit: '0' },
      { limit: '101' },
      { cursor: 'made-up' },
      { page: '2' },
    ];
    for (const query of refused) {
      expect(await ask('ada', query)).toMatchObject({ status: 400, body: { code: 'request.query' } });
    }
  });
});
