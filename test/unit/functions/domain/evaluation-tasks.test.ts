import { describe, expect, it } from 'vitest';
import { cartQueries, completeCarts } from '../../../../functions/domain/evaluation/cart-completion.ts';
import { type Configuration, plainCosine } from '../../../../functions/domain/evaluation/configuration.ts';
import { fitPairs } from '../../../../functions/domain/evaluation/fitted-pairs.ts';
import { scoreNeighbours } from '../../../../functions/domain/evaluation/neighbour-rows.ts';
import { foreseeOrders, nextOrderQueries } from '../../../../functions/domain/evaluation/next-order.ts';
import type { Ranking } from '../../../../functions/domain/evaluation/ranking.ts';
import { tableOf } from '../../../support/basket-table.ts';

const day = 86_400_000;
const rowsOf = (table: ReturnType<typeof tableOf>, fit: Uint32Array, configuration: Configuration) => {
  const pairs = fitPairs(table, fit);
  const rows = scoreNeighbours(pairs, pairs.weigh(configuration), configuration);
  const name = (item: number): string => table.itemIds[[...pairs.catalogue.numberOf].indexOf(item)] ?? '';
  const all = new Map<string, number>();
  for (let item = 0; item < pairs.catalogue.size; item += 1) {
    for (let pair = rows.starts[item] ?? 0; pair < (rows.starts[item + 1] ?? 0); pair += 1) {
      all.set(`${name(item)}>${name(rows.others[pair] ?? 0)}`, rows.scores[pair] ?? 0);
    }
  }
  return { pairs, rows, all };
};

describe('scores of neighbours', () => {
  const table = tableOf([
    { items: ['a', 'b'], time: 0 },
    { items: ['a', 'b', 'c'], time: 10 * day },
    { items: ['a', 'c'], time: 20 * day },
    { items: ['b', 'd'], time: 20 * day },
  ]);
  const fit = Uint32Array.of(0, 1, 2, 3);
  const ratio = (configuration: Configuration, one: string, other: string): number => {
    const { all } = rowsOf(table, fit, configuration);
    return (all.get(one) ?? Number.NaN) / (all.get(other) ?? Number.NaN);
  };

  it('are those of the score: cosine of a and b is 2/3, of a and c 2/sqrt(6)', () => {
    expect(ratio(plainCosine, 'a>b', 'a>c')).toBeCloseTo(2 / 3 / (2 / Math.sqrt(6)), 10);
  });

  it('weigh the pairs of a basket of three by 2^-1/2, and those of two by 1', () => {
    const configuration = { ...plainCosine, score: 'count', basketWeight: 'inverse-root' } as const;
    expect(ratio(configuration, 'a>b', 'b>d')).toBeCloseTo(1 + Math.SQRT1_2, 10);
  });

  it('shrink by the evidence', () => {
    const configuration = { ...plainCosine, score: 'count', shrinkage: 2 } as const;
    expect(ratio(configuration, 'a>b', 'b>d')).toBeCloseTo(2 * (2 / 4) * 3, 10);
  });

  it('let a basket of one half-life ago count half', () => {
    const configuration = { ...plainCosine, score: 'count', halfLifeDays: 10 } as const;
    expect(ratio(configuration, 'a>b', 'b>d')).toBeCloseTo(0.25 + 0.5, 10);
  });

  it('leave a pair below chance out behind the gate, and keep it without', () => {
    const often = Array.from({ length: 8 }, (_, number) => ({ items: number % 2 === 0 ? ['a', 'x'] : ['b', 'y'] }));
    const apart = tableOf([...often, { items: ['a', 'b'] }]);
    const all = Uint32Array.from(apart.basketIds.keys());
    expect(rowsOf(apart, all, plainCosine).all.get('a>b')).toBeGreaterThan(0);
    expect(rowsOf(apart, all, { ...plainCosine, gate: true }).all.get('a>b')).toBe(0);
    expect(rowsOf(apart, all, { ...plainCosine, score: 'llr' }).all.get('a>b')).toBeLessThan(0);
  });

  it('keep the best of a row where it is cut', () => {
    const { all } = rowsOf(table, fit, { ...plainCosine, neighbours: 1 });
    expect([...all.keys()].sort()).toEqual(['a>c', 'b>a', 'c>a', 'd>b']);
  });
});

