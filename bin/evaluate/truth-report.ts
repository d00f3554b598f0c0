import type { TruthResult } from '../../functions/domain/evaluation/evaluate-truth.ts';
import { plantedListLength } from '../../functions/domain/evaluation/planted-recall.ts';
import { layOut } from './lay-out.ts';

/** What the scores find of a truth, as readable lines. */
export function truthText({ complements, alternatives, rows }: TruthResult): readonly string[] {
  const length = plantedListLength;
  return [
    '',
    `Truth: which planted pairs are among the first ${length}? (all baskets; a pair counts each way)`,
    `${complements} planted complements; ${alternatives} pairs of substitutes or variants, which should not be there`,
    '',
    ...layOut([
      [`at ${length}`, 'recall', 'found', 'by chance', '95% of chance', 'substitutes'],
      ...rows.map(({ name, found, recall, chance, alternativesFound }) => [
        name,
        recall.toFixed(4),
        `${found}`,
        chance.mean.toFixed(2),
        `${chance.low} to ${chance.high}`,
        `${alternativesFound}`,
      ]),
    ]),
    '',
    'by chance: the same lists, the same items paired at random 1,000 times (now and then as they are planted)',
    'best possible: told the planted items, their rate and lift, but not which goes with which',
  ];
}
