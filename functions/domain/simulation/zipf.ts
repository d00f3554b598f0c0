import type { Random } from './random.ts';

/**
 * A sampler of ranks 0 to size - 1 where rank r comes with weight 1 / (r + 1)^exponent: few items sell much, many
 * sell little. O(size) to make, O(log size) a draw.
 * @param exponent 0 is uniform; catalogues are near 1
 */
export function zipfSampler(size: number, exponent: number): (random: Random) => number {
  const cumulative = new Float64Array(size);
  let total = 0;
  for (let rank = 0; rank < size; rank += 1) {
    total += 1 / (rank + 1) ** exponent;
    cumulative[rank] = total;
  }
  return (random) => {
    const wanted = random.unit() * total;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
