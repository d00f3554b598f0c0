import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { summariseCustomer } from '../../../functions/domain/customers/customer-summary.ts';
import { toCustomerId } from '../../../functions/domain/ids.ts';
import type { GroupName } from '../../../functions/domain/standing/customer-group.ts';
import type { GroupMember, GroupPosition } from '../../../functions/stores/customers/group-index.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { orderOf } from '../../support/orders.ts';
import { type Shop, shopOn } from '../../support/shop.ts';

let database: EmbeddedDatabase;
let shop: Shop;
beforeEach(async () => {
  database = await startEmbeddedDatabase();
  shop = shopOn(database);
});
afterEach(() => database.stop());

const asOf = '2026-04-01T00:00:00.000Z';

const rowOf = (customer: string, group: GroupName, valueAtRiskMinor: number | null, objects = false) => {
  const customerId = toCustomerId(customer);
  const order = orderOf(`order of ${customer}`, ['mug'], { customerId: customer });
  const fact = { kind: 'order' as const, order, version: 1, retiredPostings: [] };
  return {
    summary: summariseCustomer(customerId, [fact], 'GBP', 'Europe/London'),
    asOf,
    oversized: false,
    objects,
    group: { group, since: '2026-03-01' },
    score: {
      modelVersion: 'v',
      valueAtRiskMinor,
      lifetimeValue12MonthsDiscounted1PercentMinor: 250.5,
      probabilityAlive: 0.25,
    },
  };
};

const put = async (row: ReturnType<typeof rowOf>): Promise<void> => {
  const { customerId } = row.summary;
  expect(await shop.customers.put(row, (await shop.customers.findState(customerId))?.revision, new Date(asOf))).toBe(
    true,
  );
};

async function pageThrough(group: GroupName, limit: number, between?: () => Promise<void>): Promise<GroupMember[]> {
  const all: GroupMember[] = [];
  let after: GroupPosition | undefined;
  for (let pages = 0; pages < 100; pages += 1) {
    const { members, more } = await shop.customers.listGroup(group, limit, after);
    expect(members.length).toBeLessThanOrEqual(limit);
    all.push(...members);
    after = members.at(-1);
    if (!more) return all;
    await between?.();
  }
  throw new Error('the list does not end');
}

describe('the list of a group', () => {
  it('says of its members what a row of it shows', async () => {
    await put(rowOf('ann', 'at-risk', 1234.5));

    expect((await shop.customers.listGroup('at-risk', 10)).members).toEqual([
      {
        customerId: 'ann',
        group: 'at-risk',
        valueAtRiskMinor: 1234.5,
        lifetimeValue12MonthsDiscounted1PercentMinor: 250.5,
        probabilityAlive: 0.25,
        lastPurchaseDay: Date.parse('2026-03-01') / 86_400_000,
      },
    ]);
    expect((await shop.customers.listGroup('loyal', 10)).members).toEqual([]);
  });

  it.each([1, 3, 7, 50])(
    'comes %i at a time by value at risk, everybody once, however many are alike',
    async (limit) => {
      // Half are of no value at risk, and the others share five values.
      const values = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? null : (index % 5) * 100));
      for (const [index, value] of values.entries()) await put(rowOf(`customer-${index}`, 'at-risk', value));
      await put(rowOf('somebody-else', 'loyal', 900));

      const members = await pageThrough('at-risk', limit);

      expect(members.map(({ customerId }) => customerId).sort()).toEqual(
        values.map((_, index) => `customer-${index}`).sort(),
      );
      const listed = members.map(({ valueAtRiskMinor }) => valueAtRiskMinor);
      expect(listed).toEqual([...listed].sort((left, right) => right - left));
    },
  );

  it('goes on behind a member who left it meanwhile', async () => {
    for (let index = 0; index < 20; index += 1) await put(rowOf(`customer-${index}`, 'at-risk', 100));
    const first = await shop.customers.listGroup('at-risk', 5);
    const last = first.members.at(-1);
    if (last === undefined) throw new Error('a page of five');

    await put(rowOf(last.customerId, 'loyal', 100));
    const rest = await shop.customers.listGroup('at-risk', 50, last);

    const ids = [...first.members, ...rest.members].map(({ customerId }) => customerId);
    expect(new Set(ids).size).toBe(20);
  });

  it('has nobody who objects to profiling', async () => {
    await put(rowOf('ann', 'at-risk', 100));
    await put(rowOf('ann', 'at-risk', 100, true));

    expect((await shop.customers.listGroup('at-risk', 10)).members).toEqual([]);
  });
});

it('a scan gives every row with its revision, over pages and segments', async () => {
  // Rows of 3 KB: more than the megabyte of a page.
  const lines = orderOf(
    'x',
    Array.from({ length: 60 }, (_, index) => `an item with a rather long name, number ${index}`),
  ).lines;
  const customers = Array.from({ length: 420 }, (_, index) => `customer-${index}`);
  for (const customer of customers) {
    const order = orderOf(`order of ${customer}`, [], { customerId: customer, lines });
    const fact = { kind: 'order' as const, order, version: 1, retiredPostings: [] };
    const summary = summariseCustomer(toCustomerId(customer), [fact], 'GBP', 'Europe/London');
    await shop.customers.put({ summary, asOf, oversized: false }, undefined, new Date(asOf));
  }

  const found: string[] = [];
  for (const segment of [0, 1]) {
    for await (const { row, revision } of shop.customers.scanStates(segment, 2)) {
      expect(revision).toBe(1);
      found.push(row.summary.customerId);
    }
  }

  expect(found.sort()).toEqual([...customers].sort());
}, 30_000);
