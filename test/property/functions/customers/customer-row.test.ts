import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summariseCustomer } from '../../../../functions/domain/customers/customer-summary.ts';
import { toCustomerId, toItemId } from '../../../../functions/domain/ids.ts';
import type { CustomerFact, OrderLine } from '../../../../functions/domain/orders/order.ts';
import { type GroupState, groupNames } from '../../../../functions/domain/standing/customer-group.ts';
import { decodeCustomerRow, encodeCustomerRow } from '../../../../functions/stores/customers/customer-codec.ts';
import { bytesOfRow } from '../../../support/bytes-of-row.ts';
import { customerFacts } from '../../../support/customer-facts.ts';
import { orderOf } from '../../../support/orders.ts';

const asOf = '2036-01-01T00:00:00.000Z';
const summaryOf = (customerId: string, facts: readonly CustomerFact[]) =>
  summariseCustomer(toCustomerId(customerId), facts, 'GBP', 'Europe/London');

// The longest texts that the contracts take, in characters of one byte to four.
const text = (maximumCharacters: number) =>
  fc
    .tuple(fc.constantFrom('i', 'é', '茶', '😀', '\n', '\\', '\t'), fc.integer({ min: 1, max: maximumCharacters - 5 }))
    .map(([character, length]) => character.repeat(length));
const printable = (maximumCharacters: number) =>
  fc
    .tuple(fc.constantFrom('i', 'é', '茶', '😀'), fc.integer({ min: 1, max: maximumCharacters - 5 }))
    .map(([character, length]) => character.repeat(length));

const group: fc.Arbitrary<GroupState> = fc.record({
  group: fc.constantFrom(...groupNames),
  since: fc.constant('2035-12-31'),
  previousGroup: fc.constantFrom(...groupNames),
});
const amount = fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1e15, noNaN: true }));
const score = fc.record({
  modelVersion: fc.constant('2036-01-01T04:10:00.000Z'),
  valueAtRiskMinor: amount,
  lifetimeValue12MonthsDiscounted1PercentMinor: amount,
  probabilityAlive: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** A customer of up to 2,000 orders over 30 years, of as many items, categories and brands, and prices of 10^12. */
const hugeFacts = fc
  .record({
    orders: fc.integer({ min: 1, max: 2_000 }),
    daysApart: fc.integer({ min: 1, max: 5 }),
    itemPrefix: printable(128),
    category: text(128),
    brand: text(128),
    channel: text(64),
    names: fc.integer({ min: 1, max: 300 }),
    unitPriceMinor: fc.integer({ min: 1, max: 10 ** 12 }),
  })
  .map(({ orders, daysApart, itemPrefix, category, brand, channel, names, unitPriceMinor }) =>
    Array.from({ length: orders }, (_, place): CustomerFact => {
      const line = (index: number): OrderLine => ({
        itemId: toItemId(`${itemPrefix}${(place * 7 + index * 13) % 401}`),
        quantity: 2,
        returnedQuantity: place % 2,
        unitPriceMinor: unitPriceMinor + place,
        category: `${category}${(place + index) % names}`,
        brand: `${brand}${(place * index) % names}`,
      });
      const placedAt = new Date(Date.UTC(2035, 0, 1) - place * daysApart * 86_400_000).toISOString();
      const order = orderOf(`o${place}`, [], {
        placedAt,
        lines: [0, 1, 2].map(line),
        channel: `${channel}${place % names}`,
        country: channel,
      });
      return { kind: 'order', order, version: 1, retiredPostings: [] };
    }),
  );

const isPrefix = (part: readonly unknown[], whole: readonly unknown[]) =>
  expect(part).toEqual(whole.slice(0, part.length));
const isSuffix = (part: readonly unknown[], whole: readonly unknown[]) =>
  expect(part).toEqual(whole.slice(whole.length - part.length));

describe('a customer’s row', () => {
  it('takes at most 4,096 bytes whatever the customer did, and cuts lists from their ends alone', () => {
    fc.assert(
      fc.property(hugeFacts, printable(128), group, score, (facts, customerId, itsGroup, itsScore) => {
        const summary = summaryOf(customerId, facts);
        const encoded = encodeCustomerRow({ summary, asOf, oversized: true, group: itsGroup, score: itsScore });
        const stored = { ...encoded, computedAt: asOf, revision: 2 ** 31, expiresAtEpochSeconds: 2 ** 31 };

        expect(bytesOfRow(stored)).toBeLessThanOrEqual(4_096);
        const { activity, itemsBought, daysOfItems, ...numbers } = decodeCustomerRow(stored).summary;
        isPrefix(itemsBought, summary.itemsBought);
        isPrefix(daysOfItems, summary.daysOfItems);
        expect(itemsBought).toHaveLength(daysOfItems.length);
        const { purchaseDays, months, categories, brands, channels, ...rest } = activity;
        isSuffix(purchaseDays, summary.activity.purchaseDays);
        isSuffix(months, summary.activity.months);
        isPrefix(categories, summary.activity.categories);
        isPrefix(brands, summary.activity.brands);
        isPrefix(channels, summary.activity.channels);
        expect(summary).toMatchObject({ ...numbers, activity: rest });
        // Room is used: something is kept of what a model needs, and of what lists are made of.
        expect(months.length).toBeGreaterThanOrEqual(Math.min(6, summary.activity.months.length));
        expect(purchaseDays.length).toBeGreaterThanOrEqual(Math.min(40, summary.activity.purchaseDays.length));
        const again = encodeCustomerRow(decodeCustomerRow(stored));
        expect(decodeCustomerRow(again)).toEqual(decodeCustomerRow(stored));
      }),
      { numRuns: 30 },
    );
  });

  it('reads back as it was written where there is room', () => {
    fc.assert(
      fc.property(customerFacts, fc.boolean(), group, (facts, objects, itsGroup) => {
        const row = { summary: summaryOf('ada', facts), asOf, oversized: false, objects };

        const decoded = decodeCustomerRow(encodeCustomerRow({ ...row, group: itsGroup }));

        expect(decoded).toEqual(objects ? row : { ...row, group: itsGroup });
      }),
    );
  });
});
