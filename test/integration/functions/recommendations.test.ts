import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  basketRecommendationsSchema,
  pageRecommendationsSchema,
  recommendationsSchema,
  shopRecommendationsSchema,
} from '../../../functions/contracts/recommendation-view.ts';
import { decodeRecommendationId } from '../../../functions/domain/attribution/recommendation-id.ts';
import type { BestSellerList } from '../../../functions/domain/copurchase/best-sellers.ts';
import { toItemId } from '../../../functions/domain/ids.ts';
import type { CatalogueItem } from '../../../functions/domain/items/item.ts';
import { createRelationsStore } from '../../../functions/stores/recommendations/relations-store.ts';
import { type SentRequest, type StartedHandlers, startHandlers } from '../../support/http-handlers.ts';
import { orderOf } from '../../support/orders.ts';
import { shopOn, streamOrder } from '../../support/shop.ts';

const asOf = '2026-04-01T00:00:00.000Z';
const computedAt = new Date(asOf);

let stage: StartedHandlers;

/** Catalogue of the shop, id first. */
const listed: Readonly<Record<string, Omit<CatalogueItem, 'itemId'>>> = {
  mug: { name: 'Mug', category: 'kitchen', brand: 'Acme', priceMinor: 500 },
  'mug-red': { category: 'kitchen', variantOf: toItemId('mug') },
  saucer: { name: 'Saucer', category: 'kitchen', priceMinor: 300, stock: 0, url: 'https://shop.example/saucer' },
  spoon: { category: 'kitchen', brand: 'Acme', priceMinor: 200, stock: 5 },
  lamp: { category: 'light', priceMinor: 4_000 },
  bulb: { category: 'light', priceMinor: 150 },
  relic: { category: 'kitchen', neverRecommend: true },
  kettle: { category: 'kitchen', brand: 'Acme' },
};

const bestSellers = (list: BestSellerList, ...items: string[]) =>
  shopOn(stage.database).recommendations.putBestSellers(
    list,
    { items: items.map((itemId, place) => ({ itemId: toItemId(itemId), basketCount: 100 - place })), asOf },
    undefined,
    computedAt,
  );

beforeAll(async () => {
  stage = await startHandlers('GBP');
  const shop = shopOn(stage.database);
  const baskets = [
    ['mug', 'saucer', 'lamp', 'relic'],
    ['mug', 'saucer', 'lamp', 'spoon'],
    ['mug', 'saucer', 'mug-red'],
    ['lamp', 'bulb'],
    ['lamp', 'bulb'],
  ];
  for (const [place, items] of baskets.entries()) {
    await streamOrder(shop, orderOf(`o-${place}`, items, { customerId: place === 0 ? 'ann' : 'bob' }));
  }
  for (const [itemId, rest] of Object.entries(listed)) await shop.items.put({ itemId: toItemId(itemId), ...rest });
  await bestSellers('shop', 'bulb', 'lamp', 'mug', 'saucer', 'spoon');
  await bestSellers({ category: 'kitchen' }, 'saucer', 'relic', 'spoon', 'mug', 'mug-red');
  const relations = createRelationsStore({ documents: stage.database.documents, stackName: stage.database.stackName });
  await relations.put(
    {
      kind: 'next',
      row: {
        itemId: toItemId('lamp'),
        kind: 'next',
        buyerCount: 50,
        neighbours: [
          { itemId: toItemId('bulb'), buyersAfter: 37, buyersBefore: 7, expectedAfterPerMille: 500, usualGapDays: 34 },
        ],
        asOf,
        relationsVersion: 1,
      },
    },
    undefined,
    computedAt,
  );
  await relations.put(
    {
      kind: 'similar',
      row: {
        itemId: toItemId('mug'),
        kind: 'similar',
        buyerCount: 50,
        neighbours: [
          {
            itemId: toItemId('kettle'),
            buyersOfBoth: 25,
            expectedBuyersOfBoth: 8,
            baskets: 0,
            expectedBaskets: 3.5,
          },
        ],
        asOf,
        relationsVersion: 1,
      },
    },
    undefined,
    computedAt,
  );
  await relations.put(
    {
      kind: 'trending',
      list: 'shop',
      row: { items: [{ itemId: toItemId('spoon'), recentBaskets: 31, expectedBaskets: 12 }], asOf },
    },
    undefined,
    computedAt,
  );
});
afterAll(() => stage.stop());

