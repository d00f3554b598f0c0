import type { CustomerId } from '../ids.ts';
import { placeKey, postingPlaces } from './decide-order-change.ts';
import { erasedVersion } from './erase-order.ts';
import type { Order, OrderFact, PostingPlace } from './order.ts';

/** Days a stub or any other trace is kept where a fact was moved away from. */
export const movedStubLifeDays = 30;

/** The same order, another customer's. */
export const orderOfCustomer = (order: Order, customerId: CustomerId | undefined): Order => {
  const { customerId: _, ...rest } = order;
  return customerId === undefined ? rest : { ...rest, customerId };
};

/**
 * What an order that moves makes of the place it comes to, as a fact to put there; undefined where the place holds it
 * already. The newer of the two versions stands, and every posting that either of them had and it has not is retired,
 * so that neither side's evidence outlives a change the shop made while the order was on its way. An order that was
 * erased at its new customer stays erased, and takes the evidence of the one that comes with it.
 * @param leaving as it stands where it comes from
 * @param standing what is at the new customer's; undefined: nothing
 */
export function arriveOrder(
  leaving: OrderFact,
  standing: OrderFact | undefined,
  customerId: CustomerId,
  maximumBasketItems: number,
): OrderFact | undefined {
  const isHeld = standing !== undefined && !standing.moved && standing.version >= leaving.version;
  const { order, version, erased } = isHeld
    ? standing
    : { ...leaving, order: orderOfCustomer(leaving.order, customerId) };
  const held = new Set(postingPlaces(order, maximumBasketItems).map(placeKey));
  const retired = new Map<string, PostingPlace>();
  for (const fact of standing === undefined ? [leaving] : [standing, leaving]) {
    for (const place of [...fact.retiredPostings, ...postingPlaces(fact.order, maximumBasketItems)]) {
      if (!held.has(placeKey(place))) retired.set(placeKey(place), place);
    }
  }
  const known = new Set(standing?.retiredPostings.map(placeKey));
  if (isHeld && [...retired.keys()].every((place) => known.has(place))) return undefined;
  const retiredPostings = [...retired.values()];
  return { kind: 'order', order, version, retiredPostings, ...(erased ? { erased } : {}) };
}

/**
 * What stays where an order was moved away: no line, no money, no posting to retire, as those are the moved fact's to
 * keep or retire. Its version is above all others, so that nobody who saw the order here puts it back.
 */
export function movedStub({ order }: OrderFact): OrderFact {
  const { orderId, customerId, placedAt, currency } = order;
  return {
    kind: 'order',
    order: {
      orderId,
      ...(customerId === undefined ? {} : { customerId }),
      placedAt,
      updatedAt: placedAt,
      status: 'cancelled',
      currency,
      lines: [],
    },
    version: erasedVersion,
    retiredPostings: [],
    moved: true,
  };
}
