import type { PlacedOrder } from '../customers/placed-orders.ts';
import { compareIds } from '../ids.ts';
import type { ReturnEvent, ReturnReason } from '../orders/order.ts';
import type { ServiceEvent } from '../service/service-event.ts';
import type { YearRatings, YearService } from './customer-year.ts';

/** Reasons of returns that are the shop's doing. */
export const shopFaults: readonly (ReturnReason | undefined)[] = ['defect', 'wrong', 'late', 'not-as-described'];

/** Ids of the orders that goods went back of through the shop's fault; of returns without an order, the latest before. */
function faultyOrders(placed: readonly PlacedOrder[], returns: readonly ReturnEvent[]): ReadonlySet<string> {
  const faulty = new Set<string>();
  for (const { orderId, itemId, occurredAt, reason } of returns) {
    if (!shopFaults.includes(reason)) continue;
    const holds = ({ order, lines }: PlacedOrder): boolean =>
      order.placedAt <= occurredAt && lines.some(({ purchase }) => purchase.itemId === itemId);
    const found = orderId ?? placed.filter(holds).at(-1)?.order.orderId;
    if (found !== undefined) faulty.add(found);
  }
  return faulty;
}

/** Whether an order came late; undefined where nothing tells. An order that is still out is late once it was due. */
function isLate(order: PlacedOrder['order'], lateIds: ReadonlySet<string>, now: string): boolean | undefined {
  if (lateIds.has(order.orderId)) return true;
  if (order.promisedAt === undefined) return undefined;
  return (order.deliveredAt ?? now) > order.promisedAt;
}

/**
 * What went wrong with the orders of a year.
 * @param placed orders of the year by time, not cancelled
 * @param events of the customer until now; complaints of any time that are open, others of the year
 * @param now instant that orders still out are judged at
 */
export function yearService(
  placed: readonly PlacedOrder[],
  returns: readonly ReturnEvent[],
  events: readonly ServiceEvent[],
  { now, since }: { readonly now: string; readonly since: string },
): YearService {
  const faulty = faultyOrders(placed, returns);
  const lateIds = new Set(events.flatMap((event) => (event.type === 'late-delivery' ? [event.orderId] : [])));
  const lateness = placed.map(({ order }) => isLate(order, lateIds, now)).filter((late) => late !== undefined);

  const complaints = new Map<string, { openedAt: string; isResolved: boolean }>();
  const inTurn = events
    .filter((event) => event.type === 'case' && event.kind === 'complaint')
    .sort((left, right) => compareIds(left.occurredAt, right.occurredAt) || compareIds(left.eventId, right.eventId));
  for (const event of inTurn) {
    if (event.type !== 'case') continue;
    const { caseId, step, occurredAt } = event;
    const before = complaints.get(caseId);
    // An answer resolves nothing, and leaves what was resolved as it is.
    const isResolved = step === 'resolved' || (step === 'answered' && before?.isResolved === true);
    complaints.set(caseId, { openedAt: before?.openedAt ?? occurredAt, isResolved });
  }
  const counted = [...complaints.values()].filter(({ openedAt, isResolved }) => !isResolved || openedAt >= since);
  const openComplaintCount = counted.filter(({ isResolved }) => !isResolved).length;
  return {
    orderCount: placed.length,
    faultyOrderCount: placed.filter(({ order }) => faulty.has(order.orderId)).length,
    lateOrderCount: lateness.length === 0 ? null : lateness.filter(Boolean).length,
    complaintWeight: openComplaintCount + (counted.length - openComplaintCount) / 2,
    openComplaintCount,
  };
}

/** A customer's ratings, by time. Null where there are none. */
export function yearRatings(events: readonly ServiceEvent[]): YearRatings | null {
  const ratings = events
    .filter((event) => event.type === 'rating')
    .sort((left, right) => compareIds(left.occurredAt, right.occurredAt) || compareIds(left.eventId, right.eventId));
  const last = ratings.at(-1);
  if (last === undefined) return null;
  return {
    count: ratings.length,
    goodwillSum: ratings.reduce((sum, { stars }) => sum + (stars - 1) / 4, 0),
    lastStars: last.stars,
  };
}
