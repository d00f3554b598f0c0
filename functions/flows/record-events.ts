import type { ItemView, RecommendationClick } from '../domain/attribution/storefront-events.ts';
import type { ReturnEvent } from '../domain/orders/order.ts';
import type { ServiceEvent } from '../domain/service/service-event.ts';
import type { StorefrontFactsStore } from '../stores/history/storefront-facts-store.ts';
import type { Outcome } from './outcome.ts';
import { type IndexedEvent, outcomeBesideStored, recordEach } from './record-each.ts';
import { type IndexedReturn, type RecordReturnsDeps, recordReturns } from './record-returns.ts';
import {
  type IndexedServiceEvent,
  type RecordServiceEventsDeps,
  recordServiceEvents,
} from './record-service-events.ts';

/** An event that may be sent, by its type. */
export type ShopEvent =
  | { readonly type: 'return'; readonly event: ReturnEvent }
  | { readonly type: 'recommendation-click'; readonly event: RecommendationClick }
  | { readonly type: 'item-view'; readonly event: ItemView }
  | { readonly type: 'service'; readonly event: ServiceEvent };

export interface RecordEventsDeps extends Omit<RecordReturnsDeps, 'moving'>, Omit<RecordServiceEventsDeps, 'moving'> {
  readonly moving: RecordReturnsDeps['moving'] & RecordServiceEventsDeps['moving'];
  readonly storefrontFacts: StorefrontFactsStore;
}

async function recordClick(
  { storefrontFacts }: RecordEventsDeps,
  entry: IndexedEvent<RecommendationClick>,
): Promise<Outcome> {
  if (await storefrontFacts.putClick(entry.event)) return { index: entry.index, outcome: 'accepted' };
  return outcomeBesideStored(entry, await storefrontFacts.findClick(entry.event));
}

async function recordView(
  { storefrontFacts }: RecordEventsDeps,
  { index, event }: IndexedEvent<ItemView>,
): Promise<Outcome> {
  const { customerId } = event;
  // Nothing reads the view of a visitor nobody knows, and anybody with the public key could fill the table with them.
  if (customerId === undefined) return { index, outcome: 'accepted' };
  const view = { ...event, customerId };
  if (await storefrontFacts.putView(view)) return { index, outcome: 'accepted' };
  return outcomeBesideStored({ index, event: view }, await storefrontFacts.findView(view));
}

type StorefrontEvent = Exclude<ShopEvent, { readonly type: 'return' | 'service' }>;

const recordStorefrontEvent = (deps: RecordEventsDeps, index: number, sent: StorefrontEvent): Promise<Outcome> =>
  sent.type === 'item-view'
    ? recordView(deps, { index, event: sent.event })
    : recordClick(deps, { index, event: sent.event });

/** Stores events of any type, each on its own; the same event again changes nothing. */
export async function recordEvents(
  deps: RecordEventsDeps,
  events: readonly { readonly index: number; readonly sent: ShopEvent }[],
): Promise<readonly Outcome[]> {
  const returns: IndexedReturn[] = [];
  const ofService: IndexedServiceEvent[] = [];
  const others: IndexedEvent<{ readonly eventId: string; readonly sent: StorefrontEvent }>[] = [];
  for (const { index, sent } of events) {
    if (sent.type === 'return') returns.push({ index, event: sent.event });
    else if (sent.type === 'service') ofService.push({ index, event: sent.event });
    else others.push({ index, event: { eventId: sent.event.eventId, sent } });
  }
  const outcomes = await Promise.all([
    recordReturns(deps, returns),
    recordServiceEvents(deps, ofService),
    recordEach(others, ({ index, event }) => recordStorefrontEvent(deps, index, event.sent)),
  ]);
  return outcomes.flat().sort((left, right) => left.index - right.index);
}
