import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { pairLines } from '../../bin/pair-lines.ts';
import { readBasketTable } from '../../bin/readers/read-basket-table.ts';
import { countPairs } from '../../functions/domain/copurchase/count-pairs.ts';

const file = fileURLToPath(new URL('../../../shared/data/groceries.csv.gz', import.meta.url));
const present = existsSync(file);
if (!present) process.stdout.write(`skipped: ${file} is not on this machine\n`);

async function readGroceries() {
  const { table, linesRead } = await readBasketTable(file, { order: 'transaction', item: 'labels' });
  const rows: Record<string, string>[] = parse([...pairLines(countPairs(table), 1)].join(''), { columns: true });
  return { table, linesRead, rows };
}

/**
 * Hahsler, Hornik & Reutterer 2006, the Groceries baskets of arules; counts by an independent implementation.
 * Orders with both, of the one, of the other; both confidences; lift, Jaccard, cosine, signed log-likelihood ratio.
 */
const published = [
  ['other vegetables', 'whole milk', [736, 1903, 2513], [0.3867578, 0.292877], [1.513634, 0.2, 0.3365597, 200.0702]],
  [
    'root vegetables',
    'whole milk',
    [481, 1072, 2513],
    [0.448694, 0.1914047],
    [1.756031, 0.1549613, 0.2930566, 212.8628],
  ],
  [
    'Instant food products',
    'hamburger meat',
    [30, 79, 327],
    [0.3797468, 0.0917431],
    [11.421438, 0.0797872, 0.1866525, 105.093],
  ],
  ['liquor', 'red/blush wine', [21, 109, 189], [0.1926606, 0.1111111], [10.025484, 0.0758123, 0.1463104, 64.5823]],
  ['canned beer', 'whole milk', [87, 764, 2513], [0.1138743, 0.03462], [0.445664, 0.0272727, 0.062788, -101.9166]],
] as const;

describe.runIf(present)('Groceries (Hahsler, Hornik & Reutterer 2006)', () => {
  let groceries: Awaited<ReturnType<typeof readGroceries>>;
  beforeAll(async () => {
    groceries = await readGroceries();
  });

  it('has the published number of transactions, items and lines, and of pairs distinct and in all', () => {
    const { table, linesRead, rows } = groceries;
    expect([table.basketIds.length, table.itemIds.length, linesRead]).toEqual([9_835, 169, 43_367]);
    expect(rows).toHaveLength(9_636);
    expect(rows.reduce((sum, { together }) => sum + Number(together), 0)).toBe(137_278);
  });

  it.each(published)('%s and %s have the published counts and scores', (a, b, counts, shares, scores) => {
    const row = groceries.rows.find((each) => each.a === a && each.b === b);
    const numbers = (...columns: readonly string[]): number[] => columns.map((column) => Number(row?.[column]));
    expect(numbers('together', 'ordersA', 'ordersB')).toEqual(counts);
    numbers('confidenceAB', 'confidenceBA').forEach((share, place) => {
      expect(share).toBeCloseTo(shares[place] ?? Number.NaN, 7);
    });
    const [lift = 0, jaccard = 0, cosine = 0, llr = 0] = numbers('lift', 'jaccard', 'cosine', 'llr');
    expect(lift).toBeCloseTo(scores[0], 6);
    expect(jaccard).toBeCloseTo(scores[1], 7);
    expect(cosine).toBeCloseTo(scores[2], 7);
    expect(llr).toBeCloseTo(scores[3], 4);
  });
});
