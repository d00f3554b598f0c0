import { type DealCalendar, drawDepth, weekOf } from './deals.ts';
import { shopStream } from './streams.ts';

/**
 * Deals of the kinds that are sold as two items: in every week from the start one of the two is on deal and the other
 * at list price, so that there is always a choice. Other items are on deal as they are without habits.
 */
export function habitDealCalendar(
  seed: number,
  startsAt: number,
  pairs: readonly (readonly [number, number])[],
  others: DealCalendar,
): DealCalendar {
  const kindOf = new Map(pairs.flatMap((pair, kind) => pair.map((item, side) => [item, { kind, side }] as const)));
  return (itemNumber, at) => {
    const found = kindOf.get(itemNumber);
    if (found === undefined) return others(itemNumber, at);
    const random = shopStream(seed, 'habitDeals', found.kind, weekOf(at, startsAt));
    return random.below(2) === found.side ? drawDepth(random) : 0;
  };
}
