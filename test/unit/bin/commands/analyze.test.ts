import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { registerAnalyzeCommand } from '../../../../bin/commands/analyze.ts';

let folder = '';
let printed = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-analyze-'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function analyze(orders: readonly object[], ...more: readonly string[]): Promise<void> {
  printed = '';
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerAnalyzeCommand(program);
  const path = join(folder, 'orders.ndjson');
  await writeFile(path, orders.map((order) => `${JSON.stringify(order)}\n`).join(''));
  const options = ['--out', join(folder, 'out'), '--rejected', join(folder, 'rejected.ndjson'), '--time-zone', 'UTC'];
  await program.parseAsync(['analyze', path, ...options, '--currency', 'EUR', ...more], { from: 'user' });
}

const readTable = async (name: string): Promise<Record<string, string>[]> =>
  parse(await readFile(join(folder, 'out', name), 'utf8'), { columns: true });

const order = (orderId: string, placedAt: string, itemIds: readonly string[], customerId?: string) => ({
  orderId,
  placedAt,
  status: 'placed',
  currency: 'EUR',
  ...(customerId === undefined ? {} : { customerId }),
  lines: itemIds.map((itemId) => ({ itemId, quantity: 1, unitPrice: 2, name: itemId === 'ink' ? '=INK()' : itemId })),
});

const firstDay = Date.parse('2025-01-01T10:00:00.000Z');
const onDay = (day: number): string => new Date(firstDay + day * 86_400_000).toISOString();
/** Thirty customers buy a printer with paper all through a year, and ink thirty days later. */
const shop = Array.from({ length: 30 }, (_, customer) => customer).flatMap((customer) => [
  order(`p${customer}`, onDay(customer * 10), ['printer', 'paper'], `c${customer}`),
  order(`i${customer}`, onDay(customer * 10 + 30), ['ink'], `c${customer}`),
]);

