import type { CustomerId, OrderId } from '../ids.ts';
import type { Instant, Order } from '../orders/order.ts';
import { drawWeighted } from './distributions.ts';
import { instantOf } from './draw-order.ts';
import type { Random } from './random.ts';
import { dayMilliseconds, type ShopParts, wholeSecond } from './shop-parts.ts';
import type { Visit } from './visit.ts';

interface OfOrder {
  readonly orderId: OrderId;
  /** Absent for a guest. */
  readonly customerId?: CustomerId;
  readonly occurredAt: Instant;
}

/** What happened beside the orders, as the truth file tells it. */
export type ServiceEvent =
  | (OfOrder & { readonly type: 'late-delivery'; readonly daysLate: number })
  | (OfOrder & { readonly type: 'complaint'; readonly resolvedAt?: Instant })
  | (OfOrder & { readonly type: 'rating'; readonly stars: number });

export interface Service {
  readonly promisedAt: Instant;
  /** Absent when the goods were still out at the end. */
  readonly deliveredAt?: Instant;
  readonly isLate: boolean;
  /** Came late, or led to a complaint that was not resolved: what may drive a customer away. */
  readonly hasShock: boolean;
  readonly events: readonly ServiceEvent[];
}

const promisedDays = 3;
const lateChance = 0.08;
const complaintChance = { late: 0.3, onTime: 0.01 } as const;
const resolvedChance = 0.7;
const ratingChance = 0.15;

function starsOf(random: Random, isLate: boolean, complained: boolean, relational: number): number {
  const mean = 4.4 - (isLate ? 1.8 : 0) - (complained ? 1 : 0) + (relational - 0.5);
  return Math.min(5, Math.max(1, Math.round(mean + 2 * random.unit() - 1)));
}

/** How an order is delivered and what comes of it. A service that is switched off delivers in time and hears nothing. */
export function drawService(parts: ShopParts, { at, streams, traits }: Visit, order: Order): Service {
  const random = streams('service');
  const isOff = parts.settings.without.has('service');
  const after = (start: number, least: number, most: number) =>
    wholeSecond(start + dayMilliseconds * (least + (most - least) * random.unit()));
  const promised = at + promisedDays * dayMilliseconds;
  const isLate = random.chance(lateChance) && !isOff;
  const delivered = isLate ? after(promised, 1, 6) : after(at, 1, 3);
  const complains = random.chance(isLate ? complaintChance.late : complaintChance.onTime) && !isOff;
  const complainedAt = after(delivered, 1, 3);
  const isResolved = random.chance(resolvedChance);
  const resolvedAt = after(complainedAt, 1, 5);
  const isRated = random.chance(ratingChance) && !isOff;
  const stars = starsOf(random, isLate, complains, traits.costs.relational);
  const ratedAt = delivered + 2 * dayMilliseconds;
  const of = (time: number): OfOrder => ({
    orderId: order.orderId,
    ...(order.customerId === undefined ? {} : { customerId: order.customerId }),
    occurredAt: instantOf(time),
  });
  const hasHappened = (time: number) => time <= parts.endsAt;
  const events: ServiceEvent[] = [];
  if (isLate && hasHappened(delivered)) {
    const daysLate = Math.ceil((delivered - promised) / dayMilliseconds);
    events.push({ ...of(delivered), type: 'late-delivery', daysLate });
  }
  if (complains && hasHappened(complainedAt)) {
    const resolution = isResolved && hasHappened(resolvedAt) ? { resolvedAt: instantOf(resolvedAt) } : {};
    events.push({ ...of(complainedAt), type: 'complaint', ...resolution });
  }
  if (isRated && hasHappened(ratedAt)) events.push({ ...of(ratedAt), type: 'rating', stars });
  return {
    promisedAt: instantOf(promised),
    ...(hasHappened(delivered) ? { deliveredAt: instantOf(delivered) } : {}),
    isLate,
    hasShock: isLate || (complains && !isResolved),
    events,
  };
}

const reasons = [
  ['changed-mind', 0.5],
  ['defect', 0.2],
  ['wrong', 0.1],
  ['not-as-described', 0.1],
  ['other', 0.1],
] as const;
const lateReasonChance = 0.3;

/** Why goods come back. */
export const drawReturnReason = (random: Random, isLate: boolean) =>
  isLate && random.chance(lateReasonChance) ? 'late' : drawWeighted<(typeof reasons)[number][0]>(random, reasons);
