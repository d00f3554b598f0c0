import type { Candidate } from './candidate.ts';

/**
 * Orders candidates so that categories take turns: maximal marginal relevance. Each place goes to the candidate with
 * the highest (1 - d) relevance - d similarity, where relevance is the score as a share of the first one's, never above
 * that of a candidate before (some lists are ordered by more than their score says), and similarity is 1 for a candidate of a category already named and 0 otherwise. Items of unknown category are similar
 * to none. Ties keep the given order. O(n * places).
 * Source: Carbonell & Goldstein 1998, "The Use of MMR, Diversity-Based Reranking", SIGIR.
 * @param candidates best first
 * @param diversity d, 0 to 1; 0 keeps the order
 * @param named categories of what stands before these on the list
 * @param places how many to order; the rest is left out
 */
export function diversify<Entry extends Candidate>(
  candidates: readonly Entry[],
  categoryOf: (entry: Entry) => string | undefined,
  diversity: number,
  named: Iterable<string>,
  places: number,
): readonly Entry[] {
  if (diversity <= 0) return candidates.slice(0, places);
  const best = candidates[0]?.score ?? 0;
  let relevance = 1;
  const left = candidates.map((candidate) => {
    relevance = Math.min(relevance, best > 0 ? candidate.score / best : 0);
    return { candidate, relevance };
  });
  const seen = new Set(named);
  const ordered: Entry[] = [];
  while (ordered.length < places && left.length > 0) {
    let chosenPlace = 0;
    let chosenWorth = -Infinity;
    for (const [place, { candidate, relevance }] of left.entries()) {
      const category = categoryOf(candidate);
      const similarity = category !== undefined && seen.has(category) ? 1 : 0;
      const worth = (1 - diversity) * relevance - diversity * similarity;
      if (worth > chosenWorth) {
        chosenPlace = place;
        chosenWorth = worth;
      }
    }
    for (const { candidate } of left.splice(chosenPlace, 1)) {
      ordered.push(candidate);
      const category = categoryOf(candidate);
      if (category !== undefined) seen.add(category);
    }
  }
  return ordered;
}
