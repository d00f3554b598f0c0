import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toItemId } from '../../../functions/domain/ids.ts';
import { maximumBodyBytes } from '../../../functions/handlers/http/json-body.ts';
import { createItemsStore } from '../../../functions/stores/items-store.ts';
import { sentLine, sentOrder, sentReturn } from '../../support/contract-samples.ts';
import { type SentRequest, type StartedHandlers, startHandlers } from '../../support/http-handlers.ts';

let stage: StartedHandlers;
beforeAll(async () => {
  stage = await startHandlers();
});
afterAll(() => stage.stop());

const post = (body: unknown, over: Partial<SentRequest> = {}) =>
  stage.call({ routeKey: 'POST /v1/orders', scopes: 'ingest', body, ...over });

describe('POST /v1/orders', () => {
  it('stores good orders though others are bad, and says of each what became of it, in their order', async () => {
    const orders = [
      sentOrder({ orderId: 'mixed-1' }),
      sentOrder({ orderId: 'mixed-2', gift: true, lines: [sentLine({ quantity: 0 })] }),
      'no order',
      sentOrder({ orderId: 'mixed-1', customerId: 'bob', updatedAt: '2024-05-31T10:00:00Z' }),
      sentOrder({ orderId: 'mixed-3', currency: 'USD' }),
      sentOrder({ orderId: 'mixed-4' }),
      sentOrder({ orderId: 17 }),
    ];

    const first = await post({ orders });
    const second = await post({ orders: [sentOrder({ orderId: 'mixed-1' }), sentOrder({ orderId: 'mixed-4' })] });

    expect(first).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: {
        accepted: 2,
        unchanged: 0,
        rejected: [
          {
            index: 1,
            orderId: 'mixed-2',
            code: 'order.invalid',
            issues: [
              { path: 'lines[0].quantity', message: 'is 0; needed is a whole number from 1 to 1,000,000' },
              { path: 'gift', message: expect.stringContaining('unknown field') },
            ],
          },
          { index: 2, code: 'order.invalid', issues: [{ path: '', message: 'is "no order"; needed is an object' }] },
          {
            index: 3,
            orderId: 'mixed-1',
            code: 'order.customer-changed',
            issues: [expect.objectContaining({ path: 'customerId' })],
          },
          {
            index: 4,
            orderId: 'mixed-3',
            code: 'order.currency',
            issues: [{ path: 'currency', message: 'is "USD"; this shop takes orders in "EUR" only' }],
          },
          { index: 6, code: 'order.invalid', issues: [expect.objectContaining({ path: 'orderId' })] },
        ],
      },
    });
    expect(second.body).toEqual({ accepted: 0, unchanged: 2, rejected: [] });
  });

  it('takes 500 entries in one call, and none', async () => {
    const orders = Array.from({ length: 500 }, () => sentOrder({ currency: 'USD' }));

    expect(await post({ orders })).toMatchObject({ status: 200, body: { accepted: 0, rejected: { length: 500 } } });
    expect(await post({ orders: [] })).toMatchObject({ status: 200, body: { accepted: 0, rejected: [] } });
  });

  it('takes bodies in base64, with a byte order mark, and of a JSON type by another name', async () => {
    const text = `\ufeff${JSON.stringify({ orders: [sentOrder({ orderId: 'encoded', coupon: 'Ä' })] })}`;
    const { handler } = await import('../../../functions/handlers/ingest.ts');
    const { callHandler, gatewayEvent } = await import('../../support/http-handlers.ts');
    const event = gatewayEvent({
      routeKey: 'POST /v1/orders',
      scopes: 'ingest',
      body: Buffer.from(text).toString('base64'),
      headers: { 'content-type': 'application/vnd.shop+json; charset="UTF-8"' },
    });

    expect(await callHandler(handler, { ...event, isBase64Encoded: true })).toMatchObject({ body: { accepted: 1 } });
  });
});

