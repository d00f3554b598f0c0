import type { Instant, Order } from '../orders/order.ts';
import { drawCustomer, drawFurtherOrder, drawGuest, type Life, type SimulatedRecord } from './customer-life.ts';
import type { ServiceEvent } from './service.ts';
import { type ShopParts, shopParts } from './shop-parts.ts';
import type { SimulatedItem } from './simulated-item.ts';
import { checkSettings, type SimulationSettings } from './simulation-settings.ts';
import { type CustomerTruth, type ShopTruth, truthOfCustomer, truthOfShop } from './truth.ts';

export interface SimulatedShop {
  readonly items: readonly SimulatedItem[];
  /** Everything that happened, buyer by buyer, guests last. Made while it is read, so memory is one buyer. */
  records(): Generator<SimulatedRecord>;
  /** What was planted in the catalogue. */
  readonly truth: ShopTruth;
  /** What is true of each customer, made while it is read. */
  customers(): Generator<CustomerTruth>;
  /** Late deliveries, complaints and ratings, buyer by buyer, made while they are read. */
  serviceEvents(): Generator<ServiceEvent>;
  /**
   * A further order after the end, of one of the shop's customers or a guest.
   * @param number tells it from the other further orders; the same number is the same basket but for what is on sale
   */
  furtherOrder(number: number, placedAt: Instant): Order;
}

/** A customer places far fewer in the mean, so a shop of this many orders has this many customers at the least. */
const ordersOfOneCustomer = 50;

function* drawLives(parts: ShopParts): Generator<Life> {
  const { customers = Number.POSITIVE_INFINITY, orders, sizes } = parts.settings;
  const { guestShare } = sizes;
  const ofCustomers = orders === undefined ? Number.POSITIVE_INFINITY : orders - Math.round(orders * guestShare);
  let placed = 0;
  for (let number = 0; number < customers && placed < ofCustomers; number += 1) {
    const life = drawCustomer(parts, number, ofCustomers - placed);
    placed += life.orders;
    yield life;
  }
  const guests = orders === undefined ? Math.round((placed * guestShare) / (1 - guestShare)) : orders - ofCustomers;
  for (let number = 0; number < guests; number += 1) yield drawGuest(parts, number);
}

/**
 * A shop with known truth, from its settings alone: complements, substitutes, variants, pairs with a direction,
 * launches, seasons, deals, service, and customers whose switching costs keep them. docs/simulation.md has the model
 * with every formula and number. O(orders x items planted) time.
 * @throws HoldfastError `simulation.settings`
 */
export function simulateShop(settings: SimulationSettings): SimulatedShop {
  const checked = checkSettings(settings);
  const parts = shopParts(checked);
  const leastCustomers = checked.customers ?? Math.ceil((checked.orders ?? 1) / ordersOfOneCustomer);
  return {
    items: parts.items,
    truth: truthOfShop(parts),
    *records() {
      for (const life of drawLives(parts)) yield* life.records;
    },
    *customers() {
      for (const life of drawLives(parts)) {
        const truth = truthOfCustomer(parts, life);
        if (truth !== undefined) yield truth;
      }
    },
    *serviceEvents() {
      for (const life of drawLives(parts)) yield* life.serviceEvents;
    },
    furtherOrder: (number, placedAt) => drawFurtherOrder(parts, number, leastCustomers, Date.parse(placedAt)),
  };
}
