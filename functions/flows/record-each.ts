import { canonicalText } from '../domain/canonical-text.ts';
import { hasCode } from '../domain/errors.ts';
import { inParallel } from './in-parallel.ts';
import { notStored, type Outcome, rejected } from './outcome.ts';

export interface IndexedEvent<Event extends { readonly eventId: string }> {
  /** Place of the event in the request. */
  readonly index: number;
  readonly event: Event;
}

/** Events recorded at a time. */
export const width = 16;

/** What becomes of an event whose id is taken: nothing where the stored one is equal, else it is rejected. */
export function outcomeBesideStored<Event extends { readonly eventId: string }>(
  { index, event }: IndexedEvent<Event>,
  stored: Event | undefined,
): Outcome {
  if (stored !== undefined && canonicalText(stored) === canonicalText(event)) return { index, outcome: 'unchanged' };
  return rejected(
    index,
    'event.different-content',
    'eventId',
    `event ${event.eventId} is already stored with another content; an event never changes, a new one needs a new id`,
  );
}

/** What a step makes of an event; a busy database costs it nothing but having to be sent again. */
export async function outcomeOf<Event extends { readonly eventId: string }>(
  { index, event }: IndexedEvent<Event>,
  step: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await step();
  } catch (error) {
    if (!hasCode(error, 'store.throttled')) throw error;
    const message = `event ${event.eventId} was not stored: the database is busy; send it again`;
    return notStored(index, 'event.not-stored', message);
  }
}

/** Records events side by side; one that meets a busy database may be sent again and fails no other. */
export const recordEach = <Event extends { readonly eventId: string }>(
  events: readonly IndexedEvent<Event>[],
  record: (event: IndexedEvent<Event>) => Promise<Outcome>,
): Promise<readonly Outcome[]> => inParallel(events, width, (entry) => outcomeOf(entry, () => record(entry)));
