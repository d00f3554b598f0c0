import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BasketTableColumns, readBasketTable } from '../../../../bin/readers/read-basket-table.ts';
import type { BasketTable } from '../../../../functions/domain/evaluation/basket-table.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-basket-table-'));
});
afterAll(() => rm(folder, { recursive: true }));

const orderAndItem = { order: 'order', item: 'item' };

async function read(content: string | Buffer, columns: BasketTableColumns = orderAndItem) {
  const path = join(folder, 'baskets');
  await writeFile(path, content);
  return readBasketTable(path, columns);
}

const basketsOf = ({ basketIds, itemIds, offsets, items }: BasketTable) =>
  basketIds.map((basketId, basket) => [
    basketId,
    Array.from(items.subarray(offsets[basket], offsets[basket + 1]), (item) => itemIds[item]),
  ]);

describe('reading baskets from any CSV', () => {
  it('brings lines of an order together wherever they lie, an item once, all in file order', async () => {
    const { table, linesRead, skipped } = await read(
      '\ufeffitem,note,order\r\nmilk,x,2\r\n"rolls, sweet",,1\r\nbeer,,2\r\nmilk,,1\r\nmilk,,2\r\n\r\n',
    );

    expect(basketsOf(table)).toEqual([
      ['2', ['milk', 'beer']],
      ['1', ['rolls, sweet', 'milk']],
    ]);
    expect(table.itemIds).toEqual(['milk', 'rolls, sweet', 'beer']);
    expect([linesRead, skipped.size]).toEqual([5, 0]);
    expect(table).toMatchObject({ customerCount: 0, momentsAreTimes: false });
    expect(table).not.toHaveProperty('customers');
    expect(table).not.toHaveProperty('moments');
  });

  it('gives the same baskets as a map of sets, plain or gzip, whatever the ids', async () => {
    const id = fc.stringMatching(/^[ab",é\u{1F600}]{1,3}$/u);
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(id, id), { minLength: 1 }), fc.boolean(), async (lines, isGzip) => {
        const content = `order,item\n${lines.map((cells) => cells.map(quoted).join(',')).join('\n')}`;
        const { table } = await read(isGzip ? gzipSync(content) : content);
        const expected = new Map<string, Set<string>>();
        for (const [order, item] of lines) expected.set(order, (expected.get(order) ?? new Set()).add(item));
        expect(basketsOf(table)).toEqual([...expected].map(([order, items]) => [order, [...items]]));
      }),
      { numRuns: 50 },
    );
  });

  it('skips lines it cannot use and counts them by reason', async () => {
    const { table, linesRead, skipped } = await read('order,item\n,milk\n1,\n1, \n  ,milk\n1\n1,milk,beer\n1,milk\n');

    expect(basketsOf(table)).toEqual([['1', ['milk']]]);
    expect(linesRead).toBe(7);
    expect(Object.fromEntries(skipped)).toEqual({ 'line.no-order': 2, 'line.no-item': 3, 'line.malformed': 1 });
  });

  it('takes an order for the customer that a line of it names, and skips lines that name another', async () => {
    const columns = { ...orderAndItem, customer: 'who' };
    const { table, skipped } = await read('order,item,who\n1,a,\n2,a,zoe\n1,b,max\n3,a,\n1,c,zoe\n4,a,zoe\n', columns);

    expect(basketsOf(table).map(([basketId]) => basketId)).toEqual(['1', '2', '3', '4']);
    expect([...(table.customers ?? [])]).toEqual([1, 0, -1, 0]);
    expect(table.customerCount).toBe(2);
    expect(basketsOf(table)[0]).toEqual(['1', ['a', 'b']]);
    expect([...skipped]).toEqual([['order.customer-changed', 1]]);
  });

  it('takes the earliest time of an order, with zone, without, or a day alone', async () => {
    const columns = { ...orderAndItem, time: 'at' };
    const { table } = await read(
      'order,item,at\n1,a,2026-03-01 10:00\n1,b,2026-03-01 09:59:30\n2,a,2026-03-01T10:00:00+02:00\n3,a,2026-03-01\n4,a,2026-03-01 10:00:00.25\n',
      columns,
    );

    expect(table.momentsAreTimes).toBe(true);
    expect(Array.from(table.moments ?? [], (moment) => new Date(moment).toISOString())).toEqual([
      '2026-03-01T09:59:30.000Z',
      '2026-03-01T08:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
      '2026-03-01T10:00:00.250Z',
    ]);
  });

  it('takes the lowest sequence number of an order', async () => {
    const { table } = await read('order,item,n\n1,a,12\n1,b,-1.5\n2,a,3e2\n', { ...orderAndItem, sequence: 'n' });
    expect([...(table.moments ?? [])]).toEqual([-1.5, 300]);
    expect(table.momentsAreTimes).toBe(false);
  });

  it.each(['', 'yesterday', '2026-02-30', '2026-02-30 10:00', '2026-02-30T10:00:00Z', '03/01/2026'])(
    'refuses %j for a time, naming line and value',
    async (value) => {
      const reading = read(`order,item,at\n1,a,2026-03-01\n1,b,${value}\n`, { ...orderAndItem, time: 'at' });
      await expect(reading).rejects.toMatchObject({ code: 'line.time', details: { line: 3, value } });
      await expect(reading).rejects.toThrow(`line 3 of ${join(folder, 'baskets')} has ${JSON.stringify(value)}`);
    },
  );

  it.each(['', 'first', '0x10', '1e999'])('refuses %j for a sequence number', async (value) => {
    const reading = read(`order,item,n\n1,a,${value}\n`, { ...orderAndItem, sequence: 'n' });
    await expect(reading).rejects.toMatchObject({ code: 'line.sequence' });
  });

  it('names a column that is not there or there twice, and those that are', async () => {
    const missing = read('Order,item\n1,a\n');
    await expect(missing).rejects.toMatchObject({ code: 'file.missing-column' });
    await expect(missing).rejects.toThrow('no column "order", given for the order; its columns are "Order", "item"');
    await expect(read('order,item,item\n1,a,b\n')).rejects.toMatchObject({ code: 'file.column-twice' });
  });

  it('refuses times and sequence numbers together, and a file of nothing', async () => {
    const both = { ...orderAndItem, time: 'at', sequence: 'n' };
    await expect(read('order,item,at,n\n', both)).rejects.toMatchObject({ code: 'columns.time-and-sequence' });
    await expect(read('\n\n')).rejects.toMatchObject({ code: 'file.empty' });
  });
});
