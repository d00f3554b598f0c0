import { describe, expect, it } from 'vitest';
import { shardOf } from '../../../../../functions/domain/customers/customer-shard.ts';
import { summariseCustomer } from '../../../../../functions/domain/customers/customer-summary.ts';
import { summariseActivity } from '../../../../../functions/domain/customers/summarise-activity.ts';
import { toCustomerId } from '../../../../../functions/domain/ids.ts';
import type { CustomerFact, Order } from '../../../../../functions/domain/orders/order.ts';
import { decodeCustomerRow, encodeCustomerRow } from '../../../../../functions/stores/customers/customer-codec.ts';
import { bytesOfRow } from '../../../../support/bytes-of-row.ts';
import { linesOf, orderOf } from '../../../../support/orders.ts';

const asOf = '2026-04-01T00:00:00.000Z';
const fact = (order: Order): CustomerFact => ({ kind: 'order', order, version: 1, retiredPostings: [] });
const dayBefore = (days: number): string => new Date(Date.parse(asOf) - days * 86_400_000).toISOString();

function rowOf(customerId: string, facts: readonly CustomerFact[]) {
  const summary = summariseCustomer(toCustomerId(customerId), facts, 'GBP', 'Europe/London');
  const row = { summary, asOf, oversized: true, objects: false };
  return { row, encoded: { ...encodeCustomerRow(row), computedAt: asOf, revision: 1, expiresAtEpochSeconds: 1 } };
}

describe('a customer’s row', () => {
  const many = Array.from({ length: 300 }, (_, place) => place);

  it.each([
    ['short ids bought on thousands of days over 30 years', (place: number) => `i${place}`],
    ['ids of 128 characters of 4 bytes', (place: number) => `${'😀'.repeat(60)}${place}`],
    ['ids of 7 characters', (place: number) => `AB-${1_000 + place}`],
  ])('takes at most 4 KB: %s', (_name, idOf) => {
    const ids = many.map(idOf);
    const orders = Array.from({ length: 40 }, (_, place) =>
      fact(orderOf(`o${place}`, ids, { placedAt: dayBefore(place === 39 ? 10_950 : place * 30) })),
    );

    const { encoded, row } = rowOf('😀'.repeat(64), orders);

    expect(bytesOfRow(encoded)).toBeLessThanOrEqual(4_096);
    const { summary } = decodeCustomerRow(encoded);
    expect(summary).toEqual({ ...row.summary, itemsBought: summary.itemsBought, daysOfItems: summary.daysOfItems });
    expect(summary.itemsBought).toEqual(row.summary.itemsBought.slice(0, summary.daysOfItems.length));
    expect(summary.daysOfItems).toEqual(row.summary.daysOfItems.slice(0, summary.itemsBought.length));
    expect(summary.itemsBought.length).toBeGreaterThan(2);
  });

  it('takes at most 1 KB, one write unit, for 50 items with ids of 6 characters, half of them bought again', () => {
    const ids = many.slice(0, 50).map((place) => `2${10_000 + place}`);
    const orders = [fact(orderOf('o1', ids)), fact(orderOf('o2', ids.slice(25), { placedAt: dayBefore(200) }))];

    expect(bytesOfRow(rowOf('12345', orders).encoded)).toBeLessThanOrEqual(1_024);
  });

  it('keeps 200 items with ids of 6 characters of who buys every week for two years in 12 categories', () => {
    const ids = many.slice(0, 210).map((place) => `2${10_000 + place}`);
    const orders = Array.from({ length: 104 }, (_, place) => {
      const lines = linesOf([`2${10_000 + place}`, `2${10_104 + place}`], { unitPriceMinor: 1_995 });
      const named = lines.map((line) => ({
        ...line,
        category: `Category ${place % 12}`,
        brand: `Brand ${place % 20}`,
      }));
      return fact(orderOf(`o${place}`, ids, { placedAt: dayBefore(place * 7), lines: named, channel: 'web' }));
    });

    const { encoded, row } = rowOf('12345', orders);

    expect(bytesOfRow(encoded)).toBeLessThanOrEqual(4_096);
    expect(row.summary.itemsBought).toHaveLength(200);
    expect(decodeCustomerRow(encoded)).toEqual(row);
  });

  it('gives group, score and the keys of the index, but not of who objects', () => {
    const { row } = rowOf('ann', [fact(orderOf('o1', ['pen']))]);
    const group = { group: 'at-risk', since: '2026-03-30', previousGroup: 'loyal' } as const;
    const score = {
      modelVersion: '2026-03-31T04:10:00.000Z',
      valueAtRiskMinor: 1234.567891,
      lifetimeValue12MonthsDiscounted1PercentMinor: null,
      probabilityAlive: 0.25,
    };

    const encoded = encodeCustomerRow({ ...row, group, score });

    expect(encoded).toMatchObject({ groupShard: `at-risk#${shardOf(toCustomerId('ann'))}`, valueAtRisk: 1234.567891 });
    expect(decodeCustomerRow(encoded)).toEqual({ ...row, group, score });
    expect(encodeCustomerRow({ ...row, group })).toMatchObject({ valueAtRisk: 0 });
    const unknownValue = { ...score, valueAtRiskMinor: null };
    expect(decodeCustomerRow(encodeCustomerRow({ ...row, group, score: unknownValue })).score).toEqual(unknownValue);
    const objecting = encodeCustomerRow({ ...row, group, score, objects: true });
    expect(Object.keys(objecting)).not.toEqual(expect.arrayContaining(['groupShard']));
    expect(decodeCustomerRow(objecting)).toEqual({ ...row, objects: true });
  });

  it('is read from before days were kept, without them', () => {
    const { encoded } = rowOf('ann', [fact(orderOf('o1', ['pen']))]);

    expect(decodeCustomerRow({ ...encoded, itemDays: undefined }).summary).toMatchObject({
      itemsBought: ['pen'],
      daysOfItems: [],
    });
  });

  it('is read from before activity was kept, with none, and keeps its items when it is written again', () => {
    const { encoded } = rowOf('ann', [fact(orderOf('o1', ['pen']))]);
    const added = ['itemDays', 'daysBought', 'months', 'repeatSpendMinor', 'firstPurchaseDay', 'lastPurchaseDay'];
    const counts = ['categoryCount', 'brandCount'];
    const before = Object.fromEntries(
      Object.entries(encoded).filter(([name]) => ![...added, ...counts].includes(name)),
    );

    const { summary } = decodeCustomerRow(before);

    expect(summary.activity).toEqual(summariseActivity([]));
    const again = encodeCustomerRow({ summary, asOf, oversized: false });
    expect(decodeCustomerRow(again).summary).toEqual(summary);
  });
});
