import { describe, expect, it } from 'vitest';
import { summariseCustomer } from '../../../../../functions/domain/customers/customer-summary.ts';
import { toCustomerId } from '../../../../../functions/domain/ids.ts';
import type { CustomerFact, Order } from '../../../../../functions/domain/orders/order.ts';
import { decodeCustomerRow, encodeCustomerRow } from '../../../../../functions/stores/customers/customer-codec.ts';
import { orderOf } from '../../../../support/orders.ts';

const asOf = '2026-04-01T00:00:00.000Z';
const fact = (order: Order): CustomerFact => ({ kind: 'order', order, version: 1, retiredPostings: [] });
const dayBefore = (days: number): string => new Date(Date.parse(asOf) - days * 86_400_000).toISOString();

/** The bytes that DynamoDB bills: names and UTF-8 values; of a number one for two digits, and one. */
const bytesOf = (row: Readonly<Record<string, unknown>>): number =>
  Object.entries(row).reduce(
    (sum, [name, value]) =>
      sum +
      name.length +
      (typeof value === 'string' ? Buffer.byteLength(value) : 1 + Math.ceil(String(value).length / 2)),
    0,
  );

function rowOf(customerId: string, facts: readonly CustomerFact[]) {
  const summary = summariseCustomer(toCustomerId(customerId), facts, 'GBP', 'Europe/London');
  const row = { summary, asOf, oversized: true };
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

    expect(bytesOf(encoded)).toBeLessThanOrEqual(4_096);
    expect(decodeCustomerRow(encoded)).toEqual(row);
    expect(row.summary.itemsBought.length).toBe(row.summary.daysOfItems.length);
    expect(row.summary.distinctItemCount).toBe(300);
  });

  it('takes at most 1 KB, one write unit, for 50 items with ids of 6 characters, half of them bought again', () => {
    const ids = many.slice(0, 50).map((place) => `2${10_000 + place}`);
    const orders = [fact(orderOf('o1', ids)), fact(orderOf('o2', ids.slice(25), { placedAt: dayBefore(200) }))];

    expect(bytesOf(rowOf('12345', orders).encoded)).toBeLessThanOrEqual(1_024);
  });

  it('drops the oldest items where the days of 200 would not fit', () => {
    const ids = many.slice(0, 210).map((place) => `i${place}`);
    const lastOnes = ids.map((itemId, place) =>
      fact(orderOf(`last${place}`, [itemId], { placedAt: dayBefore(37 * place) })),
    );
    const earlier = many
      .slice(0, 40)
      .map((place) => fact(orderOf(`o${place}`, ids, { placedAt: dayBefore(8_000 + place * 270) })));

    const { encoded, row } = rowOf('ann', [...lastOnes, ...earlier]);

    expect(encodeCustomerRow(row).itemDays).toMatch(/^.{900,1800}$/);
    expect(row.summary.itemsBought.length).toBeLessThan(200);
    expect(row.summary.itemsBought[0]).toBe('i0');
    expect(decodeCustomerRow(encoded)).toEqual(row);
  });

  it('is read from before days were kept, without them', () => {
    const { encoded } = rowOf('ann', [fact(orderOf('o1', ['pen']))]);

    expect(decodeCustomerRow({ ...encoded, itemDays: undefined }).summary).toMatchObject({
      itemsBought: ['pen'],
      daysOfItems: [],
    });
  });
});
