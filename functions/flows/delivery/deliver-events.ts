import { type CustomerProfile, objects } from '../../domain/customers/customer-profile.ts';
import type { DeliveryEvent } from '../../domain/delivery/delivery-event.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { ProfilesStore } from '../../stores/customers/profiles-store.ts';
import type { BusEntry } from '../../stores/delivery/event-bus.ts';
import type { Sequenced } from '../consume-changes.ts';
import { lowestSequenceNumber } from '../lowest-sequence-number.ts';
import { eventIdOf } from './event-id.ts';
import { type PutEntriesDeps, putEntries } from './put-entries.ts';

export interface DeliverEventsDeps extends PutEntriesDeps {
  readonly profiles: Pick<ProfilesStore, 'findMany'>;
  /** What the bus carries of an event, as JSON. */
  readonly detailOf: (
    event: DeliveryEvent,
    context: { readonly eventId: string; readonly locale: string | undefined },
  ) => string;
  readonly onUnreadable: (sequenceNumber: string, error: unknown) => void;
}

export interface StreamedChange extends Sequenced {
  /** What the change tells; throws where its row cannot be read. */
  readonly events: () => readonly DeliveryEvent[];
}

type Found = Sequenced & { readonly event: DeliveryEvent };
type NumberedEntry = BusEntry & Sequenced;

/**
 * Who objects to profiling is approached by nobody: neither an offer nor a risk is told. What becomes of an offer that
 * went out before is told all the same, so that nobody reminds of one that is used or withdrawn.
 */
const mayBeTold = ({ kind }: DeliveryEvent, profile: CustomerProfile | undefined): boolean =>
  !objects(profile) || kind === 'offer.redeemed' || kind === 'offer.withdrawn';

function entriesOf(
  { detailOf }: DeliverEventsDeps,
  found: readonly Found[],
  profiles: ReadonlyMap<CustomerId, CustomerProfile>,
): readonly NumberedEntry[] {
  // By id: a change that the batch has twice is told once.
  const entries = new Map<string, NumberedEntry>();
  for (const { event, sequenceNumber } of found) {
    const profile = profiles.get(event.customerId);
    const eventId = eventIdOf(event);
    if (!mayBeTold(event, profile) || entries.has(eventId)) continue;
    const { kind, occurredAt } = event;
    const detail = detailOf(event, { eventId, locale: profile?.locale });
    entries.set(eventId, { kind, occurredAt, detail, sequenceNumber });
  }
  return [...entries.values()];
}

/**
 * Tells the bus what a batch of changes of `Offers` means. What comes again, as after a failure, is told again under the
 * same ids; nothing is told by halves, and a change that cannot be read fails without its neighbours.
 * @returns the lowest sequence number of a change not told, from which the stream is to go on; undefined: all told
 */
export async function deliverEvents(
  deps: DeliverEventsDeps,
  changes: readonly StreamedChange[],
): Promise<string | undefined> {
  const found: Found[] = [];
  const failed: string[] = [];
  for (const { sequenceNumber, events } of changes) {
    try {
      found.push(...events().map((event) => ({ sequenceNumber, event })));
    } catch (error) {
      failed.push(sequenceNumber);
      deps.onUnreadable(sequenceNumber, error);
    }
  }
  const profiles = await deps.profiles.findMany([...new Set(found.map(({ event }) => event.customerId))]);
  const refused = await putEntries(deps, entriesOf(deps, found, profiles));
  return lowestSequenceNumber([...failed, ...refused.map(({ sequenceNumber }) => sequenceNumber)]);
}