describe('holdfast analyze', () => {
  it('writes what goes together and what is bought later, each with its figures and its reason', async () => {
    await analyze(shop);

    expect(await readTable('together.csv')).toMatchObject([
      { of: 'paper', rank: '1', itemId: 'printer', baskets: '30', basketsOfItem: '30', confidence: '1', lift: '2' },
      { of: 'printer', itemId: 'paper', reason: 'in 30 of 30 orders with this item (2 times as often as by chance)' },
    ]);
    expect((await readTable('next.csv')).filter(({ of }) => of === 'printer')).toMatchObject([
      { itemId: 'ink', buyersAfter: '30', buyersOfBoth: '30', usualGapDays: '30' },
    ]);
    expect(await readdir(join(folder, 'out'))).toHaveLength(16);
    expect(printed).toContain('60 orders, 3 items as of 2025-11-18T10:00:00.000Z');
  });

  it('writes how customers go from brand to brand, with a formula in a name kept from running', async () => {
    const brands = ['=Alder', 'Brook', 'Corvid', '=Alder', 'Brook', 'Brook'];
    const cups = brands.map((brand, place) => ({
      ...order(`cup${place}`, onDay(place), [], 'ada'),
      lines: [{ itemId: `cup ${brand}`, quantity: 1, unitPrice: 2, category: 'Cups', brand }],
    }));
    await analyze([...cups, order('guest', onDay(9), ['cup Brook'])]);

    expect(await readTable('brand-inertia.csv')).toMatchObject([
      { category: 'Cups', customers: '1', pairs: '5', repeats: '1', repeatShare: '0.2' },
    ]);
    expect(await readTable('brands.csv')).toMatchObject([
      { category: 'Cups', brand: 'Brook', choices: '3', customers: '1' },
      { brand: "'=Alder", choices: '2' },
      { brand: 'Corvid', choices: '1' },
    ]);
    expect(await readTable('brand-switching.csv')).toContainEqual({
      category: 'Cups',
      fromBrand: "'=Alder",
      toBrand: 'Brook',
      choices: '2',
      shareOfFrom: '1',
    });
  });

  it('tells what goes together from what is avoided, beside an item with more orders than are counted', async () => {
    const orders = Array.from({ length: 2_600 }, (_, place) => {
      if (place < 100) return order(`o${place}`, onDay(0), ['spoon', 'tray']);
      return order(`o${place}`, onDay(1), place < 200 ? ['bag', 'tray'] : ['bag']);
    });
    await analyze(orders);

    // The bag is in 2,500 of the 2,600 orders, and in only half of those with a tray.
    expect(await readTable('together.csv')).toMatchObject([
      { of: 'spoon', itemId: 'tray', lift: '13' },
      { of: 'tray', itemId: 'spoon', lift: '13' },
    ]);
  });

  it('keeps a name that begins like a formula from being run by a spreadsheet', async () => {
    await analyze(shop);

    const [row] = (await readTable('next.csv')).filter(({ itemId }) => itemId === 'ink');
    expect(row?.name).toBe("'=INK()");
  });

  it('writes the customers, and plain rates where they are too few for a model', async () => {
    await analyze(shop);

    const customers = await readTable('customers.csv');
    expect(customers).toHaveLength(30);
    expect(customers[0]).toMatchObject({ customerId: 'c0', x: '1', spend: '2', basis: 'plain-rates' });
    const { observations, models } = JSON.parse(await readFile(join(folder, 'out', 'models.json'), 'utf8'));
    expect(observations).toMatchObject({ customers: 30, repeaters: 30, repeatPurchaseDays: 30 });
    expect(models.mbgNbd).toMatchObject({ parameters: null, status: 'too-little-history' });
    expect(models.mbgNbd.reason).toContain('30 ');
    expect(printed).toContain('30 customers, 30 of them bought again');
  });

  it('refuses a file without orders, and says so', async () => {
    await expect(analyze([{ orderId: 'broken' }])).rejects.toThrow(
      /has no order to analyse; the first of its lines not used is line 1: order.invalid/,
    );
  });

  it('writes what holds customers, with the events and the catalogue that come beside the orders', async () => {
    const lines = (entries: readonly object[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    const eventsPath = join(folder, 'service.ndjson');
    const itemsPath = join(folder, 'items.ndjson');
    const event = { occurredAt: onDay(200), customerId: 'c1' };
    await writeFile(
      eventsPath,
      lines([
        { ...event, eventId: 'e1', type: 'case', caseId: 'k', kind: 'complaint', step: 'opened' },
        { ...event, eventId: 'e2', type: 'rating', stars: 9 },
        { ...event, eventId: 'e3', type: 'rating', stars: 4, customerId: 'c2' },
      ]),
    );
    await writeFile(
      itemsPath,
      lines([{ itemId: 'ink', tags: ['exclusive'] }, { itemId: 'paper' }, { itemId: 'printer' }]),
    );
    const folderBefore = process.cwd();
    process.chdir(folder);
    await analyze(shop, '--events', eventsPath, '--items', itemsPath).finally(() => process.chdir(folderBefore));

    const scores = await readTable('switching-costs.csv');
    expect(scores).toHaveLength(30);
    expect(scores.find(({ customerId }) => customerId === 'c1')).toMatchObject({
      state: 'captive',
      rule: 'open-complaint',
      action: 'service-task',
      weightsVersion: '2',
    });
    const signals = await readTable('signals.csv');
    expect(signals).toContainEqual(
      expect.objectContaining({
        customerId: 'c1',
        signal: 'exclusiveShare',
        reason: '1 of 3 lines are sold only here',
      }),
    );
    expect(signals.find(({ customerId, signal }) => customerId === 'c1' && signal === 'goodwill')).toMatchObject({
      value: '',
      reason: 'too little is known of this customer',
    });
    // What nobody ever sends is in the table of means alone.
    expect(signals.some(({ signal }) => signal === 'pointsAtStake')).toBe(false);
    const means = await readTable('signal-means.csv');
    expect(means.find(({ signal }) => signal === 'goodwill')).toMatchObject({ mean: '0.75', customers: '1' });
    expect(means.find(({ signal }) => signal === 'pointsAtStake')).toMatchObject({ mean: '', customers: '0' });
    expect(await readFile(join(folder, 'service.ndjson.rejected.ndjson'), 'utf8')).toContain('"line":2');
    expect(printed).toContain('1 lines not used, see service.ndjson.rejected.ndjson');
  });

  it('knows nothing of what comes after the end of calibration', async () => {
    // Ink after a printer is no rule yet with nine buyers of both, and one with thirty.
    const often = shop.flatMap((placed) =>
      placed.orderId.startsWith('i')
        ? [0, 10, 20].map((later) => ({
            ...placed,
            orderId: `${placed.orderId}-${later}`,
            placedAt: new Date(Date.parse(placed.placedAt) + later * 86_400_000).toISOString(),
          }))
        : [placed],
    );
    const fittingLines = async (...options: readonly string[]) => {
      await analyze(often, ...options);
      const rows = await readTable('signals.csv');
      return rows.find(({ customerId, signal }) => customerId === 'c0' && signal === 'complementLockIn')?.reason;
    };
    expect(await fittingLines()).toBe('3 of 3 later lines fit something bought before, most of all printer');
    expect(await fittingLines('--calibration-end', onDay(85).slice(0, 10))).toBe(
      '0 of 3 later lines fit something bought before',
    );
  });

  it('takes no events beside a log of transactions', async () => {
    const log = ['--customer', 'a', '--date', 'b', '--events', 'service.ndjson'];
    await expect(analyze(shop, ...log)).rejects.toThrow('--events go with a file of orders');
  });
});
