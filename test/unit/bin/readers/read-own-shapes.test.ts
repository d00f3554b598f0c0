import { describe, expect, it } from 'vitest';
import { ordersOf, readText, returnsOf } from './read-text.ts';

const order = {
  orderId: 'o1',
  customerId: 'c1',
  placedAt: '2025-03-01T10:00:00Z',
  status: 'placed',
  currency: 'GBP',
  lines: [
    { itemId: 'tea', quantity: 2, unitPrice: 1.15, returnedQuantity: 1, name: 'Green tea', category: 'drinks' },
    { itemId: 'cup', quantity: 1, unitPrice: 8 },
  ],
  discount: 0.5,
  recommendationIds: ['r1', 'r2'],
  deliveredAt: '2025-03-03T10:00:00+01:00',
};
const ndjson = (...objects: readonly unknown[]): string => objects.map((object) => JSON.stringify(object)).join('\n');

describe('reading NDJSON of orders', () => {
  it.each(['plain', 'gzip'] as const)('gives back every field of an order, %s', async (form) => {
    const { file } = await readText(ndjson(order), form);

    expect(ordersOf(file)).toEqual([
      {
        orderId: 'o1',
        customerId: 'c1',
        placedAt: '2025-03-01T10:00:00.000Z',
        updatedAt: '2025-03-01T10:00:00.000Z',
        deliveredAt: '2025-03-03T09:00:00.000Z',
        status: 'placed',
        currency: 'GBP',
        discountMinor: 50,
        recommendationIds: ['r1', 'r2'],
        lines: [
          {
            itemId: 'tea',
            quantity: 2,
            unitPriceMinor: 115,
            returnedQuantity: 1,
            name: 'Green tea',
            category: 'drinks',
          },
          { itemId: 'cup', quantity: 1, unitPriceMinor: 800 },
        ],
      },
    ]);
    expect([...file.log.namedItems()]).toEqual([{ itemId: 'tea', name: 'Green tea', category: 'drinks' }]);
  });

  it('keeps the newest version of an order wherever it stands, and the counts still add up', async () => {
    const edited = {
      ...order,
      updatedAt: '2025-03-02T10:00:00Z',
      lines: [{ itemId: 'pot', quantity: 1, unitPrice: 9 }],
    };
    const cancelled = { ...edited, status: 'cancelled' };

    const { file, rejected } = await readText(ndjson(order, cancelled, edited, order, cancelled));

    expect(ordersOf(file)).toMatchObject([{ status: 'cancelled', lines: [{ itemId: 'pot' }] }]);
    expect(file.log).toMatchObject({ orderCount: 1, itemCount: 1, lineCount: 1 });
    expect(rejected).toEqual([]);
    expect(Object.fromEntries(file.linesByOutcome)).toEqual({ order: 1, 'order.older-version': 3, 'order.again': 1 });
  });

  it('rejects a conflict at one time, another customer, bad fields and what is no JSON, and keeps the rest', async () => {
    const conflict = { ...order, lines: [{ itemId: 'pot', quantity: 1, unitPrice: 9 }] };
    const moved = { ...order, updatedAt: '2025-03-02T10:00:00Z', customerId: 'c2' };
    const bad = { ...order, orderId: 'o2', lines: [{ itemId: 'pot', quantity: 0, unitPrice: 9, color: 'red' }] };

    const { file, rejected } = await readText([ndjson(order, conflict, moved, bad), '{"orderId":'].join('\n'));

    expect(ordersOf(file)).toHaveLength(1);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'order.same-time-conflict'],
      [3, 'order.customer-changed'],
      [4, 'order.invalid'],
      [5, 'line.not-json'],
    ]);
    expect(rejected[2]?.issues).toContainEqual(expect.objectContaining({ path: 'lines[0].quantity' }));
    expect(rejected[2]?.issues).toContainEqual(expect.objectContaining({ path: 'lines[0].color' }));
    expect(rejected[3]?.raw).toBe('{"orderId":');
  });

  it('reads returns between the orders, each id once', async () => {
    const event = {
      type: 'return',
      eventId: 'e1',
      occurredAt: '2025-03-05T10:00:00Z',
      customerId: 'c1',
      itemId: 'cup',
      quantity: 1,
      reason: 'defect',
    };

    const { file } = await readText(ndjson(order, event, event));

    expect(returnsOf(file)).toEqual([
      {
        eventId: 'e1',
        occurredAt: '2025-03-05T10:00:00.000Z',
        customerId: 'c1',
        itemId: 'cup',
        quantity: 1,
        reason: 'defect',
      },
    ]);
    expect(Object.fromEntries(file.linesByOutcome)).toEqual({ order: 1, return: 1, 'return.again': 1 });
  });
});

