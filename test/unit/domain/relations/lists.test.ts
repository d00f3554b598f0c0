import { describe, expect, it } from 'vitest';
import { type ItemId, toCustomerId, toItemId } from '../../../../functions/domain/ids.ts';
import { type BuyerHistories, buyerHistoriesBuilder } from '../../../../functions/domain/relations/buyer-histories.ts';
import { calendarDayNumber } from '../../../../functions/domain/relations/calendar-day-number.ts';
import { rebuyRhythms } from '../../../../functions/domain/relations/rebuy.ts';
import { type RelationFacts, relateItems } from '../../../../functions/domain/relations/relate-items.ts';
import { leastGrowth } from '../../../../functions/domain/relations/trending.ts';
import { type Random, randomFor } from '../../../../functions/domain/simulation/random.ts';

const dayOf = (instant: string) => calendarDayNumber(instant, 'UTC');
const instantOf = (day: number): string => new Date(Date.UTC(2025, 0, 1 + day, 12)).toISOString();
const items = (...names: readonly string[]): readonly ItemId[] => names.map(toItemId);

interface Placed {
  readonly customer?: string;
  readonly day: number;
  readonly items: readonly ItemId[];
}

function historiesOf(orders: Iterable<Placed>): BuyerHistories {
  const builder = buyerHistoriesBuilder(dayOf);
  for (const { customer, day, items: itemIds } of orders) {
    const customerId = customer === undefined ? undefined : toCustomerId(customer);
    builder.add({ customerId, placedAt: instantOf(day), itemIds });
  }
  return builder.build();
}

/** The same orders each day, for a number of days. */
const daily = (from: number, to: number, perDay: readonly (readonly ItemId[])[]): readonly Placed[] =>
  Array.from({ length: to - from + 1 }, (_, offset) =>
    perDay.map((itemIds) => ({ day: from + offset, items: itemIds })),
  ).flat();

const relateOn = (day: number, orders: readonly Placed[], facts: ReadonlyMap<ItemId, RelationFacts> = new Map()) =>
  relateItems(historiesOf(orders), facts, { asOf: instantOf(day), dayOf });

describe('what sells more than it did', () => {
  const steady = items('steady');
  const rising = items('rising');

  it('is listed by its orders and what the time before leads to expect', () => {
    const orders = [...daily(30, 99, [steady, steady, rising]), ...daily(86, 99, [rising, rising, rising])];

    const { trending } = relateOn(99, orders, new Map([[toItemId('rising'), { category: 'Garden' }]]));

    // A third of the orders before; 56 of 84 now, where a third would be 28.
    const entry = { itemId: 'rising', recentBaskets: 56, expectedBaskets: 28 };
    expect(trending).toEqual([
      { list: 'shop', items: [entry] },
      { list: { category: 'Garden' }, items: [entry] },
    ]);
  });

  it('is not listed where chance would do', () => {
    const orders = [...daily(30, 99, [steady, steady, rising]), ...daily(86, 92, [rising])];

    expect(relateOn(99, orders).trending).toEqual([]);
  });

  it('is nothing in a busy week of everything', () => {
    const orders = [
      ...daily(30, 85, [steady, rising]),
      ...daily(
        86,
        99,
        Array.from({ length: 20 }, (_, order) => (order % 2 === 0 ? steady : rising)),
      ),
    ];

    expect(relateOn(99, orders).trending).toEqual([]);
  });

  it('ranks sure growth above great growth of few', () => {
    expect(leastGrowth(12, 8, 0.25)).toBeLessThan(leastGrowth(400, 600, 0.25));
    expect(leastGrowth(12, 12, 0.25)).toBeLessThan(12 / 12 / 0.25);
    expect(leastGrowth(0, 12, 0.25)).toBe(0);
  });

  it('compares an item that came within the time before with the days it was on sale', () => {
    const orders = [...daily(30, 99, [steady]), ...daily(60, 99, [rising])];

    expect(relateOn(99, orders).trending).toEqual([]);
  });

  it('leaves an item that has only just come to the new ones', () => {
    const orders = [...daily(0, 99, [steady]), ...daily(80, 99, [rising, rising, rising])];

    const { trending, newItems } = relateOn(99, orders);

    expect(trending).toEqual([]);
    expect(newItems).toEqual([
      { list: 'shop', items: [{ itemId: 'rising', availableSince: instantOf(80), baskets: 60 }] },
    ]);
  });
});

