import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { toItemId } from '../../../functions/domain/ids.ts';
import { type SentRequest, type StartedHandlers, startHandlers } from '../../support/http-handlers.ts';
import { orderOf } from '../../support/orders.ts';
import { type Shop, shopOn, streamOrder } from '../../support/shop.ts';

const asOf = '2026-04-01T00:00:00.000Z';
const mug = toItemId('mug');

let stage: StartedHandlers;
let shop: Shop;

const neighbour = (itemId: string, baskets: number, basketCount: number) => ({
  itemId: toItemId(itemId),
  baskets,
  basketCount,
  weight: baskets * 512,
});

/** The bag has 6,000 orders of 10,000, of which its row counts 2,000; so no row knows how many the shop has. */
beforeAll(async () => {
  stage = await startHandlers('GBP');
  shop = shopOn(stage.database, new Date(asOf));
  await streamOrder(shop, orderOf('o-1', ['mug'], { customerId: 'ann' }));
  await shop.recommendations.putTogether(
    {
      itemId: mug,
      kind: 'together',
      basketCount: 100,
      ledBasketCount: 100,
      truncated: false,
      neighbours: [neighbour('saucer', 40, 400), neighbour('bag', 59, 2_000), neighbour('rug', 5, 600)],
      asOf,
      scoringVersion: 2,
    },
    await shop.recommendations.readTogetherRevision(mug),
    new Date(asOf),
  );
  const totals = { basketCount: 10_000, truncatedBasketCounts: new Map([[toItemId('bag'), 6_000]]), asOf };
  await shop.shopTotals.put(totals, undefined);
});
afterAll(() => stage.stop());

const entriesSchema = z.object({
  recommendations: z.array(z.object({ itemId: z.string(), lift: z.number().nullable() })),
});
const pageSchema = z.object({ slots: z.array(entriesSchema) });

const bodyOf = async (request: Omit<SentRequest, 'scopes'>): Promise<unknown> => {
  const answer = await stage.call({ scopes: 'service', ...request });
  expect(answer.status).toBe(200);
  return answer.body;
};
/** What is left of the row: ten times as often as by chance; the others are avoided. */
const left = [{ itemId: 'saucer', lift: 10 }];

it('an answer beside an item has gate and lift in a shop where another item has more orders than its row counts', async () => {
  const body = await bodyOf({
    routeKey: 'GET /v1/items/{itemId}/recommendations',
    path: { itemId: 'mug' },
    query: { fill: 'false' },
  });

  expect(entriesSchema.parse(body).recommendations).toEqual(left);
});

it('so has an answer for a cart', async () => {
  const body = await bodyOf({ routeKey: 'POST /v1/recommendations/basket', body: { items: ['mug'], fill: false } });

  expect(entriesSchema.parse(body).recommendations).toEqual(left);
});

it('so has a page', async () => {
  const slots = [{ placement: 'beside', kind: 'together', itemId: 'mug', fill: false }];
  const body = await bodyOf({ routeKey: 'POST /v1/recommendations/page', body: { slots } });

  expect(pageSchema.parse(body).slots[0]?.recommendations).toEqual(left);
});

it('a customer’s own list leaves out what goes with their items less often than by chance', async () => {
  const body = await bodyOf({
    routeKey: 'GET /v1/customers/{customerId}/recommendations',
    path: { customerId: 'ann' },
    query: { fill: 'false' },
  });

  expect(body).toMatchObject({ recommendations: [{ itemId: 'saucer' }] });
});
