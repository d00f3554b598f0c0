import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { registerPairsCommand } from '../../../../bin/commands/pairs.ts';
import { signedLogLikelihoodRatio } from '../../../../functions/domain/copurchase/scores-log-likelihood.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-pairs-'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterAll(() => rm(folder, { recursive: true }));

async function pairs(content: string, ...args: string[]): Promise<string> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerPairsCommand(program);
  const [path, out] = [join(folder, 'orders.csv'), join(folder, 'pairs.csv')];
  await writeFile(path, content);
  await program.parseAsync(['pairs', path, '--order', 'order', '--item', 'item', '--out', out, ...args], {
    from: 'user',
  });
  return readFile(out, 'utf8');
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csvOf = (orders: readonly (readonly string[])[]): string =>
  `order,item\n${orders.flatMap((items, order) => items.map((item) => `${order},${quoted(item)}\n`)).join('')}`;
/** As the bytes of UTF-8 are ordered, which is by code point. */
const inCodePointOrder = (texts: Iterable<string>): string[] =>
  [...texts].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));

/** Rows that a map of pairs gives, as text. */
function expectedRows(orders: readonly (readonly string[])[]): string[][] {
  const baskets = orders.filter((items) => items.length > 0).map((items) => new Set(items));
  const withAll = (...items: string[]): number =>
    baskets.filter((basket) => items.every((item) => basket.has(item))).length;
  const ids = inCodePointOrder(new Set(orders.flat()));
  return ids.flatMap((a, place) =>
    ids.slice(place + 1).flatMap((b) => {
      const [together, ordersA, ordersB, all] = [withAll(a, b), withAll(a), withAll(b), baskets.length];
      if (together === 0) return [];
      const scores = [
        together / all,
        together / ordersA,
        together / ordersB,
        (together * all) / (ordersA * ordersB),
        together / (ordersA + ordersB - together),
        together / Math.sqrt(ordersA * ordersB),
        signedLogLikelihoodRatio(together, ordersA - together, ordersB - together, all - ordersA - ordersB + together),
      ];
      return [[a, b, ...[together, ordersA, ordersB, ...scores].map(String)]];
    }),
  );
}

describe('holdfast pairs', () => {
  it('writes each pair once with its counts and scores, and nothing else into the folder', async () => {
    const text = await pairs('item,order\nb,1\na,1\nb,2\nc,3\na,1\n');
    expect(text).toBe(
      'a,b,together,ordersA,ordersB,support,confidenceAB,confidenceBA,lift,jaccard,cosine,llr\n' +
        `a,b,1,1,2,0.3333333333333333,1,0.5,1.5,0.5,0.7071067811865475,${signedLogLikelihoodRatio(1, 0, 1, 1)}\n`,
    );
    expect((await readdir(folder)).sort()).toEqual(['orders.csv', 'pairs.csv']);
  });

  it('gives what a map of pairs gives, ascending by code point, and reads back to the same ids and doubles', async () => {
    const item = fc.constantFrom(
      'a',
      'B',
      'b',
      'a,b',
      'say "a"',
      'two\nlines',
      'two\rlines',
      ' a',
      'é',
      '\uff5e',
      '😀',
    );
    const orders = fc.array(fc.array(item, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(orders, async (list) => {
        const [, ...rows] = parse(await pairs(csvOf(list)), { record_delimiter: '\n' });
        expect(rows).toEqual(expectedRows(list));
      }),
      { numRuns: 60 },
    );
  });

  it('puts an id beyond U+FFFF after every other, where UTF-16 would not', async () => {
    const text = await pairs(csvOf([['😀', '\uff5e', 'a']]));
    const rows = text.trimEnd().split('\n').slice(1);
    expect(rows.map((row) => row.split(',').slice(0, 2))).toEqual([
      ['a', '\uff5e'],
      ['a', '😀'],
      ['\uff5e', '😀'],
    ]);
  });

  it('quotes ids that hold a comma, a quote or a line break of any kind, and no others', async () => {
    const text = await pairs(csvOf([['a b', 'c,d', 'e"f', 'g\rh', 'i\nj']]));
    for (const cell of ['\na b,', '"c,d"', '"e""f"', '"g\rh"', '"i\nj"']) expect(text).toContain(cell);
  });

  it('leaves out pairs of fewer orders than asked for, and counts the rest the same', async () => {
    const content = csvOf([['a', 'b'], ['a', 'b', 'c'], ['c']]);
    const all = (await pairs(content)).trimEnd().split('\n');
    expect(all.map((row) => row.slice(0, 5))).toEqual(['a,b,t', 'a,b,2', 'a,c,1', 'b,c,1']);
    expect(await pairs(content, '--min-together', '2')).toBe(`${all.slice(0, 2).join('\n')}\n`);
  });

  it('writes the header alone where no order has two items', async () => {
    expect((await pairs('order,item\n1,a\n2,b\n')).split('\n')).toHaveLength(2);
  });

  it('refuses a minimum below 1 and a column that is not there, and leaves an earlier result as it is', async () => {
    const before = await pairs(csvOf([['a', 'b']]));
    await expect(pairs('order,item\n', '--min-together', '0')).rejects.toThrow(/1 or more/);
    await expect(pairs('order,thing\n1,a\n')).rejects.toMatchObject({ code: 'file.missing-column' });
    expect(await readFile(join(folder, 'pairs.csv'), 'utf8')).toBe(before);
  });
});