interface Seen {
  readonly known?: boolean;
  readonly source: string;
  readonly recommendationId: string;
  readonly recommendations: readonly Readonly<Record<string, unknown>>[];
}

const summary = ({ source, recommendations }: Seen) => ({
  source,
  entries: recommendations.map((entry) => `${entry.itemId} ${entry.source} ${entry.reasonCode}`),
});

async function forItem(itemId: string, query: Record<string, string> = {}, over: Partial<SentRequest> = {}) {
  const answer = await stage.call({
    routeKey: 'GET /v1/items/{itemId}/recommendations',
    scopes: 'service',
    path: { itemId },
    query,
    ...over,
  });
  return recommendationsSchema.parse(answer.body) as Seen;
}

async function forShop(query: Record<string, string>) {
  const answer = await stage.call({ routeKey: 'GET /v1/recommendations', scopes: 'storefront', query });
  return shopRecommendationsSchema.parse(answer.body) as Seen;
}

const post = (call: 'basket' | 'page', body: unknown, scopes = 'service') =>
  stage.call({ routeKey: `POST /v1/recommendations/${call}`, scopes, body });

async function forBasket(body: Record<string, unknown>, scopes = 'service') {
  return basketRecommendationsSchema.parse((await post('basket', body, scopes)).body) as Seen;
}

const itemIds = ({ recommendations }: Seen) => recommendations.map(({ itemId }) => itemId);

describe('recommendations of an item', () => {
  it('are its own first, then the category’s and the shop’s, each marked, without variants and what is never shown', async () => {
    expect(summary(await forItem('mug'))).toEqual({
      source: 'item',
      entries: [
        'saucer item bought-together',
        'lamp item bought-together',
        'spoon item bought-together',
        'bulb shop shop-best-seller',
      ],
    });
  });

  it('are not filled up on request', async () => {
    expect(itemIds(await forItem('mug', { fill: 'false' }))).toEqual(['saucer', 'lamp', 'spoon']);
  });

  it('of a cold item are its category’s best-sellers, its brand first', async () => {
    expect(summary(await forItem('kettle', { limit: '3' }))).toEqual({
      source: 'category',
      entries: [
        'spoon category same-brand-and-category',
        'mug category same-brand-and-category',
        'saucer category category-best-seller',
      ],
    });
  });

  it('of an unknown item are the shop’s best-sellers', async () => {
    const found = await forItem('nothing', { limit: '1' });

    expect(found.known).toBe(false);
    expect(summary(found)).toEqual({ source: 'shop', entries: ['bulb shop shop-best-seller'] });
  });

  it.each([
    [{ exclude: 'saucer,lamp' }, ['spoon']],
    [{ inStock: 'true' }, ['lamp', 'spoon']],
    [{ category: 'kitchen' }, ['saucer', 'spoon']],
    [{ minPrice: '2.01', maxPrice: '40' }, ['saucer', 'lamp']],
    [{ maxPrice: '2' }, ['spoon']],
    [{ pinned: 'spoon' }, ['spoon', 'saucer', 'lamp']],
    [{ pinned: 'bulb,relic,mug-red' }, ['bulb', 'saucer', 'lamp', 'spoon']],
    [{ buried: 'saucer' }, ['lamp', 'spoon', 'saucer']],
    [{ diversity: '1' }, ['saucer', 'lamp', 'spoon']],
    [{ limit: '1' }, ['saucer']],
  ])('follow the rules %o', async (query, expected) => {
    expect(itemIds(await forItem('mug', { fill: 'false', ...query }))).toEqual(expected);
  });

  it('bring the catalogue’s words along', async () => {
    const [first] = (await forItem('mug', { expand: 'item' })).recommendations;

    expect(first?.item).toEqual({ name: 'Saucer', url: 'https://shop.example/saucer', price: 3 });
  });

  it('of the kind next say how many bought it later, and when', async () => {
    const found = await forItem('lamp', { kind: 'next', limit: '1' });

    expect(found.recommendations).toMatchObject([
      {
        itemId: 'bulb',
        source: 'item',
        reason: 'bought later by 37 of the 44 customers who bought both, usually after 34 days',
        baskets: null,
      },
    ]);
    expect(await forItem('mug', { kind: 'next' })).toMatchObject({
      known: true,
      source: 'category',
      recommendations: [{ itemId: 'spoon', reasonCode: 'same-brand-and-category' }, { itemId: 'saucer' }, {}, {}],
    });
  });

  it('of the kind similar say how many bought it at other times', async () => {
    expect((await forItem('mug', { kind: 'similar', limit: '1' })).recommendations).toMatchObject([
      { itemId: 'kettle', reason: 'bought by 25 customers at other times, where 8 would be expected' },
    ]);
  });

  it('have an id that says what they are', async () => {
    const { recommendationId } = await forItem('mug', { placement: 'product-page', visitorId: 'v-1' });

    expect(decodeRecommendationId(recommendationId)).toMatchObject({
      kind: 'together',
      subject: 'mug',
      placement: 'product-page',
    });
  });
});

