/** Ranks from 1 on, ascending; equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): readonly number[] {
  const order = [...values.keys()].sort((left, right) => (values[left] ?? 0) - (values[right] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  for (let first = 0; first < order.length; ) {
    let next = first + 1;
    while (next < order.length && values[order[next] ?? 0] === values[order[first] ?? 0]) next += 1;
    for (const place of order.slice(first, next)) ranks[place] = (first + next + 1) / 2;
    first = next;
  }
  return ranks;
}

/** Spearman's rank correlation, with ties at their mean rank: Pearson's of the ranks. NaN where one side is constant. */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number {
  const left = ranksOf(pairs.map(([value]) => value));
  const right = ranksOf(pairs.map(([, value]) => value));
  const mean = (pairs.length + 1) / 2;
  let [product, leftSquare, rightSquare] = [0, 0, 0];
  for (const [place, rank] of left.entries()) {
    const [one, other] = [rank - mean, (right[place] ?? Number.NaN) - mean];
    product += one * other;
    leftSquare += one * one;
    rightSquare += other * other;
  }
  return product / Math.sqrt(leftSquare * rightSquare);
}
