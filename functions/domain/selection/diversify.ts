/**
 * Orders candidates so that categories take turns: maximal marginal relevance. Each place goes to the candidate with
 * the highest (1 - d) relevance - d similarity, where relevance falls in even steps from 1 by the candidate's place among
 * all, and similarity is 1 for a candidate of a category already named and 0 otherwise. Items of unknown category are
 * similar to none. Ties keep the given order. O(n * places).
 *
 * Relevance is of the place, not of the score: whoever may choose d finds where an order flips, and with it any figure
 * that decides where, and scores are made of sales counts.
 * Source: Carbonell & Goldstein 1998, "The Use of MMR, Diversity-Based Reranking", SIGIR.
 * @param candidates best first
 * @param diversity d, 0 to 1; 0 keeps the order
 * @param named categories of what stands before these on the list
 * @param places how many to order; the rest is left out
 */
export function diversify<Entry>(
  candidates: readonly Entry[],
  categoryOf: (entry: Entry) => string | undefined,
  diversity: number,
  named: Iterable<string>,
  places: number,
): readonly Entry[] {
  if (diversity <= 0) return candidates.slice(0, places);
  const left = candidates.map((candidate, place) => ({ candidate, relevance: 1 - place / candidates.length }));
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