describe('reading CSV of orders', () => {
  const header = 'orderId,customerId,placedAt,updatedAt,status,currency,itemId,quantity,unitPrice,name';
  const at = '2025-03-01T10:00:00Z';

  it('brings the lines of an order together, empty cells being absent fields', async () => {
    const { file } = await readText(
      [
        header,
        `o1,c1,${at},,,GBP,tea,2,1.15,"Tea, green"`,
        `o2,,${at},,cancelled,GBP,tea,1,1.15,`,
        `o1,c1,${at},,,GBP,cup,1,8,`,
      ].join('\n'),
    );

    expect(ordersOf(file)).toMatchObject([
      { orderId: 'o1', lines: [{ itemId: 'tea', unitPriceMinor: 115, name: 'Tea, green' }, { itemId: 'cup' }] },
      { orderId: 'o2', status: 'cancelled' },
    ]);
    expect(ordersOf(file)[1]).not.toHaveProperty('customerId');
  });

  it('rejects an order whole when one line of it is bad, wherever the line stands', async () => {
    const { file, rejected } = await readText(
      [
        header,
        `o1,c1,${at},,,GBP,tea,2,1.15,`,
        `o2,c1,${at},,,GBP,tea,1,1.15,`,
        `o1,c1,${at},,,GBP,cup,none,8,`,
        `o1,c1,${at},,,GBP,pot,1,8,`,
        `o3,c1,${at},,,GBP,pot,1`,
        `o2,c1,2025-03-01T11:00:00Z,${at},,GBP,pot,1,8,`,
      ].join('\n'),
    );

    expect(file.log.orderCount).toBe(0);
    expect(Object.fromEntries(file.linesByOutcome)).toEqual({
      'order.broken': 3,
      'order.invalid': 1,
      'line.malformed': 1,
      'order.lines-differ': 1,
    });
    expect(rejected.filter(({ line }) => line === undefined)).toMatchObject([
      { orderId: 'o1', raw: { lines: [{ itemId: 'tea' }] } },
      { orderId: 'o2', raw: { lines: [{ itemId: 'tea' }] } },
    ]);
    expect(rejected.find(({ line }) => line === 4)).toMatchObject({
      reason: 'order.invalid',
      orderId: 'o1',
      issues: [{ path: 'lines[0].quantity' }],
    });
  });

  it('lets a later version replace an earlier one', async () => {
    const { file } = await readText(
      [
        header,
        `o1,c1,${at},${at},,GBP,tea,2,1.15,`,
        `o1,c1,${at},2025-03-02T10:00:00Z,,GBP,pot,1,8,`,
        `o1,c1,${at},${at},,GBP,cup,2,1.15,`,
        `o1,c1,${at},2025-03-02T10:00:00Z,,GBP,jug,1,8,`,
      ].join('\n'),
    );

    expect(ordersOf(file)).toMatchObject([{ lines: [{ itemId: 'pot' }, { itemId: 'jug' }] }]);
    expect(Object.fromEntries(file.linesByOutcome)).toEqual({ 'order-line': 2, 'order.older-version': 2 });
  });
});

describe('files that cannot be read', () => {
  it.each([
    ['', 'file.empty'],
    ['\n\n', 'file.empty'],
    ['order,customer,item\n1,2,3\n', 'file.unknown-format'],
    ['orderId,placedAt,currency,itemId,quantity,unitPrice,colour\n', 'file.unknown-column'],
    ['PK\u0003\u0004', 'file.not-text'],
    ['\u001f', 'file.unknown-format'],
  ])('%j is %s', async (text, code) => {
    await expect(readText(text)).rejects.toMatchObject({ code });
  });

  it('names the columns found and the formats known', async () => {
    await expect(readText('order,customer,item\n')).rejects.toThrow(/order,customer,item.*UCI Online Retail.*NDJSON/);
  });
});
