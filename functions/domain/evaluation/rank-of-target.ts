import type { Catalogue } from './catalogue.ts';
import { longestList } from './metrics.ts';

/** Where a target that is in the longest list stands among all candidates. */
export interface Standing {
  /** Candidates that come before it. */
  readonly before: number;
  /** Candidates that nothing tells from it, the target not among them. */
  readonly tied: number;
}

/**
 * Where a target stands in a list of the whole catalogue: by score; equal scores above 0 by popularity; what is
 * still equal, and everything without a score, is tied. O(items) for what is in the longest list that is judged;
 * what is not is known as soon as so many candidates are found above it.
 * @param scores by number of the item; what is no candidate has -Infinity
 * @param target number of the item, which need not be a candidate itself
 * @param score of the target
 * @returns undefined where it is in no list
 */
export function standingOf(
  scores: Float64Array,
  catalogue: Catalogue,
  target: number,
  score: number,
): Standing | undefined {
  let above = 0;
  let equal = 0;
  for (let item = 0; item < scores.length; item += 1) {
    const other = scores[item] ?? 0;
    if (other < score) continue;
    if (other === score) equal += 1;
    else {
      above += 1;
      if (above === longestList) return undefined;
    }
  }
  if (scores[target] === score) equal -= 1;
  if (equal === 0 || score <= 0) return { before: above, tied: equal };
  const tieStart = catalogue.tieStarts[target] ?? 0;
  const tieEnd = catalogue.tieEnds[target] ?? 0;
  let tied = 0;
  for (let item = 0; item < tieEnd; item += 1) {
    if (scores[item] !== score || item === target) continue;
    if (item < tieStart) above += 1;
    else tied += 1;
  }
  return { before: above, tied };
}

/**
 * Ranks from 1 of the targets of one query, ascending. A target that is tied takes the middle of the tied places
 * (mid-rank: 1.5 where two share places 1 and 2); several targets tied with one another are spread evenly over them.
 * @param standings of each target; for tied targets `tied` counts the other targets too
 */
export function midRanks(standings: readonly Standing[]): readonly number[] {
  const inOrder = standings.toSorted((left, right) => left.before - right.before);
  const ranks: number[] = [];
  for (let start = 0; start < inOrder.length; ) {
    const first = inOrder[start];
    if (first === undefined) break;
    let end = start + 1;
    while (end < inOrder.length && inOrder[end]?.before === first.before) end += 1;
    const places = first.tied + 1;
    const targets = end - start;
    for (let turn = 0; turn < targets; turn += 1) {
      ranks.push(first.before + ((turn + 0.5) * places) / targets + 0.5);
    }
    start = end;
  }
  return ranks;
}
