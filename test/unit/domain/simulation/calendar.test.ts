import { beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../../../functions/domain/orders/order.ts';
import { dealPriceMinor } from '../../../../functions/domain/simulation/deals.ts';
import { easterSunday, isInSeason } from '../../../../functions/domain/simulation/seasons.ts';
import { simulateShop } from '../../../../functions/domain/simulation/simulate-shop.ts';
import { placedOrders } from '../../../support/simulated-baskets.ts';

const settings = {
  orders: 4_000,
  seed: 6,
  end: '2026-01-01T00:00:00.000Z',
  sizes: { days: 730, christmasItems: 6, easterItems: 6 },
};
const { truth } = simulateShop(settings);
let orders: readonly Order[] = [];
beforeAll(() => {
  orders = placedOrders(settings);
}, 60_000);

const monthsOf = (placed: readonly Order[], season: string, ids = truth.items) => {
  const seasonal = new Set(ids.flatMap((item) => (item.season === season ? [item.itemId] : [])));
  return new Set(
    placed
      .filter(({ lines }) => lines.some(({ itemId }) => seasonal.has(itemId)))
      .map(({ placedAt }) => Number(placedAt.slice(5, 7))),
  );
};

describe('the calendar of a simulated shop', () => {
  // Dates of Easter Sunday as published by the US Census Bureau.
  it.each(['1961-04-02', '2008-03-23', '2011-04-24', '2024-03-31', '2025-04-20', '2026-04-05', '2038-04-25'])(
    'knows that Easter Sunday is %s',
    (date) => {
      expect(new Date(easterSunday(Number(date.slice(0, 4)))).toISOString().slice(0, 10)).toBe(date);
    },
  );

  it.each([
    ['christmas', '2025-10-31T23:59:59Z', false],
    ['christmas', '2025-11-01T00:00:00Z', true],
    ['christmas', '2025-12-24T23:59:59Z', true],
    ['christmas', '2025-12-25T00:00:00Z', false],
    ['easter', '2025-03-08T23:59:59Z', false],
    ['easter', '2025-03-09T00:00:00Z', true],
    ['easter', '2025-04-19T23:59:59Z', true],
    ['easter', '2025-04-20T00:00:00Z', false],
  ] as const)('sells goods of %s on %s: %s', (season, at, isSold) => {
    expect(isInSeason(season, Date.parse(at))).toBe(isSold);
  });

  it('sells seasonal goods in their season alone, and all year when seasons are off', () => {
    expect([...monthsOf(orders, 'christmas')].sort((left, right) => left - right)).toEqual([11, 12]);
    expect([...monthsOf(orders, 'easter')].every((month) => month >= 2 && month <= 4)).toBe(true);
    expect(monthsOf(orders, 'easter').size).toBeGreaterThan(1);
    expect(monthsOf(placedOrders({ ...settings, without: ['seasons'] }), 'christmas').size).toBeGreaterThan(9);
  });

  it('sells nothing before its launch, and everything from the start when launches are off', () => {
    const launchOf = new Map(truth.items.map(({ itemId, launchedAt }) => [itemId, launchedAt]));
    const launched = [...launchOf.values()].filter((launch) => launch !== undefined).length;
    const background = truth.items.filter(({ role }) => role === 'background').length;
    // A quarter, binomial: the standard error over 253 items is .027. Four of them.
    expect(Math.abs(launched / background - 0.25)).toBeLessThan(0.11);
    for (const { placedAt, lines } of orders) {
      for (const { itemId } of lines) expect((launchOf.get(itemId) ?? '') <= placedAt).toBe(true);
    }
    const off = simulateShop({ ...settings, without: ['launches'] }).truth;
    expect(off.items.some(({ launchedAt }) => launchedAt !== undefined)).toBe(false);
  });

  it.each([
    [1_000, 0, 1_000],
    [1_000, 0.1, 900],
    [195, 0.15, 165],
    [3_145, 0.4, 1_887],
  ])('takes from %i on deal the share %d and rounds down to %i', (list, depth, price) => {
    expect(dealPriceMinor(list, depth)).toBe(price);
  });

  it('never sells above the list price, on deal in some weeks, and never on deal when deals are off', () => {
    const lines = orders.flatMap((order) => order.lines);
    const listOf = new Map<string, number>(truth.items.map(({ itemId, listPriceMinor }) => [itemId, listPriceMinor]));
    const isOnDeal = (line: (typeof lines)[number]) => line.unitPriceMinor < (line.listPriceMinor ?? 0);
    for (const line of lines) {
      expect(line.listPriceMinor).toBe(listOf.get(line.itemId));
      expect(line.unitPriceMinor).toBeLessThanOrEqual(line.listPriceMinor ?? 0);
      expect(line.unitPriceMinor).toBeGreaterThanOrEqual(Math.floor((line.listPriceMinor ?? 0) * 0.6));
    }
    const planted = new Set<string>(truth.items.flatMap((item) => (item.role === 'background' ? [] : [item.itemId])));
    const plantedLines = lines.filter(({ itemId }) => planted.has(itemId));
    // Nobody picks planted items for their deals: the share is the chance of a deal, .08, over 2,000 lines and more.
    expect(Math.abs(plantedLines.filter(isOnDeal).length / plantedLines.length - 0.08)).toBeLessThan(0.03);
    // Background items are picked for them.
    expect(lines.filter(isOnDeal).length / lines.length).toBeGreaterThan(0.12);
    const off = placedOrders({ ...settings, orders: 500, without: ['deals'] });
    expect(off.flatMap((order) => order.lines).some(isOnDeal)).toBe(false);
  });
});
