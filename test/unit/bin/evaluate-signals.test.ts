import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerEvaluateCommand } from '../../../bin/commands/evaluate.ts';
import { customersAt } from '../../../bin/evaluate/signals/customers-at.ts';
import { datesOf, evaluateLog, evaluateSignals } from '../../../bin/evaluate/signals/evaluate-signals.ts';
import { signalJson, signalText } from '../../../bin/evaluate/signals/signal-report.ts';
import type { Order } from '../../../functions/domain/orders/order.ts';
import type { ServiceEvent } from '../../../functions/domain/service/service-event.ts';
import { demoSizes } from '../../../functions/domain/simulation/shop-sizes.ts';
import { simulateShop } from '../../../functions/domain/simulation/simulate-shop.ts';
import type { OrderLog } from '../../../functions/flows/bulk-import/order-log.ts';
import { sentOrder } from '../../support/contract-samples.ts';
import { logOf } from '../../support/habit-signals.ts';

const shop = simulateShop({
  customers: 250,
  seed: 3,
  end: '2026-01-01T00:00:00.000Z',
  sizes: demoSizes(250),
});
const catalogue = new Map(shop.items.map(({ itemId, name, tags }) => [itemId, { itemId, name, tags }]));
const log = logOf(shop);
const asOfDay = Date.parse('2025-09-01') / 86_400_000;
const until = '2025-09-01T23:59:59.999Z';
const fileOf = (of: OrderLog, events: readonly ServiceEvent[] = []) => ({
  log: of,
  beside: { events, catalogue },
  currency: 'GBP',
  timeZone: 'UTC',
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'holdfast-signals-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('customers as they were known at a date', () => {
  it('owe nothing to what came later, but whether they bought', () => {
    // Some are still out on that day.
    const isOut = ({ placedAt }: Order): boolean => placedAt > '2025-08-10' && placedAt <= until;
    const outOnThatDay = ({ deliveredAt: _, ...order }: Order): Order => ({
      ...order,
      status: 'placed',
      updatedAt: order.placedAt,
      promisedAt: '2025-09-05T00:00:00.000Z',
    });
    const known: OrderLog = {
      ...log,
      orderAt: (index) => (isOut(log.orderAt(index)) ? outOnThatDay(log.orderAt(index)) : log.orderAt(index)),
    };
    const customers = customersAt(fileOf(known), asOfDay, 90);
    expect(customers.length).toBeGreaterThan(100);
    // What came later is told otherwise: late, cancelled, at another price; and events nobody sent before.
    const change = (order: Order): Order => {
      if (order.placedAt <= until && !isOut(order)) return order;
      const lines = isOut(order) ? order.lines : order.lines.map((line) => ({ ...line, unitPriceMinor: 1 }));
      const updatedAt = '2025-12-31T00:00:00.000Z';
      // One half is cancelled, the other delivered late.
      const isCancelled = order.lines.length % 2 === 0;
      return { ...order, lines, deliveredAt: updatedAt, ...(isCancelled ? { status: 'cancelled', updatedAt } : {}) };
    };
    const changed: OrderLog = {
      ...log,
      orderAt: (index) => change(known.orderAt(index)),
      returnCount: log.returnCount + 1,
      returnAt: (index) =>
        index < log.returnCount
          ? log.returnAt(index)
          : { ...log.returnAt(0), eventId: 'later', occurredAt: '2025-12-01T00:00:00.000Z', reason: 'defect' },
    };
    const { customerId } = customers[0] ?? { customerId: undefined };
    if (customerId === undefined) throw new Error('there are customers');
    const later: ServiceEvent = {
      type: 'rating',
      eventId: 'r',
      customerId,
      occurredAt: '2025-12-01T00:00:00.000Z',
      stars: 1,
    };

    const again = customersAt(fileOf(changed, [later]), asOfDay, 90);

    expect(again.map(({ hasBought: _, ...known }) => known)).toEqual(
      customers.map(({ hasBought: _, ...known }) => known),
    );
    expect(customers.filter(({ hasBought }) => hasBought).length).toBeGreaterThan(20);
  });

  it('have a probability by the model of that date', () => {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const customers = customersAt(fileOf(log), asOfDay, 90);
    const [bought, stayed] = [true, false].map((is) => customers.filter(({ hasBought }) => hasBought === is));
    const probabilityOf = (part: typeof customers = []) => mean(part.map(({ modelProbability }) => modelProbability));
    expect(probabilityOf(bought)).toBeGreaterThan(probabilityOf(stayed) + 0.05);
  });
});

describe('the dates', () => {
  it('are the latest two that are followed by so many days and do not overlap', () => {
    expect(datesOf('f', [0, 269], 90)).toEqual([89, 179]);
    expect(() => datesOf('f', [0, 268], 90)).toThrow('f is of 269 days; needed are 270: 90 to learn from');
  });
});

describe('what is said', () => {
  it('names every signal once, known or not, in words', () => {
    const text = signalText(evaluateLog('shop.ndjson', fileOf(log), { within: 60, seed: 1 }));
    expect(text).toContain('First date 2025-09-0');
    expect(text).toMatch(/switching cost {2}.* (ADDS|adds nothing that can be seen|MISLEADS|cannot tell)/);
    for (const name of ['breadth', 'goodwill', 'dealSeeking', 'stockOuts']) expect(text.split(name)).toHaveLength(2);
    expect(text).toContain('not sent by this file');
    expect(text).toMatch(/After something went wrong/);
    expect(text).toContain('8 and more');
    const json = JSON.parse(signalJson(evaluateLog('shop.ndjson', fileOf(log), { within: 60, seed: 1 })));
    expect(json).toMatchObject({ withinDays: 60, weightsVersion: 2, seed: 1 });
  });
});

describe('the command', () => {
  const run = (...options: readonly string[]) => {
    const program = new Command().exitOverride();
    registerEvaluateCommand(program);
    return program.parseAsync(['node', 'holdfast', 'evaluate', ...options]);
  };

  it('refuses options that do not go together, naming them', async () => {
    await expect(run('f.csv', '--signals', '--item', 'i', '--truth', 't')).rejects.toThrow(
      '--item, --truth do not go with --signals, which takes --within',
    );
    await expect(run('f.csv', '--within', '30')).rejects.toThrow('--within needs --signals');
  });

  it('reads a file, and says of one that is too short how long it has to be', async () => {
    const file = path.join(folder, 'short.ndjson');
    await writeFile(file, `${JSON.stringify(sentOrder())}\n`);
    await expect(evaluateSignals(file, { within: 30, seed: 1, currency: 'EUR', beside: {} })).rejects.toMatchObject({
      code: 'evaluation.too-short',
      details: { given: 1, needed: 90 },
    });
  });
});
