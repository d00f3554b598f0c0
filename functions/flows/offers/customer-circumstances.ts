import { objects } from '../../domain/customers/customer-profile.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { RedemptionCircumstances } from '../../domain/offers/redemption-refusal.ts';
import { stateNow } from '../../domain/offers/state-now.ts';
import { asOfInstant } from '../../domain/shop-clock.ts';
import type { CustomersStore } from '../../stores/customers/customers-store.ts';
import type { ProfilesStore } from '../../stores/customers/profiles-store.ts';
import type { ServiceEventsStore } from '../../stores/history/service-events-store.ts';
import type { ProgramStore } from '../../stores/program-store.ts';

export interface CustomerCircumstancesDeps {
  readonly customers: Pick<CustomersStore, 'find'>;
  readonly profiles: Pick<ProfilesStore, 'find'>;
  readonly serviceEvents: Pick<ServiceEventsStore, 'list'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
  readonly now: () => Date;
}

/** What decides now whether a customer may have an offer: the state of the night and what has happened since, and an objection. */
export async function customerCircumstances(
  deps: CustomerCircumstancesDeps,
  customerId: CustomerId,
): Promise<Pick<RedemptionCircumstances, 'state' | 'objects'>> {
  const [row, profile, events, clock] = await Promise.all([
    deps.customers.find(customerId),
    deps.profiles.find(customerId),
    deps.serviceEvents.list(customerId),
    deps.program.readClock(),
  ]);
  const asOf = asOfInstant(clock, deps.now());
  return { state: stateNow(row?.switching, events, asOf), objects: objects(profile) };
}
