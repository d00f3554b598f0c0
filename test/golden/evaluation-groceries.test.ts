import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBasketTable } from '../../bin/readers/read-basket-table.ts';
import type { BasketTable } from '../../functions/domain/evaluation/basket-table.ts';
import { cartQueries, completeCarts } from '../../functions/domain/evaluation/cart-completion.ts';
import { type Configuration, plainCosine } from '../../functions/domain/evaluation/configuration.ts';
import { fitPairs } from '../../functions/domain/evaluation/fitted-pairs.ts';
import { scoreNeighbours } from '../../functions/domain/evaluation/neighbour-rows.ts';
import { observeAll } from '../../functions/domain/evaluation/quality-observers.ts';
import type { Ranking } from '../../functions/domain/evaluation/ranking.ts';
import type { Split } from '../../functions/domain/evaluation/split.ts';

const file = new URL('../../../shared/data/groceries.csv.gz', import.meta.url).pathname;
const present = existsSync(file);
if (!present) process.stdout.write(`skipped: ${file} is not on this machine\n`);

/** Every fifth transaction is held out: `report` without choosing. */
function everyFifth(table: BasketTable): Split {
  const all = Uint32Array.from(table.basketIds.keys());
  return {
    basis: 'given',
    fit: all.filter((basket) => basket % 5 !== 4),
    choose: new Uint32Array(),
    report: all.filter((basket) => basket % 5 === 4),
  };
}

/** Hit rate at 10 on the Groceries baskets (Hahsler, Hornik & Reutterer 2006), by an independent implementation. */
const published: readonly [string, Configuration, number][] = [
  ['count', { ...plainCosine, score: 'count' }, 0.3912],
  ['cosine', plainCosine, 0.3951],
  ['cosine, (k-1)^-1/2, shrinkage 10', { ...plainCosine, shrinkage: 10, basketWeight: 'inverse-root' }, 0.4032],
  ['cosine, 1/(k-1), shrinkage 10', { ...plainCosine, shrinkage: 10, basketWeight: 'inverse' }, 0.4043],
  ['log-likelihood ratio behind the gate', { ...plainCosine, score: 'llr', gate: true }, 0.3442],
  ['lift', { ...plainCosine, score: 'lift' }, 0.0207],
];

describe.runIf(present)('cart completion on Groceries, every fifth basket held out', () => {
  let hitRateAt10: (ranking: (pairs: ReturnType<typeof fitPairs>) => Ranking) => number;
  let queryCount = 0;

  beforeAll(async () => {
    const { table } = await readBasketTable(file, { order: 'transaction', item: 'labels' });
    const split = everyFifth(table);
    const pairs = fitPairs(table, split.fit);
    const queries = cartQueries(table, split.report, Number.POSITIVE_INFINITY, 1);
    queryCount = queries.hidden.length;
    hitRateAt10 = (ranking) => {
      const { observe, quality } = observeAll(pairs.catalogue, queries.baskets.length);
      completeCarts(table, pairs.catalogue, queries, ranking(pairs), observe);
      return quality()[10].hitRate;
    };
  });

  it('asks 8,375 questions', () => expect(queryCount).toBe(8_375));

  // Figures have four digits: half a unit of the last, which is less than one query of 8,375 is worth.
  it('hits .3756 by popularity', () => expect(hitRateAt10(() => ({ kind: 'popularity' }))).toBeCloseTo(0.3756, 4));

  it.each(published)('by %s', (_, configuration, expected) => {
    const hitRate = hitRateAt10((pairs) => ({
      kind: 'neighbours',
      rows: scoreNeighbours(pairs, pairs.weigh(configuration), configuration),
    }));
    expect(hitRate).toBeCloseTo(expected, 4);
  });
});
