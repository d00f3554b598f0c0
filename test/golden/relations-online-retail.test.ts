import { beforeAll, describe, expect, it } from 'vitest';
import { defaultMaximumBasketItems, evidenceItems } from '../../functions/domain/orders/evidence-items.ts';
import { type BuyerHistories, buyerHistoriesBuilder } from '../../functions/domain/relations/buyer-histories.ts';
import { calendarDayNumber } from '../../functions/domain/relations/calendar-day-number.ts';
import { gatherItemPurchases, type ItemPurchases } from '../../functions/domain/relations/item-purchases.ts';
import { relateItems } from '../../functions/domain/relations/relate-items.ts';
import { hasOnlineRetail, readOnlineRetailOrders } from '../support/online-retail.ts';
import { countDirections, shuffleDays } from '../unit/domain/relations/shuffled-days.ts';

const dayOf = (instant: string) => calendarDayNumber(instant, 'Europe/London');

describe.runIf(hasOnlineRetail('relations of Online Retail'))('the whole UCI Online Retail file', () => {
  let histories: BuyerHistories;
  let everyCustomer: ItemPurchases;
  let isTop: (item: number) => boolean;

  beforeAll(async () => {
    const builder = buyerHistoriesBuilder(dayOf);
    for (const order of await readOnlineRetailOrders()) {
      builder.add({ ...order, itemIds: evidenceItems(order, defaultMaximumBasketItems) });
    }
    histories = builder.build();
    everyCustomer = gatherItemPurchases(histories, Number.POSITIVE_INFINITY);
    const orderCounts = new Int32Array(histories.itemIds.length);
    for (const item of histories.items) orderCounts[item] = (orderCounts[item] ?? 0) + 1;
    const top = new Set(
      Array.from(orderCounts.keys())
        .sort((left, right) => (orderCounts[right] ?? 0) - (orderCounts[left] ?? 0) || left - right)
        .slice(0, 400),
    );
    isTop = (item) => top.has(item);
  }, 180_000);

  it('shows thousands of directional pairs among the top 400 items, of which the calendars leave hundreds', () => {
    expect(countDirections(histories, everyCustomer, isTop)).toEqual({
      tested: 76_636,
      naive: 11_834,
      beyondCalendar: 296,
    });
  });

  it('directs less than .2% of the tested pairs when days are shuffled within each item', () => {
    for (const seed of [1, 2]) {
      const { tested, naive, beyondCalendar } = countDirections(histories, shuffleDays(everyCustomer, seed), isTop);
      expect(tested).toBeGreaterThan(50_000);
      expect(beyondCalendar / tested).toBeLessThan(0.002);
      // The shuffled calendars alone still fool the comparison without the correction.
      expect(naive / tested).toBeGreaterThan(0.05);
    }
  });

  it('has the relations that docs/relations.md names', () => {
    const asOf = '2011-12-10T12:50:00.000Z';
    const { next, similar, rhythms, trending, newItems, tests, leftOutCustomers } = relateItems(histories, new Map(), {
      asOf,
      dayOf,
    });
    const nextPairs = [...next()].reduce((sum, { neighbours }) => sum + neighbours.length, 0);
    const similarEntries = [...similar()].reduce((sum, { neighbours }) => sum + neighbours.length, 0);
    expect(leftOutCustomers).toBe(3);
    expect(tests).toEqual({ testedForDirection: 281_000, directed: 225, testedForSubstitution: 411_002 });
    expect(nextPairs).toBe(225);
    // A wholesaler's customers buy everything in one order: one pair, listed at both items.
    expect(similarEntries).toBe(2);
    expect(rhythms).toHaveLength(2_787);
    expect(trending[0]?.items[0]).toMatchObject({ itemId: '82600', recentBaskets: 30, expectedBaskets: 0.6 });
    expect(newItems[0]?.items[0]).toEqual({
      itemId: '23581',
      availableSince: '2011-10-25T09:31:00.000Z',
      baskets: 292,
    });
  });
});