describe('the tag of an answer', () => {
  const send = (headers: Record<string, string>, query: Record<string, string> = {}) =>
    stage.call({
      routeKey: 'GET /v1/items/{itemId}/recommendations',
      scopes: 'storefront',
      path: { itemId: 'mug' },
      query,
      headers,
    });

  it('gives a 304 to who holds the same answer, and the answer to who holds another', async () => {
    const { etag = '' } = (await send({})).headers;

    for (const given of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      expect(await send({ 'if-none-match': given })).toEqual({
        status: 304,
        headers: {
          etag,
          'content-type': 'application/json',
          'cache-control': 'private, max-age=60',
          vary: 'authorization',
        },
        body: undefined,
      });
    }
    expect((await send({ 'if-none-match': etag }, { limit: '1' })).status).toBe(200);
    expect((await send({ 'if-none-match': '"other"' })).status).toBe(200);
  });
});

describe('lists of the shop', () => {
  it('are best-sellers, of a category alone where one is named', async () => {
    expect(itemIds(await forShop({ limit: '2' }))).toEqual(['bulb', 'lamp']);
    expect(summary(await forShop({ category: 'kitchen' }))).toEqual({
      source: 'category',
      entries: [
        'saucer category category-best-seller',
        'spoon category category-best-seller',
        'mug category category-best-seller',
      ],
    });
  });

  it('that are short are filled up with best-sellers, and say so', async () => {
    expect(summary(await forShop({ kind: 'trending', limit: '2' }))).toEqual({
      source: 'shop',
      entries: ['spoon shop trending', 'bulb shop shop-best-seller'],
    });
    expect(itemIds(await forShop({ kind: 'trending', fill: 'false' }))).toEqual(['spoon']);
    expect(summary(await forShop({ kind: 'new', limit: '1' })).entries).toEqual(['bulb shop shop-best-seller']);
  });
});

