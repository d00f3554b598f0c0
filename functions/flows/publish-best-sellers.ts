import { type BestSellerList, rankBestSellers } from '../domain/copurchase/best-sellers.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Instant } from '../domain/orders/order.ts';
import type { ItemsStore } from '../stores/items-store.ts';
import type { RecommendationsStore } from '../stores/recommendations/recommendations-store.ts';
import { inParallel } from './in-parallel.ts';
import { recomputeFenced } from './recompute-fenced.ts';

export interface PublishBestSellersDeps {
  readonly recommendations: Pick<
    RecommendationsStore,
    'readBestSellersRevision' | 'putBestSellers' | 'scanBestSellerCategories'
  >;
  readonly items: Pick<ItemsStore, 'scanCatalogue'>;
  readonly now: () => Date;
}

const width = 8;

/** Writes the best-seller lists of the shop and of each category of the catalogue; a category that is gone is emptied. */
export async function publishBestSellers(
  deps: PublishBestSellersDeps,
  basketCounts: ReadonlyMap<ItemId, number>,
  asOf: Instant,
): Promise<void> {
  const countsByCategory = new Map<string, Map<ItemId, number>>();
  for (const category of await deps.recommendations.scanBestSellerCategories())
    countsByCategory.set(category, new Map());
  for await (const { itemId, category } of deps.items.scanCatalogue()) {
    if (category === undefined) continue;
    const counts = countsByCategory.get(category) ?? new Map<ItemId, number>();
    counts.set(itemId, basketCounts.get(itemId) ?? 0);
    countsByCategory.set(category, counts);
  }
  const lists: [BestSellerList, ReadonlyMap<ItemId, number>][] = [
    ['shop', basketCounts],
    ...[...countsByCategory].map(([category, counts]): [BestSellerList, ReadonlyMap<ItemId, number>] => [
      { category },
      counts,
    ]),
  ];
  await inParallel(lists, width, ([list, counts]) =>
    recomputeFenced({
      subject: list === 'shop' ? 'the best-sellers of the shop' : `the best-sellers of category ${list.category}`,
      readRevision: () => deps.recommendations.readBestSellersRevision(list),
      compute: async () => rankBestSellers(counts, asOf),
      put: (row, seenRevision) => deps.recommendations.putBestSellers(list, row, seenRevision, deps.now()),
    }),
  );
}
