import { HoldfastError } from '../errors.ts';
import { toCustomerId, toOrderId } from '../ids.ts';
import type { Instant, Order, ReturnEvent } from '../orders/order.ts';
import { type BasketSource, drawBasketItems, drawLine } from './basket.ts';
import { type SimulatedItem, simulateCatalogue } from './catalogue.ts';
import { type Random, randomFor } from './random.ts';
import { zipfSampler } from './zipf.ts';

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

/** What happened in the shop. An order that was edited or cancelled comes once for each version, oldest first. */
export type SimulatedRecord =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'return'; readonly event: ReturnEvent };

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

const dayMilliseconds = 86_400_000;
const guestShare = 0.1;
/** Customers differ: the mean gap between orders is itself exponential around this, at least two days. */
const meanGapDays = 75;
const leastGapDays = 2;
/** Chance that a customer never comes again, after each order. */
const leavingChance = 0.12;
const cancelledShare = 0.03;
const editedShare = 0.04;
const returnedLineShare = 0.05;
const discountedShare = 0.1;

/** Purposes of random streams; see `randomFor`. The catalogue has 1. */
const customerStream = 2;
const furtherStream = 3;

const instantOf = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString();
// Shops keep whole seconds; that also keeps the last bits of logarithms out of the file.
const wholeSecond = (epochMilliseconds: number): number => Math.floor(epochMilliseconds / 1_000) * 1_000;

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

interface ShopParts {
  readonly settings: SimulationSettings;
  readonly currency: string;
  readonly items: readonly SimulatedItem[];
  readonly drawPopular: (random: Random) => number;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** The items of the shop by popularity: which item has which rank is drawn, so clusters mix. */
function popularitySampler(seed: number, itemCount: number): (random: Random) => number {
  const random = randomFor(seed, 1, 1);
  const itemOfRank = Array.from({ length: itemCount }, (_, number) => number);
  for (let last = itemCount - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const moved = itemOfRank[last] ?? 0;
    itemOfRank[last] = itemOfRank[other] ?? 0;
    itemOfRank[other] = moved;
  }
  const drawRank = zipfSampler(itemCount, 1);
  return (drawing) => itemOfRank[drawRank(drawing)] ?? 0;
}

interface Buyer {
  readonly number: number;
  readonly isGuest: boolean;
  readonly favouriteCluster: number;
}

function drawBuyer(parts: ShopParts, random: Random, number: number): Buyer {
  const favourite = parts.items[parts.drawPopular(random)];
  return { number, isGuest: random.chance(guestShare), favouriteCluster: favourite?.cluster ?? 0 };
}

const customerIdOf = (buyer: Buyer) => toCustomerId(`customer-${String(buyer.number + 1).padStart(6, '0')}`);

function drawOrder(
  parts: ShopParts,
  random: Random,
  buyer: Buyer,
  orderId: string,
  placedAt: Instant,
  boughtBefore: readonly number[],
): { readonly order: Order; readonly itemNumbers: readonly number[] } {
  const source: BasketSource = { ...parts, favouriteCluster: buyer.favouriteCluster, boughtBefore };
  const itemNumbers = drawBasketItems(random, source);
  const lines = itemNumbers.flatMap((number) => {
    const item = parts.items[number];
    return item === undefined ? [] : [drawLine(random, item)];
  });
  const valueMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  const order: Order = {
    orderId: toOrderId(orderId),
    ...(buyer.isGuest ? {} : { customerId: customerIdOf(buyer) }),
    placedAt,
    updatedAt: placedAt,
    status: 'placed',
    currency: parts.currency,
    lines,
    ...(random.chance(discountedShare) ? { discountMinor: Math.floor(valueMinor / 10) } : {}),
  };
  return { order, itemNumbers };
}

/** A later version of an order: cancelled, or with its last line taken out or doubled; or none. */
function drawChange(random: Random, order: Order, endsAt: number): Order | undefined {
  const draw = random.unit();
  if (draw >= cancelledShare + editedShare) return undefined;
  const changedAt = wholeSecond(Date.parse(order.placedAt) + 60_000 + random.exponential(dayMilliseconds / 4));
  if (changedAt > endsAt) return undefined;
  const updatedAt = instantOf(changedAt);
  if (draw < cancelledShare) return { ...order, updatedAt, status: 'cancelled' };
  const kept = order.lines.slice(0, -1);
  const last = order.lines.at(-1);
  const lines = kept.length > 0 || last === undefined ? kept : [{ ...last, quantity: last.quantity * 2 }];
  // A discount of the goods taken out would be one of nothing.
  const { discountMinor: _, ...undiscounted } = order;
  return { ...undiscounted, updatedAt, lines };
}

function* drawReturns(random: Random, order: Order, endsAt: number): Generator<SimulatedRecord> {
  if (order.customerId === undefined || order.status === 'cancelled') return;
  for (const line of order.lines) {
    if (!random.chance(returnedLineShare)) continue;
    const occurredAt = wholeSecond(Date.parse(order.placedAt) + dayMilliseconds * (2 + random.exponential(6)));
    if (occurredAt > endsAt) continue;
    const event: ReturnEvent = {
      eventId: `return-${order.orderId}-${line.itemId}`,
      occurredAt: instantOf(occurredAt),
      customerId: order.customerId,
      orderId: order.orderId,
      itemId: line.itemId,
      quantity: 1 + random.below(line.quantity),
      reason: random.chance(0.5) ? 'changed-mind' : 'defect',
    };
    yield { kind: 'return', event };
  }
}

function* drawCustomer(parts: ShopParts, number: number): Generator<SimulatedRecord> {
  const random = randomFor(parts.settings.seed, customerStream, number);
  const buyer = drawBuyer(parts, random, number);
  const gapDays = Math.max(leastGapDays, random.exponential(meanGapDays));
  const boughtBefore: number[] = [];
  let at = wholeSecond(parts.startsAt + random.unit() * (parts.endsAt - parts.startsAt));
  for (let turn = 1; at <= parts.endsAt; turn += 1) {
    const orderId = `order-${String(number + 1).padStart(6, '0')}-${turn}`;
    const { order, itemNumbers } = drawOrder(parts, random, buyer, orderId, instantOf(at), boughtBefore);
    yield { kind: 'order', order };
    const changed = drawChange(random, order, parts.endsAt);
    if (changed !== undefined) yield { kind: 'order', order: changed };
    yield* drawReturns(random, changed ?? order, parts.endsAt);
    boughtBefore.push(...itemNumbers);
    if (buyer.isGuest || random.chance(leavingChance)) return;
    // At least a minute apart: two orders of one second would have no order.
    at = wholeSecond(at + 60_000 + random.exponential(gapDays * dayMilliseconds));
  }
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
    settings,
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