describe('what is new', () => {
  const old = items('old');

  it('is nothing for being sold first at the start of the orders', () => {
    const orders = daily(0, 50, [old, items('other')]);

    expect(relateOn(50, orders).newItems).toEqual([]);
    expect(relateOn(50, [...daily(0, 50, [old]), ...daily(40, 50, [items('late')])]).newItems).toEqual([]);
  });

  it('is what was launched less than 60 days ago, sold or not, by the catalogue', () => {
    const facts = new Map<ItemId, RelationFacts>([
      [toItemId('old'), { launchedAt: instantOf(30), category: 'Bath' }],
      [toItemId('unsold'), { launchedAt: instantOf(45) }],
      [toItemId('future'), { launchedAt: instantOf(51) }],
      [toItemId('aged'), { launchedAt: instantOf(-10) }],
    ]);

    const { newItems } = relateOn(50, daily(0, 50, [old, items('aged')]), facts);

    const own = { itemId: 'old', availableSince: instantOf(30), baskets: 51 };
    expect(newItems).toEqual([
      { list: 'shop', items: [own, { itemId: 'unsold', availableSince: instantOf(45), baskets: 0 }] },
      { list: { category: 'Bath' }, items: [own] },
    ]);
    expect(relateOn(89, daily(0, 89, [old]), facts).newItems[0]?.items[0]?.itemId).toBe('old');
    expect(relateOn(90, daily(0, 89, [old]), facts).newItems[0]?.items[0]?.itemId).toBe('future');
  });
});

describe('how an item is bought again', () => {
  /** Marsaglia & Tsang 2000, for shapes of 1 and more. */
  function drawGamma(random: Random, shape: number): number {
    const d = shape - 1 / 3;
    for (;;) {
      const radius = Math.sqrt(2 * random.exponential(1));
      const normal = radius * Math.cos(2 * Math.PI * random.unit());
      const cube = (1 + normal / Math.sqrt(9 * d)) ** 3;
      if (cube > 0 && Math.log(1 - random.unit()) < normal ** 2 / 2 + d - d * cube + d * Math.log(cube))
        return d * cube;
    }
  }

  it('is found back where rates are Gamma distributed', () => {
    const [shape, scaleDays] = [3, 120];
    const random = randomFor(5);
    const orders = Array.from({ length: 2_000 }, (_, number) => {
      const rate = drawGamma(random, shape) / scaleDays;
      let day = 0;
      return Array.from({ length: 4 }, () => {
        const placed = { customer: `customer-${number}`, day: Math.round(day), items: items('coffee') };
        day += random.exponential(1 / rate);
        return placed;
      });
    }).flat();

    const [rhythm] = rebuyRhythms(historiesOf(orders));

    expect(rhythm?.buyerCount).toBe(2_000);
    // 6,000 gaps of 2,000 rates: the shape is good to some 5%, the scale to 6%; three of them. Days are rounded.
    expect(Math.abs((rhythm?.gapShape ?? 0) / shape - 1)).toBeLessThan(0.18);
    expect(Math.abs((rhythm?.gapScaleDays ?? 0) / scaleDays - 1)).toBeLessThan(0.2);
  });

  it('leans on the shop where few bought again', () => {
    const shop = Array.from({ length: 200 }, (_, number) => [
      { customer: `customer-${number}`, day: 0, items: items('common') },
      { customer: `customer-${number}`, day: 20 + (number % 40), items: items('common') },
    ]).flat();
    const rare = [
      { customer: 'customer-0', day: 0, items: items('rare') },
      { customer: 'customer-0', day: 300, items: items('rare') },
      { customer: 'customer-1', day: 0, items: items('rare') },
      { customer: 'customer-1', day: 0, items: items('rare') },
    ];

    const rhythms = new Map(
      rebuyRhythms(historiesOf([...shop, ...rare])).map((rhythm) => [String(rhythm.itemId), rhythm]),
    );

    const gapOf = (name: string): number =>
      (rhythms.get(name)?.gapScaleDays ?? 0) / ((rhythms.get(name)?.gapShape ?? 0) - 1);
    expect(rhythms.get('rare')).toMatchObject({ buyerCount: 2, rebuyerCount: 1 });
    expect(rhythms.get('common')).toMatchObject({ buyerCount: 200, rebuyerCount: 200 });
    expect(gapOf('common')).toBeGreaterThan(30);
    expect(gapOf('common')).toBeLessThan(55);
    expect(gapOf('rare')).toBeGreaterThan(gapOf('common'));
    expect(gapOf('rare')).toBeLessThan(100);
    for (const { gapShape, gapScaleDays } of rhythms.values()) {
      expect(gapShape).toBeGreaterThan(1);
      expect(gapScaleDays).toBeGreaterThan(0);
    }
  });

  it('is unknown for what nobody bought again', () => {
    expect(rebuyRhythms(historiesOf([{ customer: 'one', day: 0, items: items('once') }]))).toEqual([]);
  });
});
