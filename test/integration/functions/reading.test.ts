import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerSchema } from '../../../functions/contracts/customer-view.ts';
import { toCustomerId, toItemId } from '../../../functions/domain/ids.ts';
import { type SentRequest, type StartedHandlers, startHandlers } from '../../support/http-handlers.ts';
import { orderOf } from '../../support/orders.ts';
import { shopOn, streamOrder } from '../../support/shop.ts';

let stage: StartedHandlers;
beforeAll(async () => {
  stage = await startHandlers('GBP');
  const shop = shopOn(stage.database);
  await streamOrder(shop, orderOf('o-1', ['mug', 'saucer', 'a/b'], { customerId: 'ann' }));
  await streamOrder(shop, orderOf('o-2', ['mug', 'saucer'], { customerId: 'bob/1' }));
  await shop.items.put({ itemId: toItemId('listed'), category: 'Kitchen' });
});
afterAll(() => stage.stop());

const recommendations = (itemId: string, over: Partial<SentRequest> = {}) =>
  stage.call({
    routeKey: 'GET /v1/items/{itemId}/recommendations',
    scopes: 'storefront',
    path: { itemId },
    ...over,
  });

describe('GET /v1/items/{itemId}/recommendations', () => {
  it('tells a storefront key rank and reason without counts, kept by the browser alone', async () => {
    const answer = await recommendations('mug');

    expect(answer).toEqual({
      status: 200,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'private, max-age=60',
        vary: 'authorization',
        etag: expect.stringMatching(/^"[\w-]{22}"$/),
      },
      body: {
        itemId: 'mug',
        known: true,
        kind: 'together',
        source: 'item',
        recommendationId: expect.stringMatching(/^r1\.t0\w+\.\w+\.\.pmug$/),
        recommendations: [
          {
            itemId: 'saucer',
            rank: 1,
            source: 'item',
            reasonCode: 'bought-together',
            reason: 'bought together with this item',
          },
          {
            itemId: 'a/b',
            rank: 2,
            source: 'item',
            reasonCode: 'bought-together',
            reason: 'bought together with this item',
          },
        ],
      },
    });
  });

  it.each(['marketer', 'service', 'admin', 'storefront,service'])('tells a key of %s the counts', async (scopes) => {
    const answer = await recommendations('mug', { scopes, query: { limit: '1' } });

    expect(answer.body).toMatchObject({
      recommendations: [
        {
          itemId: 'saucer',
          rank: 1,
          score: expect.any(Number),
          baskets: 2,
          confidence: 1,
          reason: expect.stringMatching(/^in 2 of 2 orders with this item/),
        },
      ],
    });
  });

  it('takes ids that do not fit into a path or a list encoded', async () => {
    const encoded = `~${Buffer.from('a/b').toString('base64url')}`;

    expect(await recommendations(encoded)).toMatchObject({ body: { itemId: 'a/b', known: true } });
    expect(await recommendations('mug', { query: { exclude: `saucer,${encoded}` } })).not.toMatchObject({
      body: { source: 'item' },
    });
  });

  it('answers for an item it does not know, and says so', async () => {
    expect(await recommendations('nothing')).toMatchObject({ status: 200, body: { itemId: 'nothing', known: false } });
    expect(await recommendations('listed')).toMatchObject({ status: 200, body: { itemId: 'listed', known: true } });
  });

  it.each([
    [
      'an unknown parameter',
      { colour: 'red' },
      'colour',
      'unknown parameter; known are kind, limit, fill, exclude, inStock, category, minPrice, maxPrice, pinned, buried, diversity, expand, visitorId, placement',
    ],
    ['a limit above 50', { limit: '51' }, 'limit', 'is "51"; needed is a whole number from 1 to 50'],
  ])('refuses %s with a 400', async (_name, query, path, message) => {
    expect(await recommendations('mug', { query })).toMatchObject({
      status: 400,
      body: { code: 'request.query', detail: `${path} ${message}`, issues: [{ path, message }] },
    });
  });

  it('refuses an id that is none with a 400', async () => {
    expect(await recommendations('~!')).toMatchObject({ status: 400, body: { code: 'request.path' } });
  });
});

describe('GET /v1/customers/{customerId}', () => {
  const customer = (customerId: string) =>
    stage.call({ routeKey: 'GET /v1/customers/{customerId}', scopes: 'marketer', path: { customerId } });

  it('tells what a customer’s orders add up to, money in major units', async () => {
    const answer = await customer('ann');

    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.body).toEqual({
      customerId: 'ann',
      orders: 1,
      cancelledOrders: 0,
      purchaseDays: 1,
      firstPlacedAt: '2026-03-01T10:00:00.000Z',
      lastPlacedAt: '2026-03-01T10:00:00.000Z',
      currency: 'GBP',
      netSpend: 3,
      grossSpend: 3,
      returnedUnits: 0,
      unmatchedReturnedUnits: 0,
      distinctItems: 3,
      itemsBought: ['a/b', 'mug', 'saucer'],
      otherCurrencyOrders: 0,
      asOf: expect.any(String),
      oversized: false,
      activity: expect.objectContaining({ firstPurchaseDay: '2026-03-01', categoryCount: 0 }),
      profiling: 'allowed',
      group: { current: null, whenRead: expect.any(String) },
      model: expect.objectContaining({ version: null, status: 'not-made-yet' }),
      standing: expect.objectContaining({ probabilityAlive: null, silence: expect.any(String) }),
      notKnown: expect.objectContaining({ 'standing.probabilityAlive': expect.stringMatching(/^no night has run/) }),
      notes: [],
      definitions: expect.objectContaining({ netSpend: expect.anything() }),
    });
    expect(customerSchema.parse(answer.body)).toEqual(answer.body);
  });

  it('takes an encoded id', async () => {
    expect(await customer(`~${Buffer.from('bob/1').toString('base64url')}`)).toMatchObject({
      body: { customerId: 'bob/1', netSpend: 2 },
    });
  });

  it('gives facts alone from the moment a customer objects, and the rest again once they do not', async () => {
    const customerId = toCustomerId('bob/1');
    const { profiles } = shopOn(stage.database);
    const path = `~${Buffer.from(customerId).toString('base64url')}`;
    await profiles.put({ customerId, objection: true });

    const objected = await customer(path);
    await profiles.put({ customerId });
    const allowed = await customer(path);

    expect(objected).toMatchObject({ status: 200, body: { profiling: 'objected', orders: 1, netSpend: 2 } });
    for (const name of ['group', 'model', 'standing', 'notKnown']) expect(objected.body).not.toHaveProperty(name);
    expect(allowed).toMatchObject({ body: { profiling: 'allowed', standing: { isGone: false } } });
  });

  it('is a 404 for a customer who never ordered', async () => {
    expect(await customer('carol')).toMatchObject({
      status: 404,
      body: { code: 'customer.unknown', detail: 'customer "carol" has no order or return yet' },
    });
  });
});

describe('what is open to everyone', () => {
  it('is the health', async () => {
    expect(await stage.call({ routeKey: 'GET /v1/health' })).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { status: 'ok' },
    });
  });

  it('is the contract, in the currency of the stage', async () => {
    const answer = await stage.call({ routeKey: 'GET /v1/openapi.json' });

    expect(answer).toMatchObject({ status: 200, body: { openapi: '3.1.0' } });
    expect(JSON.stringify(answer.body)).toContain('an amount in GBP of 0 or more with at most 2 decimals');
  });

  it('is our 404', async () => {
    expect(await stage.call({ routeKey: '$default' })).toMatchObject({ status: 404, body: { code: 'route.unknown' } });
  });
});