describe('recommendations of a cart', () => {
  it('add up what every item says, and name the one that says most', async () => {
    const found = await forBasket({ items: ['mug', 'saucer'], fill: false });

    expect(found.source).toBe('basket');
    expect(found.recommendations).toMatchObject([
      {
        itemId: 'lamp',
        source: 'basket',
        becauseOf: 'mug',
        reason: expect.stringMatching(/^in 2 of 3 orders with "mug"/),
      },
      { itemId: 'spoon', source: 'basket' },
    ]);
  });

  it('are filled up along the ladder', async () => {
    expect(summary(await forBasket({ items: ['mug', 'saucer', 'nothing'] })).entries).toEqual([
      'lamp basket bought-together',
      'spoon basket bought-together',
      'bulb shop shop-best-seller',
    ]);
  });

  it('leave out what the customer owns, for a key that may name customers', async () => {
    const asked = { items: ['bulb'], customerId: 'ann', fill: false };

    expect(itemIds(await forBasket(asked))).toEqual(['lamp']);
    expect(itemIds(await forBasket({ ...asked, excludeOwned: true }))).not.toContain('lamp');
    // Ann has bought the mug, so the red one is not for her.
    const redMug = { ...asked, items: ['bulb'], pinned: ['mug-red'] };
    expect(itemIds(await forBasket(redMug))).toContain('mug-red');
    expect(itemIds(await forBasket({ ...redMug, excludeOwned: true }))).not.toContain('mug-red');
    expect(await post('basket', asked, 'storefront')).toMatchObject({ status: 403, body: { code: 'access.scope' } });
  });

  it.each([
    [{ items: [] }, 'items', 'is a list of 0; needed is a list of 1 to 100'],
    [{}, 'items', 'is missing; needed is a list of 1 to 100'],
    [{ items: ['a'], limit: 51 }, 'limit', 'is 51; needed is a whole number from 1 to 50'],
    [{ items: ['a'], diversity: 2 }, 'diversity', 'is 2; needed is a number from 0 to 1'],
    [
      { items: ['a'], pinned: Array.from({ length: 51 }, (_, place) => `i${place}`) },
      'pinned',
      'is a list of 51; needed is a list of 0 to 50',
    ],
    [
      { items: ['a'], excludeOwned: true },
      'excludeOwned',
      'is true without a customerId; needed is the customerId of the one whose items are to be left out',
    ],
  ])('are refused for %o', async (body, path, message) => {
    expect(await post('basket', body)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', issues: [{ path, message }] },
    });
  });
});

describe('recommendations of a page', () => {
  it('fill its slots in order, without repeats or a second variant of a product', async () => {
    const { body } = await post('page', {
      slots: [
        { placement: 'beside', kind: 'together', itemId: 'mug', limit: 2, fill: false },
        { placement: 'cart', kind: 'basket', items: ['lamp'], limit: 2, fill: false },
        { placement: 'home', kind: 'bestsellers', limit: 5 },
        { placement: 'later', kind: 'next', itemId: 'lamp', fill: false },
      ],
      exclude: ['relic'],
    });
    const { slots } = pageRecommendationsSchema.parse(body) as { slots: readonly (Seen & { placement: string })[] };

    expect(slots.map((slot) => [slot.placement, ...itemIds(slot)])).toEqual([
      // The lamp is in the cart of the next slot, so it is named nowhere.
      ['beside', 'saucer', 'spoon'],
      ['cart', 'bulb'],
      ['home'],
      ['later'],
    ]);
    expect(slots.map(({ recommendationId }) => decodeRecommendationId(recommendationId)?.placement)).toEqual([
      'beside',
      'cart',
      'home',
      'later',
    ]);
  });

  it('may ask for 100 distinct items between them, and for no more', async () => {
    const cart = (from: number, to: number) => ({
      placement: 'cart',
      kind: 'basket',
      items: Array.from({ length: to - from }, (_, place) => `i${from + place}`),
      fill: false,
    });
    const beside = { placement: 'beside', kind: 'together', itemId: 'i0', fill: false };

    expect(await post('page', { slots: [beside, cart(0, 60), cart(30, 100)] })).toMatchObject({ status: 200 });
    expect(await post('page', { slots: [{ ...beside, itemId: 'x' }, cart(0, 60), cart(30, 100)] })).toMatchObject({
      status: 400,
      body: {
        code: 'request.invalid',
        issues: [{ path: 'slots', message: 'ask for 101 distinct items together; needed are at most 100' }],
      },
    });
  });

  it.each([
    [[], 'slots', 'is a list of 0; needed is a list of 1 to 12'],
    [[{ placement: 'a', kind: 'together' }], 'slots[0].itemId', 'is missing; a slot of kind "together" needs it'],
    [[{ placement: 'a', kind: 'new', itemId: 'mug' }], 'slots[0].itemId', 'is not taken by a slot of kind "new"'],
    [[{ placement: 'a b', kind: 'new' }], 'slots[0].placement', expect.stringContaining('needed is 1 to 40')],
  ])('are refused for the slots %o', async (slots, path, message) => {
    expect(await post('page', { slots })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', issues: [{ path, message }] },
    });
  });
});
