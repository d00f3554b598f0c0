import type { TakeEvent } from './local-event.ts';

/** Ids remembered at most: what comes again comes soon. */
const mostRemembered = 10_000;

/** Passes each event on once, by its id. */
export function dropDuplicates(take: TakeEvent): TakeEvent {
  const seen = new Set<string>();
  return (event) => {
    if (seen.has(event.id)) return;
    const [oldest] = seen;
    if (seen.size >= mostRemembered && oldest !== undefined) seen.delete(oldest);
    seen.add(event.id);
    take(event);
  };
}
