import type { ItemId } from '../../functions/domain/ids.ts';
import { evidenceLines } from '../../functions/domain/orders/evidence-items.ts';
import type { Instant } from '../../functions/domain/orders/order.ts';
import { buyerHistoriesBuilder } from '../../functions/domain/relations/buyer-histories.ts';
import { calendarDayNumber } from '../../functions/domain/relations/calendar-day-number.ts';
import { type RelatedShop, type RelationFacts, relateItems } from '../../functions/domain/relations/relate-items.ts';
import type { OrderLog } from '../../functions/flows/bulk-import/order-log.ts';

/** Items that are bought after an item, by the item. */
export type Complements = ReadonlyMap<ItemId, readonly ItemId[]>;

export const complementsIn = (related: RelatedShop): Complements =>
  new Map([...related.next()].map(({ itemId, neighbours }) => [itemId, neighbours.map((next) => next.itemId)]));

interface ComplementSettings {
  /** Orders after it are not looked at. */
  readonly asOf: Instant;
  /** IANA name. */
  readonly timeZone: string;
  readonly maximumBasketItems: number;
}

/** What is bought after what, by the orders of a file until a moment. As `relateItems`. */
export function complementsUntil(log: OrderLog, settings: ComplementSettings): Complements {
  const { asOf, timeZone, maximumBasketItems } = settings;
  const dayOf = (instant: Instant): number => calendarDayNumber(instant, timeZone);
  const builder = buyerHistoriesBuilder(dayOf);
  for (let index = 0; index < log.orderCount; index += 1) {
    const order = log.orderAt(index);
    if (order.placedAt > asOf) continue;
    const lines = evidenceLines(order, maximumBasketItems);
    builder.add({ ...order, itemIds: lines.map(({ itemId }) => itemId) });
  }
  const facts = new Map<ItemId, RelationFacts>([...log.namedItems()].map((item) => [item.itemId, item]));
  return complementsIn(relateItems(builder.build(), facts, { asOf, dayOf }));
}
