import { summariseCustomer } from '../../functions/domain/customers/customer-summary.ts';
import type { CustomerId, ItemId } from '../../functions/domain/ids.ts';
import type { Order } from '../../functions/domain/orders/order.ts';
import { boughtItems } from '../../functions/domain/personal/bought-items.ts';
import { dueItems } from '../../functions/domain/personal/buy-again.ts';
import { buyerHistoriesBuilder } from '../../functions/domain/relations/buyer-histories.ts';
import { calendarDayNumber } from '../../functions/domain/relations/calendar-day-number.ts';
import { rebuyRhythms } from '../../functions/domain/relations/rebuy.ts';
import { readOnlineRetailOrders } from '../support/online-retail.ts';

const timeZone = 'Europe/London';
const listLength = 10;
/** What lies before is known; the first order of each customer from then on is to be foreseen. */
const heldOutFrom = '2011-09-01';

const itemsOf = ({ lines }: Order): ReadonlySet<ItemId> => new Set(lines.map(({ itemId }) => itemId));

/** Shares of hits at ten: [NDCG, precision of what is listed, entries]. */
function measure(list: readonly ItemId[], next: ReadonlySet<ItemId>): readonly number[] {
  const shown = list.slice(0, listLength);
  const gain = (place: number): number => 1 / Math.log2(place + 2);
  const gained = shown.reduce((sum, itemId, place) => sum + (next.has(itemId) ? gain(place) : 0), 0);
  const ideal = [...next].slice(0, listLength).reduce((sum, _, place) => sum + gain(place), 0);
  const hits = shown.filter((itemId) => next.has(itemId)).length;
  return [gained / ideal, shown.length === 0 ? Number.NaN : hits / shown.length, shown.length];
}

const mean = (values: readonly number[]): string => {
  const known = values.filter((value) => !Number.isNaN(value));
  return (known.reduce((sum, value) => sum + value, 0) / known.length).toFixed(4);
};

/** Whether what is due foresees a customer's next order of Online Retail better than what they bought most often. */
export async function benchDueRanking(): Promise<void> {
  const orders = (await readOnlineRetailOrders()).filter(({ status }) => status === 'placed');
  const byCustomer = new Map<CustomerId, Order[]>();
  const popularity = new Map<ItemId, number>();
  const histories = buyerHistoriesBuilder((instant) => calendarDayNumber(instant, timeZone));
  for (const order of orders.sort((left, right) => (left.placedAt < right.placedAt ? -1 : 1))) {
    const { customerId, placedAt } = order;
    if (customerId === undefined) continue;
    byCustomer.set(customerId, [...(byCustomer.get(customerId) ?? []), order]);
    if (placedAt >= heldOutFrom) continue;
    const itemIds = [...itemsOf(order)];
    histories.add({ customerId, placedAt, itemIds });
    for (const itemId of itemIds) popularity.set(itemId, (popularity.get(itemId) ?? 0) + 1);
  }
  const rhythms = new Map(rebuyRhythms(histories.build()).map((rhythm) => [rhythm.itemId, rhythm]));
  const measured = new Map<string, (readonly number[])[]>();
  for (const [customerId, all] of byCustomer) {
    const known = all.filter(({ placedAt }) => placedAt < heldOutFrom);
    const next = all.find(({ placedAt }) => placedAt >= heldOutFrom);
    if (known.length === 0 || next === undefined) continue;
    const facts = known.map((order) => ({ kind: 'order', order, version: 1, retiredPostings: [] }) as const);
    const bought = boughtItems(summariseCustomer(customerId, facts, 'GBP', timeZone));
    const today = calendarDayNumber(next.placedAt, timeZone);
    const popular = (itemId: ItemId): number => popularity.get(itemId) ?? 0;
    const byRecency = [...bought].sort((left, right) => right.dayCount - left.dayCount || right.lastDay - left.lastDay);
    const byPopularity = [...bought].sort(
      (left, right) => right.dayCount - left.dayCount || popular(right.itemId) - popular(left.itemId),
    );
    const due = dueItems(bought, rhythms, today).map(({ itemId }) => itemId);
    const lists = {
      'own most frequent, ties by recency': byRecency.map(({ itemId }) => itemId),
      'own most frequent, ties by popularity': byPopularity.map(({ itemId }) => itemId),
      due,
    };
    for (const [name, list] of Object.entries(lists)) {
      const row = measure(list, itemsOf(next));
      measured.set(name, [...(measured.get(name) ?? []), row]);
      if (due.length < listLength) continue;
      const full = `${name}, where ${listLength} are due`;
      measured.set(full, [...(measured.get(full) ?? []), row]);
    }
  }
  process.stdout.write('list | customers | NDCG@10 | precision | entries\n');
  for (const [name, rows] of measured) {
    const columns = [0, 1, 2].map((column) => mean(rows.map((row) => row[column] ?? Number.NaN)));
    process.stdout.write(`${[name, rows.length, ...columns].join(' | ')}\n`);
  }
}
