import type { Instant } from '../orders/order.ts';
import type { ServiceEvent } from '../service/service-event.ts';
import type { StoredSwitching } from '../switching/stored-switching.ts';
import type { SwitchingState } from '../switching/switching-state.ts';
import { switchingWeights } from '../switching/switching-weights.ts';
import { yearRatings, yearService } from '../switching/year-service.ts';

const { captiveSwitchingCost, serviceRating } = switchingWeights.states;
const yearMilliseconds = 365 * 86_400_000;

/**
 * The state that offers go by at a moment: that of the night, but that a complaint opened or a bad rating given since
 * puts service first at once. It takes two nights to be rid of it. Null where no night has measured the customer and
 * nothing calls for service. O(events).
 * @param events of the customer, in any order
 */
export function stateNow(
  kept: Pick<StoredSwitching, 'state' | 'switchingCost'> | undefined,
  events: readonly ServiceEvent[],
  now: Instant,
): SwitchingState | null {
  const since = new Date(Date.parse(now) - yearMilliseconds).toISOString();
  const known = events.filter(({ occurredAt }) => occurredAt <= now);
  const { openComplaintCount } = yearService([], [], known, { now, since });
  const ratings = yearRatings(known.filter(({ occurredAt }) => occurredAt > since));
  const needsService = openComplaintCount > 0 || (ratings !== null && ratings.lastStars <= serviceRating);
  if (!needsService) return kept?.state ?? null;
  const cost = kept?.switchingCost ?? null;
  return cost !== null && cost >= captiveSwitchingCost ? 'captive' : 'service-first';
}
