import { type CustomerId, toCustomerId } from '../ids.ts';
import type { Order, ReturnEvent } from '../orders/order.ts';
import { drawErlang } from './distributions.ts';
import { drawOrder, instantOf } from './draw-order.ts';
import { drawHabitTimes } from './habit-times.ts';
import { leavingChance } from './leaving.ts';
import { drawChange } from './order-changes.ts';
import { drawReturns } from './returns.ts';
import { drawService, type ServiceEvent } from './service.ts';
import { dayMilliseconds, type ShopParts, wholeSecond } from './shop-parts.ts';
import { type BuyerStreams, buyerStreams } from './streams.ts';
import { drawTraits, type Traits } from './traits.ts';
import { emptyMemory, type Visit } from './visit.ts';

/** What happened in the shop. An order that was edited or cancelled comes once for each version, oldest first. */
export type SimulatedRecord =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'return'; readonly event: ReturnEvent };

/** All that one buyer did, and the truth behind it. */
export interface Life {
  /** Absent for a guest. */
  readonly customerId?: CustomerId;
  readonly traits: Traits;
  readonly records: readonly SimulatedRecord[];
  /** Distinct orders. */
  readonly orders: number;
  /** Epoch milliseconds of the first and the last order. */
  readonly firstOrderAt: number;
  readonly lastOrderAt: number;
  /** Whether the buyer would never have come again, however long the shop went on. */
  readonly hasLeft: boolean;
  readonly serviceEvents: readonly ServiceEvent[];
}

export const customerIdOf = (number: number): CustomerId =>
  toCustomerId(`customer-${String(number + 1).padStart(6, '0')}`);

/** Stages of the gap between orders: more is more regular. */
const rhythmShape = (parts: ShopParts, { costs }: Traits): number =>
  parts.settings.without.has('switching-costs') ? 1 : 1 + Math.floor(4 * costs.procedural);

/** One order with everything that comes of it until the end. */
function drawPurchase(parts: ShopParts, visit: Visit, orderId: string, customerId: CustomerId | undefined) {
  const drawn = drawOrder(parts, visit, orderId, customerId);
  const service = drawService(parts, visit, drawn.order);
  const order: Order = { ...drawn.order, promisedAt: service.promisedAt };
  const changed = drawChange(visit.streams('changes'), { ...drawn, order }, parts.endsAt);
  const isCancelled = changed?.status === 'cancelled';
  const delivery = isCancelled || service.deliveredAt === undefined ? {} : { deliveredAt: service.deliveredAt };
  const versions = [order, ...(changed === undefined ? [] : [changed])].map((version) => ({ ...version, ...delivery }));
  const returns = [...drawReturns(visit.streams('returns'), versions.at(-1) ?? order, service.isLate, parts.endsAt)];
  const records: readonly SimulatedRecord[] = [
    ...versions.map((version) => ({ kind: 'order', order: version }) as const),
    ...returns.map((event) => ({ kind: 'return', event }) as const),
  ];
  // Nothing is delivered of a cancelled order, so nothing of it is late or rated.
  return isCancelled
    ? { records, hasShock: false, events: [] }
    : { records, hasShock: service.hasShock, events: service.events };
}

const drawFirstTime = (parts: ShopParts, streams: BuyerStreams): number =>
  wholeSecond(parts.startsAt + streams('times').unit() * (parts.endsAt - parts.startsAt));

/**
 * All that a customer does in a shop, from the first order until the end or until the customer leaves.
 * @param most orders after which the life is cut, 1 or more
 */
export function drawCustomer(parts: ShopParts, number: number, most = Number.POSITIVE_INFINITY): Life {
  const streams = buyerStreams(parts.settings.seed, 'customer', number);
  const traits = drawTraits(parts, streams);
  const customerId = customerIdOf(number);
  const shape = rhythmShape(parts, traits);
  const memory = emptyMemory();
  const records: SimulatedRecord[] = [];
  const serviceEvents: ServiceEvent[] = [];
  // Who has planted habits comes at times that tell nothing of them, and stays until the end.
  const { habits } = traits;
  const times = habits && drawHabitTimes(streams('habitTimes'), habits.orders, parts);
  const firstOrderAt = times?.[0] ?? drawFirstTime(parts, streams);
  let [at, lastOrderAt, orders, hasLeft] = [firstOrderAt, firstOrderAt, 0, false];
  while (at <= parts.endsAt && orders < most && !hasLeft) {
    orders += 1;
    const orderId = `order-${String(number + 1).padStart(6, '0')}-${orders}`;
    const visit: Visit = { at, traits, memory, streams, isGuest: false };
    const purchase = drawPurchase(parts, visit, orderId, customerId);
    records.push(...purchase.records);
    serviceEvents.push(...purchase.events);
    lastOrderAt = at;
    if (times !== undefined) {
      at = times[orders] ?? Number.POSITIVE_INFINITY;
      continue;
    }
    hasLeft = streams('leaving').chance(leavingChance(traits, purchase.hasShock));
    // At least a minute apart: two orders of one second would have no order.
    at = wholeSecond(at + 60_000 + drawErlang(streams('times'), shape, traits.meanGapDays * dayMilliseconds));
  }
  return { customerId, traits, records, orders, firstOrderAt, lastOrderAt, hasLeft, serviceEvents };
}

/** The one order of a guest. */
export function drawGuest(parts: ShopParts, number: number): Life {
  const streams = buyerStreams(parts.settings.seed, 'guest', number);
  const traits = drawTraits(parts, streams);
  const at = drawFirstTime(parts, streams);
  const visit: Visit = { at, traits, memory: emptyMemory(), streams, isGuest: true };
  const orderId = `order-guest-${String(number + 1).padStart(6, '0')}`;
  const { records, events } = drawPurchase(parts, visit, orderId, undefined);
  return { traits, records, orders: 1, firstOrderAt: at, lastOrderAt: at, hasLeft: true, serviceEvents: events };
}

/** An order after the end, of a customer of the shop or a guest; promised, as it is not delivered yet. */
export function drawFurtherOrder(parts: ShopParts, number: number, customers: number, at: number): Order {
  const streams = buyerStreams(parts.settings.seed, 'further', number);
  const random = streams('further');
  const isGuest = random.chance(parts.settings.sizes.guestShare);
  const buyer = random.below(customers);
  const traits = drawTraits(parts, isGuest ? streams : buyerStreams(parts.settings.seed, 'customer', buyer));
  const visit: Visit = { at, traits, memory: emptyMemory(), streams, isGuest };
  const { order } = drawOrder(parts, visit, `order-further-${number}`, isGuest ? undefined : customerIdOf(buyer));
  const placedAt = instantOf(at);
  return { ...order, placedAt, updatedAt: placedAt, promisedAt: drawService(parts, visit, order).promisedAt };
}
