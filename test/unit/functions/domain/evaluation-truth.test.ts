import { describe, expect, it } from 'vitest';
import { bestItems } from '../../../../functions/domain/evaluation/best-items.ts';
import { plainCosine } from '../../../../functions/domain/evaluation/configuration.ts';
import { evaluateTruth } from '../../../../functions/domain/evaluation/evaluate-truth.ts';
import { fitPairs } from '../../../../functions/domain/evaluation/fitted-pairs.ts';
import { scoreNeighbours } from '../../../../functions/domain/evaluation/neighbour-rows.ts';
import { chanceCount, countFound, shortLists } from '../../../../functions/domain/evaluation/planted-recall.ts';
import { directedPairs, type PlantedTruth } from '../../../../functions/domain/evaluation/planted-truth.ts';
import { randomFor } from '../../../../functions/domain/simulation/random.ts';
import { tableOf } from '../../../support/basket-table.ts';

const rowsOf = (rows: readonly (readonly (readonly [number, number])[])[]) => {
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.length);
  return {
    starts: Int32Array.from(starts),
    others: Int32Array.from(rows.flat(), ([other]) => other),
    scores: Float64Array.from(rows.flat(), ([, score]) => score),
  };
};

describe('planted pairs in short lists', () => {
  const rows = rowsOf([
    [
      [1, 5],
      [2, 7],
      [3, 7],
      [4, 0],
    ],
    [[0, 1]],
    [],
    [],
    [],
  ]);

  it('lists the best first, the more popular of equals first, and nothing that scores nothing', () => {
    expect(shortLists(rows, [0], 2).get(0)).toEqual([2, 3]);
    expect(shortLists(rows, [0]).get(0)).toEqual([2, 3, 1]);
  });

  it('counts each way of a pair by itself', () => {
    const lists = shortLists(rows, [0, 1, 2]);
    expect(directedPairs([[0, 1, 2]])).toHaveLength(6);
    expect(countFound(lists, directedPairs([[0, 1, 2]]))).toBe(3);
    expect(countFound(lists, directedPairs([[2, 4]]))).toBe(0);
    expect(countFound(lists, [{ from: -1, to: -1 }])).toBe(0);
  });

  it('knows what chance finds', () => {
    // Four items that all list each other: every pairing finds both its pairs, both ways.
    const everyone = new Map([0, 1, 2, 3].map((item) => [item, [0, 1, 2, 3].filter((other) => other !== item)]));
    expect(chanceCount(everyone, [0, 1, 2, 3], 1)).toEqual({ mean: 4, low: 4, high: 4 });
    // Only 0 lists 1: one pairing of the three has them together.
    const { mean, low, high } = chanceCount(new Map([[0, [1]]]), [0, 1, 2, 3], 1);
    // Standard error of 1,000 draws at a third: .015.
    expect(Math.abs(mean - 1 / 3)).toBeLessThan(0.06);
    expect([low, high]).toEqual([0, 1]);
    expect(chanceCount(everyone, [0, 1], 7)).toEqual(chanceCount(everyone, [0, 1], 7));
  });
});

describe('the truth of a small shop', () => {
  // a and b go together; x and y replace each other; c and d are bought with anything.
  const baskets = [
    ...Array.from({ length: 6 }, () => ['a', 'b']),
    ...Array.from({ length: 3 }, () => ['c', 'd']),
    ...Array.from({ length: 4 }, () => ['x', 'c']),
    ...Array.from({ length: 4 }, () => ['y', 'd']),
    ['x', 'y'],
    ['a', 'c'],
    ['a', 'e'],
  ];
  const table = tableOf(baskets.map((items) => ({ items })));
  const all = Uint32Array.from(baskets.keys());
  const truth: PlantedTruth = {
    complements: [
      { items: ['a', 'b'], lift: 3, rate: 0.2 },
      { items: ['d', 'gone'], lift: 3, rate: 0.2 },
    ],
    alternatives: [['x', 'y']],
  };

  it('finds the planted pairs, never what is not sold, and the substitutes that are shown all the same', () => {
    const { complements, alternatives, rows } = evaluateTruth(table, all, truth, 1);
    expect([complements, alternatives]).toEqual([4, 2]);
    const cosine = rows.find(({ name }) => name === 'cosine');
    expect(cosine).toMatchObject({ found: 2, recall: 0.5, alternativesFound: 2 });
    // x and y are together once and in 5 baskets each of 20: 5 x 5 / 20 by chance, so the gate takes them out.
    const gated = rows.find(({ name }) => name === 'log-likelihood ratio, signed');
    expect(gated).toMatchObject({ found: 2, alternativesFound: 0 });
  });

  it('leaves out what is bought together too seldom, before the cut, and gates after it', () => {
    const pairs = fitPairs(table, all);
    const weights = pairs.weigh(plainCosine);
    const number = (itemId: string) => pairs.catalogue.numberOf[table.itemIds.indexOf(itemId)] ?? -1;
    const neighboursOf = (itemId: string, configuration: Partial<typeof plainCosine>) =>
      shortLists(scoreNeighbours(pairs, weights, { ...plainCosine, ...configuration }), [number(itemId)]).get(
        number(itemId),
      );
    expect(neighboursOf('x', {})).toEqual([number('c'), number('y')]);
    expect(neighboursOf('x', { minimumTogether: 2 })).toEqual([number('c')]);
    expect(neighboursOf('x', { neighbours: 2, gate: true })).toEqual([number('c')]);
    // a is with c once, of 8 x 8 / 20 by chance: c takes its place before e in the cut list and is then not shown.
    const byCount = { score: 'count', gate: true } as const;
    expect(neighboursOf('a', { ...byCount, neighbours: 2 })).toEqual([number('b')]);
    expect(neighboursOf('a', byCount)).toEqual([number('b'), number('e')]);
  });
});

it('the best items are the same whatever list of distinct items is guessed', () => {
  const random = randomFor(3);
  for (let turn = 0; turn < 200; turn += 1) {
    const scores = Float64Array.from({ length: 40 }, () => random.below(8) - 2);
    for (let item = 0; item < 40; item += 7) scores[item] = Number.NEGATIVE_INFINITY;
    const plain = new Int32Array(5);
    const count = bestItems(scores, plain);
    const guessed = Int32Array.from({ length: 5 }, (_, place) => (turn + place * 8) % 40);
    expect(bestItems(scores, guessed, 5)).toBe(count);
    expect(guessed.subarray(0, count)).toEqual(plain.subarray(0, count));
    // The list itself guesses its worst score exactly.
    const itself = plain.toReversed();
    expect(bestItems(scores, itself, count)).toBe(count);
    expect(itself.subarray(0, count)).toEqual(plain.subarray(0, count));
  }
});
