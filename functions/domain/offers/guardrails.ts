import type { Signal, SignalName } from '../switching/signal.ts';
import { discountKinds, type OfferKind } from './offer-kinds.ts';

/** From here on an order is habit: something new would break it. */
const habitSignal = 0.7;
/** Up to here a customer pays full prices. */
const fullPriceDealSeeking = 0.1;
/** From here on a customer is taken to go on buying. */
const stayingProbabilityAlive = 0.9;

export interface GuardedCustomer {
  readonly signals: readonly Signal[];
  /** Null where it is not known. */
  readonly probabilityAlive: number | null;
}

/**
 * Whether an offer of a kind may go to a customer by what they do: nothing new to who buys by habit, and no discount to
 * who pays full prices and is not leaving. What is not known forbids nothing. O(signals).
 */
export function isGuardedAgainst(kind: OfferKind, { signals, probabilityAlive }: GuardedCustomer): boolean {
  const known = (name: SignalName): number | null => signals.find((signal) => signal.name === name)?.value ?? null;
  const isHabit = (known('rhythm') ?? 0) >= habitSignal && (known('reorderShare') ?? 0) >= habitSignal;
  if (kind === 'bundle' && isHabit) return true;
  const dealSeeking = known('dealSeeking');
  const paysFullPrice = dealSeeking !== null && dealSeeking <= fullPriceDealSeeking;
  return discountKinds.includes(kind) && paysFullPrice && (probabilityAlive ?? 0) >= stayingProbabilityAlive;
}
