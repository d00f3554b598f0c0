import type { ItemId } from '../ids.ts';
import type { CustomerFact, Instant } from '../orders/order.ts';
import type { ServiceEvent } from '../service/service-event.ts';
import { shopFaults } from '../switching/year-service.ts';

export interface ShockTerms {
  /** First and last instant of the days looked at. */
  readonly since: Instant;
  readonly until: Instant;
  /** Items whose price rose within those days. */
  readonly risenItems: ReadonlySet<ItemId>;
}

/** An order that was due within the days and was not there then. */
const isLate = (fact: CustomerFact, { since, until }: ShockTerms): boolean => {
  if (fact.kind !== 'order' || fact.order.status === 'cancelled') return false;
  const { promisedAt, deliveredAt } = fact.order;
  return promisedAt !== undefined && promisedAt >= since && promisedAt <= until && (deliveredAt ?? until) > promisedAt;
};

/** Items bought on two orders or more. */
function repeatedItems(facts: readonly CustomerFact[]): ReadonlySet<ItemId> {
  const once = new Set<ItemId>();
  const twice = new Set<ItemId>();
  for (const fact of facts) {
    if (fact.kind !== 'order' || fact.order.status === 'cancelled') continue;
    for (const itemId of new Set(fact.order.lines.map((line) => line.itemId)))
      (once.has(itemId) ? twice : once).add(itemId);
  }
  return twice;
}

/**
 * Whether something went wrong for a customer within some days: an order came late, goods went back through the shop's
 * fault, a complaint was opened, a wanted item was out of stock, or the price of something they buy again and again rose.
 * O(lines).
 */
export function hadShock(facts: readonly CustomerFact[], events: readonly ServiceEvent[], terms: ShockTerms): boolean {
  const isWithin = (at: Instant): boolean => at >= terms.since && at <= terms.until;
  const isBad = (event: ServiceEvent): boolean =>
    event.type === 'late-delivery' ||
    event.type === 'stock-out' ||
    (event.type === 'case' && event.kind === 'complaint' && event.step === 'opened');
  return (
    facts.some((fact) => isLate(fact, terms)) ||
    facts.some(
      (fact) => fact.kind === 'return' && shopFaults.includes(fact.event.reason) && isWithin(fact.event.occurredAt),
    ) ||
    events.some((event) => isBad(event) && isWithin(event.occurredAt)) ||
    (terms.risenItems.size > 0 && [...repeatedItems(facts)].some((itemId) => terms.risenItems.has(itemId)))
  );
}
