import { HoldfastError } from '../errors.ts';
import type { Instant, Order } from '../orders/order.ts';
import { popularitySampler, type SimulatedItem, simulateCatalogue } from './catalogue.ts';
import {
  dayMilliseconds,
  drawBuyer,
  drawCustomer,
  drawOrder,
  type ShopParts,
  type SimulatedRecord,
  wholeSecond,
} from './customer-life.ts';
import { randomFor } from './random.ts';

export interface SimulationSettings {
  /** Customers, guests included, 1 to 10 million. */
  readonly customers: number;
  /** Any safe integer of 0 or more: the same seed gives the same shop to the byte. */
  readonly seed: number;
  /** Nothing happens after it. */
  readonly end: Instant;
  /** Days before the end at which the first customer may come, from 1 on. Default 540. */
  readonly days?: number;
  /** Items of the catalogue. Default four times the root of the customers, 48 to 4,000. */
  readonly items?: number;
  /** ISO 4217 code of every order. Default GBP. */
  readonly currency?: string;
}

export interface SimulatedShop {
  readonly items: readonly SimulatedItem[];
  /** Everything that happened, customer by customer. Made while it is read, so memory is one customer. */
  records(): Generator<SimulatedRecord>;
  /**
   * A further order after the end, of one of the shop's customers or a guest.
   * @param number tells it from the other further orders; the same number is the same basket
   */
  furtherOrder(number: number, placedAt: Instant): Order;
}

/** Purpose of a random stream; see `randomFor`. The catalogue has 1, customers have 2. */
const furtherStream = 3;

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new HoldfastError(
    'simulation.settings',
    `${name} is ${value}; needed is a whole number from ${least} to ${most}`,
    {
      details: { name, value },
    },
  );
}

/**
 * A shop with a known truth, from its settings alone: items in clusters that are bought together, popularity by
 * Zipf's law, customers who come at their own rate until they leave (the story of Schmittlein, Morrison & Colombo
 * 1987, Management Science 33(1), with leaving as in the BG/NBD), guests, returns, edited and cancelled orders.
 * @throws HoldfastError `simulation.settings`
 */
export function simulateShop(settings: SimulationSettings): SimulatedShop {
  checkWhole('the number of customers', settings.customers, 1, 10_000_000);
  checkWhole('the seed', settings.seed, 0, Number.MAX_SAFE_INTEGER);
  const days = settings.days ?? 540;
  checkWhole('the number of days', days, 1, 10_000);
  const itemCount = settings.items ?? Math.min(4_000, Math.max(48, Math.round(4 * Math.sqrt(settings.customers))));
  checkWhole('the number of items', itemCount, 1, 1_000_000);
  const endsAt = wholeSecond(Date.parse(settings.end));
  const parts: ShopParts = {
    seed: settings.seed,
    currency: settings.currency ?? 'GBP',
    items: simulateCatalogue(settings.seed, itemCount),
    drawPopular: popularitySampler(settings.seed, itemCount),
    startsAt: endsAt - days * dayMilliseconds,
    endsAt,
  };
  return {
    items: parts.items,
    *records() {
      for (let number = 0; number < settings.customers; number += 1) yield* drawCustomer(parts, number);
    },
    furtherOrder(number, placedAt) {
      const random = randomFor(settings.seed, furtherStream, number);
      const buyer = drawBuyer(parts, random, random.below(settings.customers));
      return drawOrder(parts, random, buyer, `order-further-${number}`, placedAt, []).order;
    },
  };
}
