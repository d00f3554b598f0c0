import { compareIds } from '../ids.ts';
import type { CustomerFact, Instant, Order, ReturnEvent } from '../orders/order.ts';
import { isOpenCase, type ServiceCase, serviceCases } from '../service/service-cases.ts';
import type { ServiceEvent } from '../service/service-event.ts';
import type { GroupChangeFact } from '../standing/customer-group.ts';

/** Something that happened between a customer and the shop. */
export type TimelineEntry = { readonly at: Instant; readonly key: string } & (
  | { readonly type: 'order'; readonly order: Order }
  | { readonly type: 'return'; readonly event: ReturnEvent }
  | { readonly type: 'case'; readonly ofCase: ServiceCase }
  | { readonly type: 'event'; readonly event: Exclude<ServiceEvent, { readonly type: 'case' }> }
  | { readonly type: 'group'; readonly change: GroupChangeFact }
);

/** All that is known of a customer. */
export interface TimelineFacts {
  readonly facts: readonly CustomerFact[];
  readonly events: readonly ServiceEvent[];
  readonly groupChanges: readonly GroupChangeFact[];
  readonly objects: boolean;
}

/** Where a page of a timeline ended. */
export type TimelinePlace = Pick<TimelineEntry, 'at' | 'key'>;

export interface TimelinePage {
  readonly entries: readonly TimelineEntry[];
  /** Cases that wait for the shop, oldest first; on every page. */
  readonly openCases: readonly ServiceCase[];
  /** Of all pages together. */
  readonly entryCount: number;
  /** Absent at the end. */
  readonly next?: TimelinePlace;
}

const newestFirst = (left: TimelinePlace, right: TimelinePlace): number =>
  compareIds(right.at, left.at) || compareIds(left.key, right.key);

function* factEntries(facts: readonly CustomerFact[]): Generator<TimelineEntry, void, undefined> {
  for (const fact of facts) {
    if (fact.kind === 'return') {
      const { event } = fact;
      yield { type: 'return', at: event.occurredAt, key: `return#${event.eventId}`, event };
    } else if (fact.erased === undefined && fact.moved === undefined) {
      const { order } = fact;
      yield { type: 'order', at: order.placedAt, key: `order#${order.orderId}`, order };
    }
  }
}

function* entriesOf({ facts, events, groupChanges, objects }: TimelineFacts, cases: readonly ServiceCase[]) {
  yield* factEntries(facts);
  for (const ofCase of cases) {
    yield { type: 'case', at: ofCase.openedAt, key: `case#${ofCase.caseId}`, ofCase } satisfies TimelineEntry;
  }
  for (const event of events) {
    if (event.type === 'case') continue;
    yield { type: 'event', at: event.occurredAt, key: `event#${event.eventId}`, event } satisfies TimelineEntry;
  }
  // A group is a profile, which is what was objected to.
  if (objects) return;
  for (const change of groupChanges) {
    const at = `${change.date}T00:00:00.000Z`;
    yield { type: 'group', at, key: `group#${change.date}`, change } satisfies TimelineEntry;
  }
}

/**
 * A page of what happened, newest first, ties by kind and id. O(n log n) of all that is known, as a customer's facts are
 * kept by kind.
 * @param limit entries of the page, 1 or more
 * @param after the end of the page before; absent for the first
 */
export function timelinePage(known: TimelineFacts, limit: number, after?: TimelinePlace): TimelinePage {
  const cases = serviceCases(known.events);
  const all: readonly TimelineEntry[] = [...entriesOf(known, cases)].sort(newestFirst);
  const begin = after === undefined ? 0 : all.findIndex((entry) => newestFirst(after, entry) < 0);
  const entries = begin < 0 ? [] : all.slice(begin, begin + limit);
  const last = entries.at(-1);
  const isEnd = last === undefined || begin + limit >= all.length;
  return {
    entries,
    openCases: cases.filter(isOpenCase),
    entryCount: all.length,
    ...(isEnd ? {} : { next: { at: last.at, key: last.key } }),
  };
}