describe('a body that is not of the form a call takes', () => {
  it.each([
    ['no orders', {}, [['orders', 'is missing; needed is a list of 0 to 500']]],
    ['a list', [], [['', 'is a list of 0; needed is an object']]],
    ['another field', { orders: [], dryRun: true }, [['dryRun', 'unknown field; known are orders']]],
    ['an object for the list', { orders: {} }, [['orders', 'is an object; needed is a list of 0 to 500']]],
    [
      '501 orders',
      { orders: Array.from({ length: 501 }, () => sentOrder()) },
      [['orders', 'is a list of 501; needed is a list of 0 to 500']],
    ],
  ])('is a 400 that names the place: %s', async (_name, body, issues) => {
    const answer = await post(body);

    expect(answer.status).toBe(400);
    expect(answer.headers).toEqual({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
    expect(answer.body).toEqual({
      type: 'urn:holdfast:problem:request.invalid',
      title: 'The body is not of the form the call takes',
      status: 400,
      code: 'request.invalid',
      detail: expect.any(String),
      issues: issues.map(([path, message]) => ({ path, message })),
    });
  });

  it.each([
    ['cut off', '{"orders":['],
    ['empty', ''],
    ['of two values', '{} {}'],
    ['a number that JSON has not', '{"orders":NaN}'],
  ])('is a 400 when it is no JSON: %s', async (_name, body) => {
    expect(await post(body)).toMatchObject({
      status: 400,
      body: { code: 'request.malformed-json', detail: expect.stringMatching(/^the body is not JSON: ./), issues: [] },
    });
  });

  it('is a 400 when it is not UTF-8', async () => {
    const { handler } = await import('../../../functions/handlers/ingest.ts');
    const { callHandler, gatewayEvent } = await import('../../support/http-handlers.ts');
    const body = Buffer.from([0x7b, 0xff, 0x7d]).toString('base64');
    const event = gatewayEvent({ routeKey: 'POST /v1/orders', scopes: 'ingest', body });

    expect(await callHandler(handler, { ...event, isBase64Encoded: true })).toMatchObject({
      status: 400,
      body: { code: 'request.malformed-json', detail: 'the body is not JSON: it is not UTF-8' },
    });
  });

  it.each([
    ['text', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a type that only begins like JSON', { 'content-type': 'application/jsonp' }],
    ['another charset', { 'content-type': 'application/json; charset=latin1' }],
    ['no type at all', { 'content-type': '' }],
    ['a compressed body', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
  ])('is a 415 when it is of another media type: %s', async (_name, headers) => {
    expect(await post({ orders: [] }, { headers })).toMatchObject({
      status: 415,
      body: { code: 'request.media-type', status: 415 },
    });
  });

  it('is a 413 above 5 MB, counted in bytes', async () => {
    const padded = (bytes: number) => {
      const frame = Buffer.byteLength('{"orders":[],"pad":""}');
      return `{"orders":[],"pad":"${'é'.repeat(Math.floor((bytes - frame) / 2))}${'e'.repeat((bytes - frame) % 2)}"}`;
    };

    expect(await post(padded(maximumBodyBytes))).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(await post(padded(maximumBodyBytes + 1))).toMatchObject({
      status: 413,
      body: {
        code: 'request.too-large',
        detail: 'the body has 5,242,881 bytes; at most 5,242,880 (5 MB) are taken, so send fewer at a time',
      },
    });
  });

  it('gets an answer that a function may give, however much is wrong with it', async () => {
    const line = { ['\u0001'.repeat(41)]: 1 };
    const orders = Array.from({ length: 500 }, () => ({ orderId: '\u0001'.repeat(129), lines: Array(20).fill(line) }));

    const answer = await post({ orders });

    expect(answer.body).toMatchObject({ accepted: 0, rejected: { length: 500 } });
    expect(Buffer.byteLength(JSON.stringify(answer.body))).toBeLessThan(6_000_000);
  });
});

describe('POST /v1/events', () => {
  it('stores returns and refuses what it does not know', async () => {
    const send = (events: unknown[]) => stage.call({ routeKey: 'POST /v1/events', scopes: 'ingest', body: { events } });
    const events = [
      sentReturn({ eventId: 'e-1' }),
      sentReturn({ eventId: 'e-2', type: 'applause' }),
      sentReturn({ eventId: 'e-3', quantity: 0 }),
    ];

    const answer = await send(events);

    expect(answer).toMatchObject({
      status: 200,
      body: {
        accepted: 1,
        unchanged: 0,
        rejected: [
          { index: 1, eventId: 'e-2', code: 'event.unknown-type' },
          { index: 2, eventId: 'e-3', code: 'event.invalid', issues: [{ path: 'quantity' }] },
        ],
      },
    });
    expect(await send(events.slice(0, 1))).toMatchObject({ body: { accepted: 0, unchanged: 1 } });
  });

  it('stores service events beside returns, each once', async () => {
    const send = (events: unknown[]) => stage.call({ routeKey: 'POST /v1/events', scopes: 'ingest', body: { events } });
    const of = { customerId: 'ann', occurredAt: '2024-05-31T09:30:00Z' };
    const opened = { ...of, eventId: 's-1', type: 'case', caseId: 'c', kind: 'complaint', step: 'opened' };

    expect(await send([opened, sentReturn({ eventId: 's-2' }), { ...opened, step: 'closed' }])).toMatchObject({
      body: { accepted: 2, rejected: [{ index: 2, code: 'event.invalid', issues: [{ path: 'step' }] }] },
    });
    expect(await send([opened])).toMatchObject({ body: { accepted: 0, unchanged: 1 } });
    expect(await send([{ ...opened, step: 'resolved' }])).toMatchObject({
      body: { rejected: [{ eventId: 's-1', code: 'event.different-content' }] },
    });
  });
});

describe('PUT /v1/items', () => {
  it('stores items of the catalogue', async () => {
    const items = [
      { itemId: 'mug', price: 2.55, category: 'Kitchen' },
      { itemId: 'cup', price: 'cheap' },
    ];

    expect(await stage.call({ routeKey: 'PUT /v1/items', scopes: 'admin', body: { items } })).toMatchObject({
      status: 200,
      body: { accepted: 1, rejected: [{ index: 1, itemId: 'cup', code: 'item.invalid', issues: [{ path: 'price' }] }] },
    });
  });

  const put = (items: unknown[], ifNoneMatch?: string) =>
    stage.call({
      routeKey: 'PUT /v1/items',
      scopes: 'ingest',
      body: { items },
      headers: { 'content-type': 'application/json', ...(ifNoneMatch && { 'if-none-match': ifNoneMatch }) },
    });
  const nameOf = async (itemId: string) => (await createItemsStore(stage.database).find(toItemId(itemId)))?.name;

  it('stores with If-None-Match: * only what the catalogue has not, the first of several', async () => {
    await put([{ itemId: 'jug', name: 'Chosen by the shop' }]);

    const answer = await put(
      [
        { itemId: 'jug', name: 'From a file' },
        { itemId: 'pan', name: 'First' },
        { itemId: 'pan', name: 'Second' },
      ],
      '*',
    );

    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, unchanged: 2, rejected: [] } });
    expect([await nameOf('jug'), await nameOf('pan')]).toEqual(['Chosen by the shop', 'First']);
  });

  it('refuses another value of that header and stores nothing', async () => {
    expect(await put([{ itemId: 'lid', name: 'Lid' }], '"v1"')).toMatchObject({
      status: 400,
      body: { code: 'request.header', detail: 'the header if-none-match is "\\"v1\\""; only * is taken' },
    });
    expect(await nameOf('lid')).toBeUndefined();
  });
});
