import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importIntoTables } from '../../bin/import-into-tables.ts';
import { toItemId } from '../../functions/domain/ids.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../support/embedded-database.ts';
import { shopOn } from '../support/shop.ts';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const lines = [
  '536365,85123A,WHITE HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom',
  '536365,71053,LANTERN,6,2010-12-01 08:26:00,3.39,17850,United Kingdom',
  '536366,71053,LANTERN,6,2010-12-01 08:28:00,3.39,,United Kingdom',
  'C536367,71053,LANTERN,-1,2010-12-02 08:28:00,3.39,17850,United Kingdom',
  '536368,POST,POSTAGE,1,2010-12-01 08:29:00,18.0,12583,France',
];

let database: EmbeddedDatabase;
let folder = '';
beforeEach(async () => {
  database = await startEmbeddedDatabase();
  folder = await mkdtemp(join(tmpdir(), 'holdfast-import-'));
});
afterEach(async () => {
  await database.stop();
  await rm(folder, { recursive: true });
});

const importText = async (text: string, currency = 'GBP') => {
  const path = join(folder, 'retail.csv');
  const rejectedPath = join(folder, 'rejected.ndjson');
  await writeFile(path, text);
  const deps = { ...shopOn(database), currency, pause: async () => undefined };
  return importIntoTables(deps, { path, rejectedPath });
};

describe('holdfast import', () => {
  it('reports every count, and a second run says that all is unchanged', async () => {
    const text = [header, ...lines].join('\n');

    const first = await importText(text);
    expect(first.report).toMatch(/retail\.csv: 5 lines read/);
    expect(first.report).toMatch(/3 {2}lines of orders/);
    expect(first.report).toMatch(/invoices: 4, of them 1 cancellations and 0 adjustments/);
    expect(first.report).toMatch(/in use: 3 order lines in 2 orders of 1 customers and guests over 2 items/);
    expect(first.report).toMatch(/orders: 2\n {2}2 {2}stored\n {2}0 {2}unchanged/);
    expect(first.report).toMatch(/1 lines, orders and returns that were not used are in .*rejected\.ndjson/);
    const rejected = (await readFile(join(folder, 'rejected.ndjson'), 'utf8')).trimEnd().split('\n');
    expect(rejected.map((line) => JSON.parse(line))).toEqual([
      { line: 6, reason: 'line.service-charge', raw: lines[4] },
    ]);

    const second = await importText(text);
    expect(second.report).toMatch(/orders: 2\n {2}0 {2}stored\n {2}2 {2}unchanged/);
    expect(second.report).toMatch(/returns: 1\n {2}0 {2}stored\n {2}1 {2}unchanged/);
  });

  it('leaves a file of rejected lines neither behind a failure nor where nothing was rejected', async () => {
    await expect(importText([header, lines[4]].join('\n'), 'EUR')).rejects.toMatchObject({ code: 'order.currency' });
    expect(await readdir(folder)).toEqual(['retail.csv']);
    await importText([header, lines[0]].join('\n'));
    expect(await readdir(folder)).toEqual(['retail.csv']);
    expect(await shopOn(database).history.isEmpty()).toBe(false);
  });

  it('takes service events and a catalogue along, which count at once and again change nothing', async () => {
    const path = join(folder, 'retail.csv');
    await writeFile(path, [header, ...lines.slice(0, 3)].join('\n'));
    const event = { eventId: 'e1', customerId: '17850', occurredAt: '2010-12-01T09:00:00Z', type: 'rating', stars: 5 };
    const another = { ...event, eventId: 'e2', customerId: 'nobody-yet' };
    const beside = { events: join(folder, 'events.ndjson'), items: join(folder, 'items.ndjson') };
    const run = async (events: readonly unknown[]) => {
      await writeFile(beside.events, events.map((one) => JSON.stringify(one)).join('\n'));
      await writeFile(beside.items, JSON.stringify({ itemId: '85123A', name: 'Heart', tags: ['exclusive'] }));
      const deps = { ...shopOn(database), pause: async () => undefined };
      return importIntoTables(deps, { path, rejectedPath: join(folder, 'rejected.ndjson'), beside });
    };
    const shop = shopOn(database);

    const first = await run([event, another]);
    expect(first.report).toMatch(/service events: 2\n {2}2 {2}stored\n/);
    expect(first.report).toMatch(/catalogue: 1\n {2}1 {2}stored\n/);
    expect((await shop.items.find(toItemId('85123A')))?.tags).toEqual(['exclusive']);
    // The rating counts in the night's work that ends the import, though that reads the file alone.
    expect((await shop.learntShop.find())?.means.get('goodwill')).toMatchObject({ customerCount: 1 });

    const second = await run([event, { ...another, stars: 1 }]);
    expect(second.report).toMatch(
      /service events: 2\n {2}0 {2}stored\n {2}1 {2}unchanged.*\n {2}1 {2}not stored: event.different-content/,
    );
    expect(await readFile(join(folder, 'rejected.ndjson'), 'utf8')).toContain('event.different-content');
  });
});
