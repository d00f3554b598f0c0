import { describe, expect, it } from 'vitest';
import { type ItemId, toCustomerId, toItemId } from '../../../../functions/domain/ids.ts';
import { buyerHistoriesBuilder, type HistoryOrder } from '../../../../functions/domain/relations/buyer-histories.ts';
import { calendarDayNumber } from '../../../../functions/domain/relations/calendar-day-number.ts';
import { chanceOfOrder, isDirected } from '../../../../functions/domain/relations/direction.ts';
import { type RelationFacts, relateItems } from '../../../../functions/domain/relations/relate-items.ts';

const asOf = '2026-01-01T00:00:00.000Z';
const dayOf = (instant: string) => calendarDayNumber(instant, 'UTC');
const [printer, ink] = [toItemId('printer'), toItemId('ink')];

const orderOn = (customer: string, day: number, ...itemIds: readonly ItemId[]): HistoryOrder => ({
  customerId: toCustomerId(customer),
  placedAt: new Date(Date.UTC(2025, 0, 1 + day, 12)).toISOString(),
  itemIds,
});

const relate = (
  orders: readonly HistoryOrder[],
  facts: ReadonlyMap<ItemId, RelationFacts> = new Map(),
  maximumItemsOfCustomer = 1_000,
) => {
  const builder = buyerHistoriesBuilder(dayOf);
  for (const order of orders) builder.add(order);
  return relateItems(builder.build(), facts, { asOf, dayOf, maximumItemsOfCustomer });
};

const nextOf = (...given: Parameters<typeof relate>) => [...relate(...given).next()];

/** Each customer buys a printer on a day of the year and ink some days later. */
const printerThenInk = (customers: number): readonly HistoryOrder[] =>
  Array.from({ length: customers }, (_, number) => [
    orderOn(`customer-${number}`, number * 10, printer),
    orderOn(`customer-${number}`, number * 10 + 30 + number, ink),
  ]).flat();

describe('the order of two items', () => {
  it('needs ten customers, most of them, and more than the calendar expects', () => {
    expect(isDirected(10, 10, 0.3)).toBe(true);
    expect(isDirected(9, 9, 0.1)).toBe(false);
    expect(isDirected(45, 100, 0.1)).toBe(false);
    expect(isDirected(60, 100, 0.9)).toBe(false);
    expect(isDirected(95, 100, 0.9)).toBe(false);
    expect(isDirected(99, 100, 0.8)).toBe(true);
  });

  it('is tested on both sides', () => {
    // 2 x 2^-10 is above .001, though 2^-10 is below.
    expect(chanceOfOrder(10, 10, 0.5)).toBeCloseTo(2 ** -9, 12);
    expect(isDirected(10, 10, 0.5)).toBe(false);
    expect(isDirected(11, 11, 0.5)).toBe(true);
    expect(chanceOfOrder(0, 10, 0.5)).toBe(1);
  });

  it('is told with its customers, what the calendar expects and the median gap', () => {
    // Of the 25 x 25 days of any two buyers 403 have the printer first and 220 the ink.
    const [row, ...others] = nextOf(printerThenInk(25));

    expect(others).toEqual([]);
    expect(row).toMatchObject({ itemId: printer, kind: 'next', buyerCount: 25, asOf });
    expect(row?.neighbours).toEqual([
      { itemId: ink, buyersAfter: 25, buyersBefore: 0, expectedAfterPerMille: 647, usualGapDays: 42 },
    ]);
  });

  it('is none where the second was launched after everybody had the first', () => {
    const orders = Array.from({ length: 60 }, (_, number) => [
      orderOn(`customer-${number}`, number, printer),
      orderOn(`customer-${number}`, 200 + ((number * 17) % 60), ink),
    ]).flat();

    expect(nextOf(orders)).toEqual([]);
  });

  it('is none where everybody buys the first all the time, and so before anything else', () => {
    const daily = toItemId('daily');
    const orders = Array.from({ length: 60 }, (_, number) =>
      Array.from({ length: 8 }, (__, order) =>
        orderOn(`customer-${number}`, number * 4 + order * 10, daily, ...(order === 1 + (number % 7) ? [ink] : [])),
      ),
    ).flat();

    expect(nextOf(orders)).toEqual([]);
  });

  it('is none between variants of one product, however they are linked', () => {
    const parent = toItemId('parent');
    for (const facts of [
      new Map([[ink, { variantOf: printer }]]),
      new Map([
        [printer, { variantOf: parent }],
        [ink, { variantOf: parent }],
      ]),
      new Map([
        [ink, { variantOf: parent }],
        [parent, { variantOf: printer }],
      ]),
    ]) {
      expect(nextOf(printerThenInk(25), facts)).toEqual([]);
    }
    expect(nextOf(printerThenInk(25), new Map([[ink, { variantOf: parent }]]))).toHaveLength(1);
  });

  it('is not told by guests or by one day', () => {
    const guests = printerThenInk(25).map(({ placedAt, itemIds }) => ({ placedAt, itemIds }));
    const sameDay = Array.from({ length: 60 }, (_, number) => orderOn(`other-${number}`, number, printer, ink));

    expect(nextOf(guests)).toEqual([]);
    expect(nextOf(sameDay)).toEqual([]);
    expect(nextOf([...guests, ...printerThenInk(25), ...sameDay])[0]?.neighbours[0]).toMatchObject({
      buyersAfter: 25,
      buyersBefore: 0,
    });
  });

  it('is not told by customers of too many items, who are counted', () => {
    const many = Array.from({ length: 6 }, (_, number) => toItemId(`thing-${number}`));
    const orders = printerThenInk(25).map((order) => ({ ...order, itemIds: [...order.itemIds, ...many] }));

    const related = relate(orders, new Map(), 7);

    expect([...related.next()]).toEqual([]);
    expect(related.leftOutCustomers).toBe(25);
    expect(relate(orders, new Map(), 8).leftOutCustomers).toBe(0);
  });
});

