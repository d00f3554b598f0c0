import { basketColumnsBuilder } from '../../functions/domain/copurchase/basket-columns.ts';
import { gatherBasketCounts } from '../../functions/domain/copurchase/basket-counts.ts';
import { type BestSellers, rankBestSellers } from '../../functions/domain/copurchase/best-sellers.ts';
import { type ItemRecommendations, togetherRow } from '../../functions/domain/copurchase/item-recommendations.ts';
import { type ShopTotals, shopTotals } from '../../functions/domain/copurchase/shop-totals.ts';
import type { ItemId } from '../../functions/domain/ids.ts';
import { evidenceLines, isTooLargeForEvidence } from '../../functions/domain/orders/evidence-items.ts';
import type { Instant } from '../../functions/domain/orders/order.ts';
import { buyerHistoriesBuilder } from '../../functions/domain/relations/buyer-histories.ts';
import { calendarDayNumber } from '../../functions/domain/relations/calendar-day-number.ts';
import { type RelatedShop, relateItems } from '../../functions/domain/relations/relate-items.ts';
import type { OrderLog } from '../../functions/flows/bulk-import/order-log.ts';
import { rankShopInThreads } from '../copurchase/rank-shop-in-threads.ts';

export interface AnalysisSettings {
  /** The moment the file is looked at from; orders after it are left out. */
  readonly asOf: Instant;
  /** IANA name; decides which day an order falls on. */
  readonly timeZone: string;
  /** Orders of more distinct items give no evidence. */
  readonly maximumBasketItems: number;
}

/** What a file of orders says about its items, as a stack would say it of the same orders. */
export interface AnalysedOrders {
  readonly orderCount: number;
  readonly tooLargeOrderCount: number;
  readonly itemIds: readonly ItemId[];
  /** The `together` row of every item, ascending by id. */
  readonly together: () => Iterable<ItemRecommendations>;
  /** For rows that do not know the shop's number of baskets. */
  readonly totals: ShopTotals;
  readonly related: RelatedShop;
  readonly bestSellers: BestSellers;
  readonly nameOf: (itemId: ItemId) => string | undefined;
}

/** Analyses a file that was read. O(pairs); memory by lines. */
export async function analyseOrders(log: OrderLog, settings: AnalysisSettings): Promise<AnalysedOrders> {
  const { asOf, timeZone, maximumBasketItems } = settings;
  const dayOf = (instant: Instant): number => calendarDayNumber(instant, timeZone);
  const baskets = basketColumnsBuilder();
  const builder = buyerHistoriesBuilder(dayOf);
  let tooLargeOrderCount = 0;
  for (let index = 0; index < log.orderCount; index += 1) {
    const order = log.orderAt(index);
    if (order.placedAt > asOf) continue;
    if (isTooLargeForEvidence(order, maximumBasketItems)) tooLargeOrderCount += 1;
    const lines = evidenceLines(order, maximumBasketItems);
    baskets.add({ ...order, lines });
    builder.add({ ...order, itemIds: lines.map(({ itemId }) => itemId) });
  }

  const ranked = await rankShopInThreads(baskets.build());
  const counts = gatherBasketCounts(ranked.countedItems());
  const shop = {
    basketCountOf: (itemId: ItemId) => counts.basketCountOf.get(itemId),
    ...(counts.shopBasketCount === undefined ? {} : { shopBasketCount: counts.shopBasketCount }),
  };
  const histories = builder.build();
  const named = new Map([...log.namedItems()].map((item) => [item.itemId, item]));
  return {
    orderCount: log.orderCount,
    tooLargeOrderCount,
    itemIds: ranked.itemIds,
    *together() {
      for (const [index, itemId] of ranked.itemIds.entries()) {
        yield togetherRow(itemId, ranked.itemAt(index), shop, asOf);
      }
    },
    totals: shopTotals(histories, asOf),
    related: relateItems(histories, named, { asOf, dayOf }),
    bestSellers: rankBestSellers(counts.basketCountOf, asOf),
    nameOf: (itemId) => named.get(itemId)?.name,
  };
}
