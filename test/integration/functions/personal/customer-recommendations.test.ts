import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personalRecommendationsSchema } from '../../../../functions/contracts/personal-view.ts';
import { rankBestSellers } from '../../../../functions/domain/copurchase/best-sellers.ts';
import { customerPartition } from '../../../../functions/domain/fact-partition.ts';
import { toCustomerId, toItemId } from '../../../../functions/domain/ids.ts';
import { eraseCustomer } from '../../../../functions/flows/erase-customer.ts';
import { createErasureStore } from '../../../../functions/stores/history/erasure-store.ts';
import { type SentRequest, type StartedHandlers, startHandlers } from '../../../support/http-handlers.ts';
import { orderOf } from '../../../support/orders.ts';
import { type Shop, shopOn, streamOrder } from '../../../support/shop.ts';

let stage: StartedHandlers;
let shop: Shop;

/** The shop stands at 1 April 2026, after an import of old orders. */
const asOf = '2026-04-01T10:00:00.000Z';

beforeAll(async () => {
  stage = await startHandlers('GBP');
  shop = shopOn(stage.database, new Date(asOf));
  await shop.program.putClock({ mode: 'data', asOf });
  await shop.items.put({ itemId: toItemId('kettle'), name: 'Copper Kettle', category: 'Kitchen' });
  await shop.items.put({ itemId: toItemId('saucer'), name: 'Saucer', category: 'Kitchen', priceMinor: 250, stock: 0 });
  await shop.items.put({ itemId: toItemId('coffee'), name: 'Coffee', priceMinor: 900 });
  const baskets: readonly (readonly string[])[] = [
    ['kettle', 'teapot', 'saucer'],
    ['kettle', 'teapot'],
    ['kettle', 'teapot'],
    ['kettle', 'saucer'],
    ['lamp', 'bulb'],
  ];
  for (const [place, items] of baskets.entries()) await streamOrder(shop, orderOf(`g-${place}`, items));
  await streamOrder(shop, orderOf('a-1', ['kettle'], { customerId: 'ann', placedAt: '2026-03-03T10:00:00.000Z' }));
  for (const [place, day] of ['2026-01-01', '2026-01-31', '2026-03-02'].entries()) {
    const placedAt = `${day}T10:00:00.000Z`;
    await streamOrder(shop, orderOf(`b-${place}`, ['coffee'], { customerId: 'bob/1', placedAt }));
  }
  const counts = await shop.recommendations.readBasketCounts(['kettle', 'teapot', 'lamp'].map(toItemId));
  await shop.recommendations.putBestSellers('shop', rankBestSellers(counts, asOf), undefined, new Date(asOf));
  await shop.relations.put(
    {
      kind: 'rebuy',
      asOf,
      row: { itemId: toItemId('coffee'), buyerCount: 10, rebuyerCount: 6, gapShape: 3, gapScaleDays: 40 },
    },
    undefined,
    new Date(asOf),
  );
});
afterAll(() => stage.stop());

const list = async (customerId: string, query: Record<string, string> = {}, over: Partial<SentRequest> = {}) => {
  const answer = await stage.call({
    routeKey: 'GET /v1/customers/{customerId}/recommendations',
    scopes: 'service',
    path: { customerId },
    query,
    ...over,
  });
  if (answer.status === 200) expect(personalRecommendationsSchema.safeParse(answer.body).error).toBeUndefined();
  return answer;
};
const put = (customers: readonly unknown[]) =>
  stage.call({ routeKey: 'PUT /v1/customers', scopes: 'ingest', body: { customers } });
const bob = `~${Buffer.from('bob/1').toString('base64url')}`;

