/**
 * Numbers of the best items with a score above 0, best first, ties to the smaller number, which is the more popular.
 * O(items + n log items) on average.
 * @param into receives them
 * @param guessCount how many distinct items `into` holds already, as of a like question: when it is full of them their
 * worst score is one that the list cannot fall below, which spares most of the sorting in. Any guess gives the same list
 * @returns how many there are, at most the length of `into`
 */
export function bestItems(scores: Float64Array, into: Int32Array, guessCount = 0): number {
  let least = guessCount < into.length ? 0 : Number.POSITIVE_INFINITY;
  for (let place = 0; place < guessCount; place += 1) least = Math.min(least, scores[into[place] ?? 0] ?? 0);
  let count = 0;
  let threshold = 0;
  for (let item = 0; item < scores.length; item += 1) {
    const score = scores[item] ?? 0;
    if (score < least || score <= threshold) continue;
    let place = count < into.length ? count : into.length - 1;
    while (place > 0 && (scores[into[place - 1] ?? 0] ?? 0) < score) {
      into[place] = into[place - 1] ?? 0;
      place -= 1;
    }
    into[place] = item;
    if (count < into.length) count += 1;
    if (count === into.length) threshold = scores[into[count - 1] ?? 0] ?? 0;
  }
  return count;
}
