import type { BestSellerList } from '../../domain/copurchase/best-sellers.ts';

const categoryPrefix = 'category#';

/** Where a list of the shop or of a category lies. */
export const listKey = (
  list: BestSellerList,
  kind: 'bestsellers' | 'trending' | 'new',
): { readonly pk: string; readonly sk: string } => ({
  pk: list === 'shop' ? 'shop' : `${categoryPrefix}${list.category}`,
  sk: kind,
});

export function listOfKey(partitionKey: string): BestSellerList | undefined {
  if (partitionKey === 'shop') return 'shop';
  return partitionKey.startsWith(categoryPrefix) ? { category: partitionKey.slice(categoryPrefix.length) } : undefined;
}