describe('GET /v1/customers/{customerId}/recommendations?kind=for-you', () => {
  it('names what goes with what the customer bought, and why, and never what they own', async () => {
    const answer = await list('ann', { fill: 'false' });

    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.body).toMatchObject({
      customerId: 'ann',
      known: true,
      kind: 'for-you',
      asOf: '2026-04-01',
      source: 'customer',
      recommendationId: expect.stringMatching(/^r1\.y0/),
      recommendations: [
        {
          itemId: 'teapot',
          rank: 1,
          source: 'customer',
          reasonCode: 'bought-together',
          becauseOf: 'kettle',
          boughtOn: '2026-03-03',
          reason: expect.stringMatching(
            /^often bought with "Copper Kettle", which you bought on 3 March 2026: in 3 of 5 orders with it/,
          ),
        },
        { itemId: 'saucer', rank: 2 },
      ],
    });
  });

  it('fills a short list with best-sellers that say so, in stock and with the catalogue’s words where asked', async () => {
    const { body } = await list('ann', { inStock: 'true', expand: 'item' });

    expect(body).toMatchObject({
      source: 'customer',
      recommendations: [
        { itemId: 'teapot', source: 'customer' },
        { itemId: 'lamp', source: 'shop', reasonCode: 'shop-best-seller' },
      ],
    });
  });

  it('names owned items only where it is told to', async () => {
    const names = async (query: Record<string, string>) => JSON.stringify((await list('ann', query)).body);

    expect(await names({})).not.toContain('"itemId":"kettle"');
    expect(await names({ excludeOwned: 'false' })).toContain('"itemId":"kettle"');
  });

  it('leaves out what was bought long before the 30 items that speak', async () => {
    const customerId = 'hoarder';
    await streamOrder(shop, orderOf('h-1', ['teapot'], { customerId, placedAt: '2025-01-01T10:00:00.000Z' }));
    const many = Array.from({ length: 30 }, (_, place) => `thing-${place}`);
    await streamOrder(shop, orderOf('h-2', many, { customerId, placedAt: '2025-06-01T10:00:00.000Z' }));
    await streamOrder(shop, orderOf('h-3', ['kettle'], { customerId, placedAt: '2026-03-01T10:00:00.000Z' }));

    expect((await list(customerId, { limit: '1' })).body).toMatchObject({
      recommendations: [{ itemId: 'saucer', becauseOf: 'kettle' }],
    });
  });

  it('counts what was looked at only with a weight', async () => {
    expect((await list('nobody', { viewed: 'lamp' })).body).toMatchObject({ source: 'shop' });
    expect((await list('nobody', { viewed: 'lamp', viewWeight: '0.5', limit: '1' })).body).toMatchObject({
      known: false,
      source: 'customer',
      recommendations: [{ itemId: 'bulb', becauseOf: 'lamp', reason: expect.stringContaining('which you looked at') }],
    });
  });

  it('answers for a customer nobody knows with best-sellers of the shop', async () => {
    const { status, body } = await list('nobody');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      known: false,
      source: 'shop',
      recommendations: [{ itemId: 'kettle', source: 'shop' }, {}, {}],
    });
  });
});

describe('GET /v1/customers/{customerId}/recommendations?kind=buy-again', () => {
  it('names what is due, when, and from which purchases', async () => {
    const { body } = await list(bob, { kind: 'buy-again', expand: 'item' });

    // (40 + 60) / (3 + 2 - 1) = 25 days after 2 March.
    expect(body).toEqual({
      customerId: 'bob/1',
      known: true,
      kind: 'buy-again',
      asOf: '2026-04-01',
      source: 'customer',
      recommendationId: expect.stringMatching(/^r1\.a0/),
      recommendations: [
        {
          itemId: 'coffee',
          rank: 1,
          source: 'customer',
          score: expect.any(Number),
          reasonCode: 'buy-again',
          state: 'due',
          purchaseDays: 3,
          lastBoughtOn: '2026-03-02',
          dueOn: '2026-03-27',
          daysLate: 5,
          expectedGapDays: 25,
          reason: 'bought 3 times, about every 25 days; last on 2 March 2026, due for 5 days',
          item: { name: 'Coffee', price: 9 },
        },
      ],
    });
  });

  it.each([
    ['nobody', 'unknown-customer', {}],
    ['ann', 'nothing-due', {}],
    [bob, 'nothing-left', { exclude: 'coffee' }],
  ])('says why a list is empty: %s, %s', async (customerId, reasonCode, query) => {
    const { status, body } = await list(customerId, { kind: 'buy-again', ...query });

    expect(status).toBe(200);
    expect(body).toMatchObject({ source: 'none', reasonCode, reason: expect.any(String), recommendations: [] });
  });

  it.each([
    [{ kind: 'buy-again', viewed: 'lamp' }, 'viewed', /unknown parameter of buy-again; known are kind, limit/],
    [{ kind: 'again' }, 'kind', /needed is "for-you" or "buy-again"/],
    [{ limit: '0' }, 'limit', /from 1 to 50/],
    [{ viewWeight: '2' }, 'viewWeight', /from 0 to 1/],
    [{ visitorId: 'v' }, 'visitorId', /unknown parameter/],
  ])('refuses %o with a 400', async (query, path, message) => {
    expect(await list('ann', query)).toMatchObject({
      status: 400,
      body: { code: 'request.query', issues: [{ path, message: expect.stringMatching(message) }] },
    });
  });

  it.each([undefined, 'storefront', 'ingest'])('is closed to a key of %s', async (scopes) => {
    expect(await list('ann', {}, { ...(scopes === undefined ? {} : { scopes }), query: {} })).toMatchObject(
      scopes === undefined ? { status: 200 } : { status: 403 },
    );
  });
});