describe('cart completion', () => {
  const table = tableOf([
    { items: ['a', 'b'] },
    { items: ['a', 'b'] },
    { items: ['c', 'd'] },
    { items: ['a', 'b', 'c', 'new'] },
    { items: ['a'] },
  ]);
  const heldOut = Uint32Array.of(3, 4);
  const outcomes = (ranking: (fitted: ReturnType<typeof rowsOf>) => Ranking) => {
    const fitted = rowsOf(table, Uint32Array.of(0, 1, 2), plainCosine);
    const queries = cartQueries(table, heldOut, Number.POSITIVE_INFINITY, 1);
    const ranks: (readonly number[])[] = [];
    completeCarts(table, fitted.pairs.catalogue, queries, ranking(fitted), (_, found) => ranks.push(found));
    return ranks;
  };

  it('hides each item in turn and ranks what is not in the rest of the cart', () => {
    // Left over beside the hidden item is d alone. Both a and d have one neighbour in the rest: equal scores.
    const ranks = outcomes(({ rows }) => ({ kind: 'neighbours', rows }));
    // a: popular, d: less. b likewise. c has no neighbour in the rest and shares the end with d. `new` is missed.
    expect(ranks).toEqual([[1], [1], [1.5], []]);
  });

  it('by popularity gives the cart no say', () => {
    expect(outcomes(() => ({ kind: 'popularity' }))).toEqual([[1], [1], [1.5], []]);
  });

  it('takes a seeded sample of the queries where there are more', () => {
    const all = cartQueries(table, Uint32Array.of(0, 1, 2, 3), 10, 1);
    const some = cartQueries(table, Uint32Array.of(0, 1, 2, 3), 4, 1);
    expect([all.hidden.length, all.possible, some.hidden.length, some.possible]).toEqual([10, 10, 4, 10]);
    expect(some).toEqual(cartQueries(table, Uint32Array.of(0, 1, 2, 3), 4, 1));
    expect([...some.hidden].every((line) => all.hidden.includes(line))).toBe(true);
    expect(some.starts.at(-1)).toBe(4);
  });
});

describe('next order', () => {
  const table = tableOf([
    { items: ['a', 'b'], customer: 'x' },
    { items: ['a', 'c'], customer: 'x' },
    { items: ['d', 'c'], customer: 'y' },
    { items: ['d', 'c'] },
    { items: ['b', 'd'], customer: 'x' },
    { items: ['a'], customer: 'x' },
    { items: ['a'], customer: 'z' },
  ]);
  const known = Uint32Array.of(0, 1, 2, 3);
  const queries = nextOrderQueries(table, known, Uint32Array.of(4, 5, 6), 10, 1);

  it('asks for the first held-out order of customers with earlier ones', () => {
    expect(queries.queries).toEqual([{ basket: 4, earlier: [0, 1] }]);
  });

  const ranksBy = (kind: 'popularity' | 'own' | 'own-then-popularity'): readonly number[] => {
    const found: number[] = [];
    const { catalogue } = fitPairs(table, known);
    foreseeOrders(table, catalogue, queries, { kind }, (_, ranks) => found.push(...ranks));
    return found;
  };

  it('ranks b and d by popularity after c, a and d: 4 and 2.5', () => {
    expect(ranksBy('popularity')).toEqual([2.5, 4]);
  });

  it('ranks the own b third after a and c, then d', () => {
    expect(ranksBy('own')).toEqual([3, 4]);
    expect(ranksBy('own-then-popularity')).toEqual([3, 4]);
  });
});
