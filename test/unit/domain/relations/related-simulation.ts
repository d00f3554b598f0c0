import type { ItemId } from '../../../../functions/domain/ids.ts';
import { defaultMaximumBasketItems, evidenceItems } from '../../../../functions/domain/orders/evidence-items.ts';
import type { Order } from '../../../../functions/domain/orders/order.ts';
import { type BuyerHistories, buyerHistoriesBuilder } from '../../../../functions/domain/relations/buyer-histories.ts';
import { calendarDayNumber } from '../../../../functions/domain/relations/calendar-day-number.ts';
import {
  type RelatedShop,
  type RelationFacts,
  relateItems,
} from '../../../../functions/domain/relations/relate-items.ts';
import {
  evaluationOrders,
  evaluationSizes,
  type StructureName,
} from '../../../../functions/domain/simulation/shop-sizes.ts';
import { type SimulatedShop, simulateShop } from '../../../../functions/domain/simulation/simulate-shop.ts';

export const asOf = '2026-01-01T00:00:00.000Z';
const dayOf = (instant: string) => calendarDayNumber(instant, 'UTC');

export interface RelatedSimulation {
  readonly shop: SimulatedShop;
  readonly histories: BuyerHistories;
  readonly related: RelatedShop;
}

/** The evaluation shop of docs/simulation.md as it stands at its end, and its relations. */
export function relateEvaluationShop(
  without: readonly StructureName[] = [],
  seed = 1,
  arrange: (orders: readonly Order[]) => readonly Order[] = (orders) => orders,
): RelatedSimulation {
  const shop = simulateShop({ orders: evaluationOrders, seed, end: asOf, sizes: evaluationSizes, without });
  const latest = new Map<string, Order>();
  for (const record of shop.records()) {
    if (record.kind === 'order') latest.set(record.order.orderId, record.order);
  }
  const builder = buyerHistoriesBuilder(dayOf);
  for (const order of arrange([...latest.values()])) {
    builder.add({ ...order, itemIds: evidenceItems(order, defaultMaximumBasketItems) });
  }
  const histories = builder.build();
  const facts = new Map<ItemId, RelationFacts>(
    shop.items.map(({ itemId, category, variantOf, launchedAt }) => [
      itemId,
      {
        category,
        ...(variantOf === undefined ? {} : { variantOf }),
        ...(launchedAt === undefined ? {} : { launchedAt: new Date(launchedAt).toISOString() }),
      },
    ]),
  );
  return { shop, histories, related: relateItems(histories, facts, { asOf, dayOf }) };
}
