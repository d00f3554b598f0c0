import type { BuyerHistories } from '../../../../functions/domain/relations/buyer-histories.ts';
import { countBuyerPairs } from '../../../../functions/domain/relations/count-buyer-pairs.ts';
import { isDirected, minimumOrderedBuyers } from '../../../../functions/domain/relations/direction.ts';
import { expectedOrder, itemCalendars } from '../../../../functions/domain/relations/item-calendars.ts';
import type { ItemPurchases } from '../../../../functions/domain/relations/item-purchases.ts';
import { randomFor } from '../../../../functions/domain/simulation/random.ts';

/** The same buyers of each item on the same days, but who bought on which is drawn. */
export function shuffleDays(purchases: ItemPurchases, seed: number): ItemPurchases {
  const random = randomFor(seed);
  const firstDays = purchases.firstDays.slice();
  for (let item = 0; item < purchases.itemCount; item += 1) {
    const entries = purchases.entriesByItem.subarray(purchases.buyerOffsets[item], purchases.buyerOffsets[item + 1]);
    for (let last = entries.length - 1; last > 0; last -= 1) {
      const [one, other] = [entries[last] ?? 0, entries[random.below(last + 1)] ?? 0];
      const moved = firstDays[one] ?? 0;
      firstDays[one] = firstDays[other] ?? 0;
      firstDays[other] = moved;
    }
  }
  return { ...purchases, firstDays };
}

export interface DirectionCounts {
  readonly tested: number;
  /** Against a half: when the items were on sale counts as a direction. */
  readonly naive: number;
  /** Against the share that the items' calendars expect. */
  readonly beyondCalendar: number;
}

/** Pairs that look directional, without any regard to habit. */
export function countDirections(
  histories: BuyerHistories,
  purchases: ItemPurchases,
  isAsked: (item: number) => boolean = () => true,
): DirectionCounts {
  const order = expectedOrder(itemCalendars(purchases));
  let [tested, naive, beyondCalendar] = [0, 0, 0];
  for (const { item, others, otherLater, otherEarlier } of countBuyerPairs(histories, purchases)) {
    if (!isAsked(item)) continue;
    order.choose(item);
    for (const other of others) {
      const later = otherLater[other] ?? 0;
      const ordered = later + (otherEarlier[other] ?? 0);
      if (!isAsked(other) || ordered < minimumOrderedBuyers) continue;
      tested += 1;
      const share = order.shareLater(other);
      const isOne = (laterShare: number) =>
        isDirected(later, ordered, laterShare) || isDirected(ordered - later, ordered, 1 - laterShare);
      naive += +isOne(0.5);
      beyondCalendar += +isOne(share);
    }
  }
  return { tested, naive, beyondCalendar };
}
