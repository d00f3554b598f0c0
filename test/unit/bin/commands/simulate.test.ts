import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerSimulateCommand } from '../../../../bin/commands/simulate.ts';
import { contractContext } from '../../../../functions/contracts/fields.ts';
import { createItemParser } from '../../../../functions/contracts/item-contract.ts';
import { createOrderParser } from '../../../../functions/contracts/order-contract.ts';
import { createReturnParser } from '../../../../functions/contracts/return-contract.ts';
import { createServiceEventParser } from '../../../../functions/contracts/service-event-contract.ts';
import { ordersOf, readText } from '../readers/read-text.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-simulate-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function simulate(name: string, ...args: string[]): Promise<string> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerSimulateCommand(program);
  const path = join(folder, name);
  await program.parseAsync(['simulate', '--out', path, ...args], { from: 'user' });
  return readFile(path, 'utf8');
}

describe('holdfast simulate', () => {
  it('writes the same bytes for the same customers and seed, and others for another seed', async () => {
    const once = await simulate('one', '--customers', '50', '--seed', '7');
    expect(await simulate('two', '--customers', '50', '--seed', '7')).toBe(once);
    expect(await simulate('three', '--customers', '50', '--seed', '8')).not.toBe(once);
    expect((await readdir(folder)).sort()).toEqual(['one', 'three', 'two']);
  });

  it('writes nothing but what the API takes', async () => {
    const context = contractContext('GBP', () => new Date('2026-01-01T00:00:00.000Z'));
    const [parseOrder, parseReturn] = [createOrderParser(context), createReturnParser(context)];
    const text = await simulate('shop', '--customers', '200', '--seed', '7');
    for (const line of text.trimEnd().split('\n')) {
      const json: object = JSON.parse(line);
      expect('type' in json ? parseReturn(json) : parseOrder(json)).toMatchObject({ ok: true });
    }
  });

  it('writes events and items as they are taken, of the customers and orders of the file', async () => {
    const [eventsPath, itemsPath] = [join(folder, 'events.ndjson'), join(folder, 'items.ndjson')];
    const args = ['--customers', '200', '--seed', '7', '--events', eventsPath, '--items', itemsPath];
    const orders = await simulate('with-events', ...args);
    const context = contractContext('GBP', () => new Date('2026-01-01T00:00:00.000Z'));
    const entriesOf = async (path: string) =>
      (await readFile(path, 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
    const events = (await entriesOf(eventsPath)).map(createServiceEventParser(context));
    const items = (await entriesOf(itemsPath)).map(createItemParser(context));

    expect([...events, ...items].filter(({ ok }) => !ok)).toEqual([]);
    const values = events.flatMap((event) => (event.ok ? [event.value] : []));
    expect(new Set(values.map(({ type }) => type))).toEqual(new Set(['late-delivery', 'case', 'rating']));
    expect(new Set(values.map(({ eventId }) => eventId)).size).toBe(values.length);
    for (const { customerId } of values) expect(orders).toContain(`"customerId":"${customerId}"`);
    expect(items.some((item) => item.ok && item.value.tags?.includes('exclusive'))).toBe(true);
  });

  it('is read back whole by the importer', async () => {
    const text = await simulate('shop', '--customers', '100', '--seed', '7');
    const { file, rejected } = await readText(text);
    const counts = Object.fromEntries(file.linesByOutcome);

    expect(rejected).toEqual([]);
    expect(ordersOf(file)).toHaveLength(counts.order ?? 0);
    expect(file.log.returnCount).toBe(counts.return);
    expect([...file.linesByOutcome.values()].reduce((sum, count) => sum + count)).toBe(text.split('\n').length - 1);
  });

  it('writes the truth beside, as one JSON document of the items and customers of the file', async () => {
    const truthPath = join(folder, 'truth.json');
    const text = await simulate('shop', '--customers', '60', '--seed', '7', '--truth', truthPath);
    const truth: Record<string, { customerId?: string; itemId?: string }[]> = JSON.parse(
      await readFile(truthPath, 'utf8'),
    );
    const orders = text
      .trimEnd()
      .split('\n')
      .map((line): { customerId?: string; lines?: { itemId: string }[] } => JSON.parse(line))
      .filter(({ lines }) => lines !== undefined);

    expect(truth).toMatchObject({ model: 1, settings: { customers: 60, seed: 7, without: [] } });
    const known = new Set(truth.items?.map(({ itemId }) => itemId));
    expect(orders.every(({ lines = [] }) => lines.every(({ itemId }) => known.has(itemId)))).toBe(true);
    expect(new Set(truth.customers?.map(({ customerId }) => customerId))).toEqual(
      new Set(orders.flatMap(({ customerId }) => customerId ?? [])),
    );
    expect(truth.complements).toHaveLength(4);
    expect(truth.serviceEvents?.length).toBeGreaterThan(0);
  });

  it('plants nothing on request, and takes the sizes of the evaluation shop without a number of customers', async () => {
    const truthPath = join(folder, 'bare.json');
    await simulate('bare', '--customers', '5', '--planted', 'none', '--without', 'deals,service', '--truth', truthPath);
    const truth = JSON.parse(await readFile(truthPath, 'utf8'));
    expect(truth).toMatchObject({ complements: [], substitutes: [], variants: [], directional: [] });
    expect(truth.settings.without).toEqual(expect.arrayContaining(['clusters', 'complements', 'deals', 'service']));
    await expect(simulate('bad', '--shop', 'evaluation', '--customers', '5')).rejects.toThrow(/sizes are fixed/);
    await expect(simulate('bad', '--seed', '5')).rejects.toThrow(/needed is --customers NUMBER/);
    await expect(simulate('bad', '--customers', '5', '--without', 'guests')).rejects.toThrow(/Known are clusters/);
  });

  it('takes the habits shop with its own sizes, and its customers without habits on request', async () => {
    const truthPath = join(folder, 'habits.json');
    const truthOf = async (...args: string[]) => {
      await simulate('habits', '--shop', 'habits', '--truth', truthPath, ...args);
      return JSON.parse(await readFile(truthPath, 'utf8'));
    };
    const on = await truthOf('--customers', '5');
    expect(on.customers).toHaveLength(5);
    expect(on.settings.without).not.toContain('lock-in');
    expect(Object.keys(on.customers[0].habits)).toEqual(['brandInertia', 'complementLockIn', 'dealSeeking']);
    const off = await truthOf('--customers', '5', '--planted', 'none', '--without', 'lock-in');
    expect(off.settings.without).toEqual(
      expect.arrayContaining(['clusters', 'service', 'brand-inertia', 'lock-in', 'price-sensitivity']),
    );
    expect(off.customers[0].habits).toEqual({});
    const demo = await simulate('demo', '--customers', '5', '--planted', 'none');
    expect(await simulate('demo', '--customers', '5', '--planted', 'none', '--without', 'lock-in')).toBe(demo);
    await expect(simulate('bad', '--shop', 'habits', '--orders', '5')).rejects.toThrow(/given for the habits shop/);
  });

  it('refuses what is no number or time, and a folder it cannot write to', async () => {
    await expect(simulate('bad', '--customers', 'many', '--seed', '7')).rejects.toThrow(/whole number/);
    await expect(simulate('bad', '--customers', '1', '--seed', '7', '--end', 'soon')).rejects.toThrow(/A time such as/);
    await expect(simulate('none/bad', '--customers', '1', '--seed', '7')).rejects.toMatchObject({
      code: 'file.unwritable',
    });
  });
});
