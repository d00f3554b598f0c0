import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EvaluationSummary, evaluationJson, evaluationText } from '../../../bin/evaluate/evaluation-report.ts';
import { readBaskets } from '../../../bin/evaluate/read-baskets.ts';
import { readTruth } from '../../../bin/evaluate/read-truth.ts';
import { evaluateTable } from '../../../functions/domain/evaluation/evaluate-table.ts';
import { evaluateTruth } from '../../../functions/domain/evaluation/evaluate-truth.ts';
import { splitByMoment } from '../../../functions/domain/evaluation/split.ts';
import { randomFor } from '../../../functions/domain/simulation/random.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'holdfast-evaluation-test-'));
});
afterAll(async () => rm(folder, { recursive: true }));

async function fileOf(name: string, lines: readonly string[]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

/** Items go in pairs: who buys p3 buys q3, and beside it something at random. */
function pairedShop(): readonly string[] {
  const random = randomFor(5);
  const lines = ['order,item,customer,day'];
  for (let order = 0; order < 600; order += 1) {
    const day = new Date(Date.UTC(2026, 0, 1) + order * 21_600_000).toISOString();
    const pair = random.below(20);
    const items = new Set([`p${pair}`, `q${pair}`, `p${random.below(20)}`]);
    const customer = random.below(30);
    for (const item of items) lines.push(`o${order},${item},c${customer},${day}`);
  }
  return lines;
}

async function summaryOf(file: string, settings: { readonly queries: number }): Promise<EvaluationSummary> {
  const read = await readBaskets(file, { order: 'order', item: 'item', customer: 'customer', time: 'day' });
  const evaluation = evaluateTable(read.table, splitByMoment(read.table), {
    ...settings,
    seed: 1,
    maximumBasketItems: 100,
  });
  return { path: 'shop.csv', read, evaluation, seed: 1, maximumBasketItems: 100 };
}

describe('evaluating a shop whose items go in pairs', () => {
  it('finds that what is bought together beats popularity, and says so in text and JSON', async () => {
    const summary = await summaryOf(await fileOf('paired.csv', pairedShop()), { queries: Number.POSITIVE_INFINITY });
    const [carts, orders] = summary.evaluation.tasks;
    expect(carts?.task).toBe('cart-completion');
    expect(orders?.task).toBe('next-order');
    expect(carts?.verdict.overBaseline.low).toBeGreaterThan(0.1);
    expect(carts?.rows.map(({ kind }) => kind).filter((kind) => kind === 'baseline')).toHaveLength(1);
    expect(orders?.rows.map(({ kind }) => kind).filter((kind) => kind === 'baseline')).toHaveLength(3);

    const text = evaluationText(summary);
    expect(text).toContain('split by time; seed 1');
    expect(text).toMatch(/over shop popularity, the best baseline: NDCG at 10 \+0\.\d{4} .*, it works/);
    const json: unknown = JSON.parse(evaluationJson(summary));
    expect(json).toMatchObject({ splitBy: 'time', baskets: 600, tasks: [{ task: 'cart-completion' }, {}] });
  });

  it('says of a sample what it is one of', async () => {
    const summary = await summaryOf(await fileOf('sampled.csv', pairedShop()), { queries: 50 });
    expect(evaluationText(summary)).toMatch(/^50 queries of \d+ baskets, a sample of \d+;/m);
  });
});

describe('reading a truth', () => {
  const truth = {
    model: 1,
    complements: [{ items: ['p1', 'q1'], lift: 3, rate: 0.05 }],
    substitutes: [{ items: ['p2', 'p3', 'p4'] }],
    variants: [{ items: ['q2', 'q3'] }],
  };

  it('takes complements, and substitutes with variants as what is bought in place of each other', async () => {
    const file = await fileOf('truth.json', [JSON.stringify(truth)]);
    expect(await readTruth(file)).toEqual({
      complements: truth.complements,
      alternatives: [
        ['p2', 'p3', 'p4'],
        ['q2', 'q3'],
      ],
    });
  });

  it('shows what is found of it, in text and JSON', async () => {
    const summary = await summaryOf(await fileOf('paired.csv', pairedShop()), { queries: 10 });
    const { table } = summary.read;
    const planted = await readTruth(await fileOf('truth.json', [JSON.stringify(truth)]));
    const found = evaluateTruth(table, Uint32Array.from(table.basketIds.keys()), planted, 1);
    const withTruth = { ...summary, truth: found };
    expect(evaluationText(withTruth)).toMatch(/^cosine +1\.0000 +2 /m);
    expect(evaluationText(summary)).not.toContain('Truth');
    expect(JSON.parse(evaluationJson(withTruth))).toMatchObject({ truth: { complements: 2, alternatives: 8 } });
  });

  it.each([
    ['{', /is not JSON/],
    ['{"complements": [{"items": ["a"], "lift": 3, "rate": 0.1}], "substitutes": [], "variants": []}', /complements/],
    ['{"complements": [], "substitutes": [], "variants": []}', /no planted complements; .* the truth of the same shop/],
  ])('refuses %s', async (text, message) => {
    const file = await fileOf('bad.json', [text]);
    await expect(readTruth(file)).rejects.toThrow(message);
    await expect(readTruth(file)).rejects.toMatchObject({ code: 'evaluation.truth' });
  });
});

describe('reading baskets', () => {
  it('reads a file that import knows, without cancelled orders and returned lines, and leaves nothing behind', async () => {
    const columns = 'orderId,placedAt,currency,itemId,quantity,unitPrice,status,returnedQuantity,customerId';
    const file = await fileOf('orders.csv', [
      columns,
      '1,2026-01-01T00:00:00Z,GBP,a,1,2.00,,,x',
      '1,2026-01-01T00:00:00Z,GBP,b,2,2.00,,2,x',
      '2,2026-01-02T00:00:00Z,GBP,a,1,2.00,cancelled,,x',
      '3,2026-01-03T00:00:00Z,GBP,b,1,2.00,,,',
      '4,2026-01-03T00:00:00Z,EUR,b,1,2.00,,,',
    ]);
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('holdfast-evaluate-'));
    const { table, linesRead, skipped } = await readBaskets(file, {});
    expect(table.basketIds).toEqual(['1', '3']);
    expect([...table.items].map((item) => table.itemIds[item])).toEqual(['a', 'b']);
    expect([...(table.customers ?? [])]).toEqual([0, -1]);
    expect(table.moments?.[1]).toBe(Date.UTC(2026, 0, 3));
    expect(linesRead).toBe(5);
    expect([...skipped.values()]).toEqual([1]);
    const after = (await readdir(tmpdir())).filter((name) => name.startsWith('holdfast-evaluate-'));
    expect(after).toEqual(before);
  });

  it('asks for both columns where one is given', async () => {
    await expect(readBaskets('any.csv', { order: 'order' })).rejects.toMatchObject({ code: 'evaluation.columns' });
    await expect(readBaskets('any.csv', { time: 'day' })).rejects.toMatchObject({ code: 'evaluation.columns' });
  });
});

it('says why a file cannot be split or asks nothing', async () => {
  const oneDay = await readBaskets(
    await fileOf('one-day.csv', ['order,item,day', '1,a,2026-01-01', '2,b,2026-01-01']),
    {
      order: 'order',
      item: 'item',
      time: 'day',
    },
  );
  expect(() => splitByMoment(oneDay.table)).toThrow(/2 baskets of 1 different moments/);
  const single = await readBaskets(
    await fileOf('single.csv', ['order,item', ...'123456789'.split('').map((id) => `${id},a`)]),
    {
      order: 'order',
      item: 'item',
    },
  );
  const settings = { queries: 10, seed: 1, maximumBasketItems: 100 };
  expect(() => evaluateTable(single.table, splitByMoment(single.table), settings)).toThrow(
    /the latest baskets ask nothing/,
  );
});
