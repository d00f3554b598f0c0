import type { ItemPurchases } from './item-purchases.ts';

/**
 * Calls back for each customer who bought both of two items, ascending, with the places of the two entries.
 * O(buyers of either).
 */
export function forCommonBuyers(
  { buyerOffsets, entriesByItem, customers }: ItemPurchases,
  item: number,
  other: number,
  visit: (entry: number, otherEntry: number) => void,
): void {
  let place = buyerOffsets[item] ?? 0;
  let otherPlace = buyerOffsets[other] ?? 0;
  const end = buyerOffsets[item + 1] ?? 0;
  const otherEnd = buyerOffsets[other + 1] ?? 0;
  while (place < end && otherPlace < otherEnd) {
    const entry = entriesByItem[place] ?? 0;
    const otherEntry = entriesByItem[otherPlace] ?? 0;
    const ahead = (customers[entry] ?? 0) - (customers[otherEntry] ?? 0);
    if (ahead === 0) visit(entry, otherEntry);
    if (ahead <= 0) place += 1;
    if (ahead >= 0) otherPlace += 1;
  }
}
