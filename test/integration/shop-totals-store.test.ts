import { afterAll, beforeAll, expect, it } from 'vitest';
import { toItemId } from '../../functions/domain/ids.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../support/embedded-database.ts';
import { shopOn } from '../support/shop.ts';

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
});
afterAll(() => database.stop());

it('of more truncated items than a row has room for, those with most orders are kept, and each whole', async () => {
  const { shopTotals } = shopOn(database);
  // Three bytes a character: 1,200 lines of at least 106.
  const items = Array.from({ length: 1_200 }, (_, place) => toItemId(`${'鍋'.repeat(98)}${1_000 + place}`));
  const counts = new Map(items.map((itemId, place) => [itemId, 2_001 + place] as const));
  const totals = { basketCount: 1_000_000, truncatedBasketCounts: counts, asOf: '2026-04-01T00:00:00.000Z' };

  expect(await shopTotals.put(totals, undefined)).toBe(true);

  const kept = await shopTotals.find();
  const keptIds = items.slice(-(kept?.truncatedBasketCounts.size ?? 0)).reverse();
  expect(keptIds.length).toBe(Math.floor(120_000 / 108));
  expect(kept).toEqual({ ...totals, truncatedBasketCounts: new Map(keptIds.map((id) => [id, counts.get(id)])) });
});

it('totals that another run put meanwhile stand', async () => {
  const { shopTotals } = shopOn(database);
  const totals = { basketCount: 1, truncatedBasketCounts: new Map(), asOf: '2026-04-02T00:00:00.000Z' };
  const seen = await shopTotals.readRevision();

  expect(await shopTotals.put(totals, seen)).toBe(true);
  expect(await shopTotals.put({ ...totals, basketCount: 2 }, seen)).toBe(false);
  expect(await shopTotals.find()).toEqual(totals);
});
