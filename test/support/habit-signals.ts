import { type Complements, complementsUntil } from '../../bin/signals/complements.ts';
import { signalsOfShop } from '../../bin/signals/shop-signals.ts';
import { defaultMaximumBasketItems } from '../../functions/domain/orders/evidence-items.ts';
import type { Order, ReturnEvent } from '../../functions/domain/orders/order.ts';
import { calendarDayNumber } from '../../functions/domain/relations/calendar-day-number.ts';
import {
  habitsCustomers,
  habitsSizes,
  habitsWithout,
  type StructureName,
} from '../../functions/domain/simulation/shop-sizes.ts';
import { type SimulatedShop, simulateShop } from '../../functions/domain/simulation/simulate-shop.ts';
import { signalsOf } from '../../functions/domain/switching/measure-signals.ts';
import type { Signal } from '../../functions/domain/switching/signal.ts';
import type { OrderLog } from '../../functions/flows/bulk-import/order-log.ts';

const timeZone = 'UTC';

/** As `simulate --shop habits` has it. */
export const habitsShop = (seed: number, without: readonly StructureName[] = []): SimulatedShop =>
  simulateShop({
    customers: habitsCustomers,
    seed,
    end: '2026-01-01T00:00:00.000Z',
    sizes: habitsSizes,
    without: [...habitsWithout, ...without],
  });

/** What an import would hold of a simulated shop. */
export function logOf(shop: SimulatedShop): OrderLog & { readonly newestPlacedAt: string } {
  const latest = new Map<string, Order>();
  const returns: ReturnEvent[] = [];
  for (const record of shop.records()) {
    if (record.kind === 'order') latest.set(record.order.orderId, record.order);
    else returns.push(record.event);
  }
  const orders = [...latest.values()];
  function at<Entry>(entries: readonly Entry[], index: number): Entry {
    const entry = entries[index];
    if (entry === undefined) throw new RangeError(`no entry ${index} of ${entries.length}`);
    return entry;
  }
  return {
    orderCount: orders.length,
    orderAt: (index) => at(orders, index),
    customerAt: (index) => at(orders, index).customerId,
    returnCount: returns.length,
    returnAt: (index) => at(returns, index),
    namedItems: () => shop.items.map(({ itemId, name, category, brand }) => ({ itemId, name, category, brand })),
    newestPlacedAt: orders.reduce((newest, { placedAt }) => (placedAt > newest ? placedAt : newest), ''),
  };
}

export interface SimulatedSignals {
  /** By customer, as `analyze` measures them with the catalogue at hand. */
  readonly signals: ReadonlyMap<string, readonly Signal[]>;
  /** What is bought after what, as the signals take it. */
  readonly complements: Complements;
}

/** What `analyze` finds in a simulated shop. */
export function signalsOfSimulated(shop: SimulatedShop): SimulatedSignals {
  const log = logOf(shop);
  const asOf = log.newestPlacedAt;
  const complements = complementsUntil(log, { asOf, timeZone, maximumBasketItems: defaultMaximumBasketItems });
  const catalogue = new Map(shop.items.map(({ itemId, name, tags }) => [itemId, { itemId, name, tags }]));
  const { context, years } = signalsOfShop({
    log,
    beside: { events: [], catalogue },
    complements,
    currency: 'GBP',
    timeZone,
    asOf,
    asOfDay: calendarDayNumber(asOf, timeZone),
  });
  return { signals: new Map([...years()].map((year) => [year.customerId, signalsOf(year, context)])), complements };
}
