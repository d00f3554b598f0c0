import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cartQueries, completeCarts } from '../../../functions/domain/evaluation/cart-completion.ts';
import { chooseParameters } from '../../../functions/domain/evaluation/choose-parameters.ts';
import { contenders, plainCosine } from '../../../functions/domain/evaluation/configuration.ts';
import { fitPairs } from '../../../functions/domain/evaluation/fitted-pairs.ts';
import { listQuality } from '../../../functions/domain/evaluation/metrics.ts';
import { scoreNeighbours } from '../../../functions/domain/evaluation/neighbour-rows.ts';
import { midRanks, standingOf } from '../../../functions/domain/evaluation/rank-of-target.ts';
import { splitByMoment } from '../../../functions/domain/evaluation/split.ts';
import { tableOf } from '../../support/basket-table.ts';

const day = 86_400_000;
const item = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
const basket = fc.record({
  items: fc.uniqueArray(item, { minLength: 1, maxLength: 5 }),
  customer: fc.constantFrom('x', 'y', 'z'),
  time: fc.integer({ min: 0, max: 30 }).map((days) => days * day),
});
const baskets = fc
  .array(basket, { minLength: 8, maxLength: 40 })
  .filter((list) => new Set(list.map(({ time }) => time)).size >= 5);

const noProgress = () => undefined;
const everyQuery = { queries: Number.POSITIVE_INFINITY, seed: 1 };

describe('a split by time', () => {
  it('puts every basket in one part, and nothing of a part as late as the next', () => {
    fc.assert(
      fc.property(baskets, (list) => {
        const table = tableOf(list);
        const { fit, choose, report } = splitByMoment(table);
        expect([...fit, ...choose, ...report].sort((left, right) => left - right)).toEqual([...list.keys()]);
        const times = (part: Uint32Array) => [...part].map((number) => list[number]?.time ?? Number.NaN);
        expect(Math.max(...times(fit))).toBeLessThan(Math.min(...times(choose)));
        expect(Math.max(...times(choose))).toBeLessThan(Math.min(...times(report)));
      }),
    );
  });

  it('keeps report baskets out of every fit and every choice, whatever is in them', () => {
    fc.assert(
      fc.property(baskets, fc.array(item, { minLength: 1, maxLength: 5 }), (list, items) => {
        // The items are all named first, so that numbers of items do not depend on what is altered.
        const first = { items: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], customer: 'x', time: -day };
        const whole = [first, ...list];
        const table = tableOf(whole);
        const split = splitByMoment(table);
        const inReport = new Set(split.report);
        const altered = tableOf(
          whole.map((one, number) => (inReport.has(number) ? { ...one, items: [...new Set(items)] } : one)),
        );
        const alteredSplit = splitByMoment(altered);
        expect(alteredSplit).toEqual(split);

        for (const known of [split.fit, split.choose]) {
          const [before, after] = [fitPairs(table, known), fitPairs(altered, known)];
          expect(after.others).toEqual(before.others);
          expect(after.weigh({ basketWeight: 'inverse' })).toEqual(before.weigh({ basketWeight: 'inverse' }));
        }
        expect(chooseParameters(altered, alteredSplit, contenders, everyQuery, noProgress)).toEqual(
          chooseParameters(table, split, contenders, everyQuery, noProgress),
        );
      }),
      { numRuns: 25 },
    );
  });
});

it('a cart is ranked as by scoring each cart without its hidden item from nothing', () => {
  fc.assert(
    fc.property(baskets, (list) => {
      const table = tableOf(list);
      const { fit, report } = splitByMoment(table);
      const pairs = fitPairs(table, fit);
      const { catalogue } = pairs;
      const rows = scoreNeighbours(pairs, pairs.weigh(plainCosine), plainCosine);
      const queries = cartQueries(table, report, everyQuery.queries, 1);
      const found: (readonly number[])[] = [];
      completeCarts(table, catalogue, queries, { kind: 'neighbours', rows }, (_, ranks) => found.push(ranks));

      const expected = [...queries.hidden].map((line) => {
        const number = [...table.offsets].findLastIndex((offset) => offset <= line);
        const cart = [...table.items.subarray(table.offsets[number], table.offsets[number + 1])];
        const target = catalogue.numberOf[table.items[line] ?? 0] ?? -1;
        if (target < 0) return [];
        const rest = cart.map((one) => catalogue.numberOf[one] ?? -1).filter((one) => one >= 0 && one !== target);
        const scores = new Float64Array(catalogue.size);
        for (const one of rest) {
          for (let pair = rows.starts[one] ?? 0; pair < (rows.starts[one + 1] ?? 0); pair += 1) {
            const other = rows.others[pair] ?? 0;
            scores[other] = (scores[other] ?? 0) + (rows.scores[pair] ?? 0);
          }
        }
        const score = scores[target] ?? 0;
        for (const one of rest) scores[one] = Number.NEGATIVE_INFINITY;
        const standing = standingOf(scores, catalogue, target, score);
        return standing === undefined ? [] : midRanks([standing]);
      });
      expect(found).toEqual(expected);
    }),
  );
});

it('metrics stay between 0 and 1, whatever is tied', () => {
  const groups = fc.array(fc.record({ others: fc.nat(20), targets: fc.nat(12) }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(groups, fc.constantFrom(5, 10, 20), (list, cutoff) => {
      let before = 0;
      const standings = list.flatMap(({ others, targets }) => {
        const standing = { before, tied: others + targets - 1 };
        before += others + targets;
        return Array.from({ length: targets }, () => standing);
      });
      fc.pre(standings.length > 0);
      const { hitRate, recall, ndcg, reciprocalRank } = listQuality(midRanks(standings), standings.length, cutoff);
      for (const value of [hitRate, recall, ndcg, reciprocalRank]) {
        expect(value).toBeGreaterThanOrEqual(0);
        // A sum of the same terms in the same order: at most equal, but for one rounding of the division.
        expect(value).toBeLessThanOrEqual(1);
      }
      expect(recall * standings.length).toBeLessThanOrEqual(cutoff);
    }),
  );
});
