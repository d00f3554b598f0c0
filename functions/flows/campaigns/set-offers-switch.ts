import type { OffersSwitch } from '../../domain/offers/offers-switch.ts';
import type { OffersSwitchStore } from '../../stores/offers-switch-store.ts';

export interface SetOffersSwitchDeps {
  readonly offersSwitch: OffersSwitchStore;
  readonly now: () => Date;
}

/**
 * Stops all offers of the shop, or lets them go on. Who set it first to what it is stays named.
 * @param keyId id of the API key of who sets it
 */
export async function setOffersSwitch(
  { offersSwitch, now }: SetOffersSwitchDeps,
  isStopped: boolean,
  keyId: string,
): Promise<OffersSwitch> {
  const current = await offersSwitch.read();
  if (current.isStopped === isStopped) return current;
  const next = { isStopped, by: keyId, at: now().toISOString() };
  await offersSwitch.put(next);
  return next;
}