it('leaves those who bought the two the other way round out of the gap', () => {
  const reversed = [orderOn('reversed', 100, ink), orderOn('reversed', 300, printer)];

  expect(nextOf([...printerThenInk(25), ...reversed])[0]?.neighbours[0]).toMatchObject({
    buyersAfter: 25,
    buyersBefore: 1,
    usualGapDays: 42,
  });
});

it('finds no substitutes where heavy buyers of one month buy everything of that month', () => {
  const names = (prefix: string, from: number, count: number) =>
    Array.from({ length: count }, (_, number) => toItemId(`${prefix}-${(from + number) % 60}`));
  const [star, bauble] = [toItemId('star'), toItemId('bauble')];
  const buyers = (kind: string, count: number, goods: number) =>
    Array.from({ length: count }, (_, number) => [
      orderOn(`${kind}-${number}`, 335 + (number % 10), star, ...names('gift', number, goods)),
      orderOn(`${kind}-${number}`, 350 + (number % 10), bauble, ...names('gift', number + goods, goods)),
    ]).flat();
  // The rest of the year sells neither: with shares of the whole year both would be far beyond expectation.
  const year = Array.from({ length: 600 }, (_, number) =>
    orderOn(`other-${number}`, number % 300, ...names('gift', number, 20)),
  );
  const december = Array.from({ length: 80 }, (_, number) =>
    orderOn(`late-${number}`, 340, ...names('gift', number, 20)),
  );
  const similarTo = (orders: readonly HistoryOrder[]) =>
    [...relate(orders).similar()].filter(({ itemId }) => itemId === star).flatMap(({ neighbours }) => neighbours);

  expect(similarTo([...buyers('heavy', 40, 19), ...year])).toEqual([]);
  expect(similarTo([...buyers('light', 40, 1), ...year, ...december])).toMatchObject([
    { itemId: bauble, buyersOfBoth: 40, baskets: 0, expectedBaskets: 20 },
  ]);
});

it('says nothing of a shop without orders', () => {
  const { next, similar, ...rest } = relate([]);
  expect([...next(), ...similar()]).toEqual([]);
  expect(rest).toEqual({
    rhythms: [],
    trending: [],
    newItems: [],
    tests: { testedForDirection: 0, directed: 0, testedForSubstitution: 0 },
    leftOutCustomers: 0,
  });
});