describe('PUT /v1/customers', () => {
  const whole = {
    customerId: 'cy',
    consent: { email: true, push: false },
    objection: false,
    email: 'cy+shop@example.com',
    birthday: '1984-02-29',
    region: 'Tyrol',
    ageBand: '40-49',
    sex: 'other',
    locale: 'de-CH',
    timeZone: 'Europe/Vienna',
    test: true,
    acquisitionChannel: 'search',
  };

  it('keeps a profile as it was sent, in place of the one before', async () => {
    expect((await put([whole])).body).toEqual({ accepted: 1, unchanged: 0, rejected: [] });
    expect(await shop.profiles.find(toCustomerId('cy'))).toEqual(whole);

    await put([{ customerId: 'cy' }]);
    expect(await shop.profiles.find(toCustomerId('cy'))).toEqual({ customerId: 'cy' });
  });

  it('takes the last of several of one customer', async () => {
    expect(
      (
        await put([
          { customerId: 'cy', region: 'a' },
          { customerId: 'cy', region: 'b' },
        ])
      ).body,
    ).toMatchObject({ accepted: 2 });
    expect(await shop.profiles.find(toCustomerId('cy'))).toEqual({ customerId: 'cy', region: 'b' });
  });

  it('refuses what is wrong, by name, and stores the good', async () => {
    const bad = {
      customerId: 'dee',
      consent: { fax: true },
      email: 'dee@example.com, eve@example.com',
      birthday: '2026-02-30',
      locale: 'de_CH!',
      timeZone: 'Mars',
      sex: 'f',
      name: 'D',
    };

    const { body } = await put([bad, { customerId: 'eve' }]);

    expect(body).toMatchObject({ accepted: 1, rejected: [{ index: 0, customerId: 'dee', code: 'customer.invalid' }] });
    expect(
      JSON.stringify(body)
        .match(/"path":"([\w.]+)"/g)
        ?.sort(),
    ).toEqual(
      ['birthday', 'consent.fax', 'email', 'locale', 'name', 'sex', 'timeZone'].map((path) => `"path":"${path}"`),
    );
  });

  it('makes no list for a customer who objects, from that answer on, and makes them again when it is taken back', async () => {
    await put([{ customerId: 'bob/1', objection: true }]);
    for (const kind of ['for-you', 'buy-again']) {
      expect((await list(bob, { kind })).body).toMatchObject({
        known: true,
        source: 'none',
        reasonCode: 'objection',
        recommendations: [],
      });
    }
    await put([{ customerId: 'bob/1', objection: false }]);
    expect((await list(bob, { kind: 'buy-again' })).body).toMatchObject({ source: 'customer' });
  });

  it('is forgotten with the customer', async () => {
    await put([{ customerId: 'gone', region: 'x' }]);
    const erasure = createErasureStore({ documents: stage.database.documents, stackName: stage.database.stackName });
    await eraseCustomer({ ...shop, erasure }, toCustomerId('gone'));

    expect(await shop.profiles.find(toCustomerId('gone'))).toBeUndefined();
    expect(await shop.history.listFacts(customerPartition(toCustomerId('gone')))).toEqual({ facts: [], more: false });
  });
});
