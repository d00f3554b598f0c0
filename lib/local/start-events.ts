import type { Caller } from './access/caller.ts';
import { dropDuplicates } from './events/drop-duplicates.ts';
import { createEventsFront } from './events/events-front.ts';
import { describeEvent } from './events/local-event.ts';
import { postEvents } from './events/post-events.ts';
import { close, listen } from './listen.ts';
import type { LocalRuntimeProps } from './local-runtime.ts';
import type { EventBusPlan } from './plan/local-plan.ts';
import type { Teardown } from './teardown.ts';

const toStandardError = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/**
 * Stands in for the stack's event buses and their targets: each event is told in a line, and posted where an address is
 * given, once.
 * @returns the address for functions; undefined for a stack without a bus
 */
export async function startEvents(
  buses: readonly EventBusPlan[],
  callers: ReadonlyMap<string, Caller>,
  props: LocalRuntimeProps,
  reportProblem: (line: string) => void,
  teardown: Teardown,
): Promise<string | undefined> {
  if (buses.length === 0) return undefined;
  const { onEvent = toStandardError, postEventsTo: url, refuseEvent } = props;
  const retryBackOffMilliseconds = props.retryBackOffMilliseconds ?? 100;
  const poster = url === undefined ? undefined : postEvents({ url, reportProblem, retryBackOffMilliseconds });
  if (poster) teardown.defer(() => poster.stop(props.drainMilliseconds ?? 10_000));
  const take = dropDuplicates((event) => {
    onEvent(describeEvent(event));
    poster?.take(event);
  });
  const front = createEventsFront({ buses, take, refuse: (event) => refuseEvent?.(event) }, callers);
  const address = await listen(front, 0, 'the event bus');
  teardown.defer(() => close(front));
  return address;
}
