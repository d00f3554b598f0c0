import { toCustomerId, toOrderId } from '../ids.ts';
import type { Instant, Order, ReturnEvent } from '../orders/order.ts';
import { type BasketSource, drawBasketItems, drawLine } from './basket.ts';
import type { SimulatedItem } from './catalogue.ts';
import { type Random, randomFor } from './random.ts';

/** What happened in the shop. An order that was edited or cancelled comes once for each version, oldest first. */
export type SimulatedRecord =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'return'; readonly event: ReturnEvent };

/** What customers of one shop have in common. */
export interface ShopParts {
  readonly seed: number;
  readonly currency: string;
  readonly items: readonly SimulatedItem[];
  readonly drawPopular: (random: Random) => number;
  /** Epoch milliseconds between which everything happens. */
  readonly startsAt: number;
  readonly endsAt: number;
}

export const dayMilliseconds = 86_400_000;
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

/** Purpose of a random stream; see `randomFor`. */
const customerStream = 2;

const instantOf = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString();
/** Shops keep whole seconds; that also keeps the last bits of logarithms out of the file. */
export const wholeSecond = (epochMilliseconds: number): number => Math.floor(epochMilliseconds / 1_000) * 1_000;

interface Buyer {
  readonly number: number;
  readonly isGuest: boolean;
  readonly favouriteCluster: number;
}

export function drawBuyer(parts: ShopParts, random: Random, number: number): Buyer {
  const favourite = parts.items[parts.drawPopular(random)];
  return { number, isGuest: random.chance(guestShare), favouriteCluster: favourite?.cluster ?? 0 };
}

const customerIdOf = (buyer: Buyer) => toCustomerId(`customer-${String(buyer.number + 1).padStart(6, '0')}`);

export function drawOrder(
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

/** All that a customer does in a shop, from the first order until the end or until the customer leaves. */
export function* drawCustomer(parts: ShopParts, number: number): Generator<SimulatedRecord> {
  const random = randomFor(parts.seed, customerStream, number);
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
