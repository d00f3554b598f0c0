import type { BasketTable } from './basket-table.ts';

/** Items that the fitted baskets hold, renumbered by popularity: 0 is in the most baskets. */
export interface Catalogue {
  readonly size: number;
  /** By number of the table's item: its number here, or -1 where no fitted basket holds it. */
  readonly numberOf: Int32Array;
  /** Fitted baskets with the item, descending. */
  readonly basketCounts: Int32Array;
  /** First number of as many baskets: what lies before it is more popular. */
  readonly tieStarts: Int32Array;
  /** One more than the last number of as many baskets. */
  readonly tieEnds: Int32Array;
  /** Share of the catalogue that is less popular, half of what is as popular included, 0 to 1; .5 on average. */
  readonly popularity: Float64Array;
}

/** O(lines + items log items). Items of as many baskets keep the order of their first mention in the file. */
export function catalogueOf(table: BasketTable, baskets: Uint32Array): Catalogue {
  const counts = new Int32Array(table.itemIds.length);
  for (const basket of baskets) {
    for (let line = table.offsets[basket] ?? 0; line < (table.offsets[basket + 1] ?? 0); line += 1) {
      const item = table.items[line] ?? 0;
      counts[item] = (counts[item] ?? 0) + 1;
    }
  }
  const numberOf = new Int32Array(counts.length).fill(-1);
  const byPopularity = Uint32Array.from(counts.keys())
    .filter((item) => (counts[item] ?? 0) > 0)
    .sort((left, right) => (counts[right] ?? 0) - (counts[left] ?? 0) || left - right);
  const size = byPopularity.length;
  byPopularity.forEach((item, number) => {
    numberOf[item] = number;
  });
  const basketCounts = Int32Array.from(byPopularity, (item) => counts[item] ?? 0);
  const tieStarts = new Int32Array(size);
  const tieEnds = new Int32Array(size);
  const popularity = new Float64Array(size);
  for (let start = 0; start < size; ) {
    let end = start + 1;
    while (end < size && basketCounts[end] === basketCounts[start]) end += 1;
    tieStarts.fill(start, start, end);
    tieEnds.fill(end, start, end);
    popularity.fill((size - end + (end - start) / 2) / size, start, end);
    start = end;
  }
  return { size, numberOf, basketCounts, tieStarts, tieEnds, popularity };
}
