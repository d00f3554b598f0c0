import type { BusEntry, EventBus } from '../../stores/delivery/event-bus.ts';

export interface PutEntriesDeps {
  readonly bus: EventBus;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly onRefused: (code: string, count: number) => void;
}

/** EventBridge's limits of a call. */
const maximumEntries = 10;
const maximumBytes = 256 * 1024;
/** Fixed fields of an entry, as EventBridge counts them: its time, source and type. */
const fixedBytes = 64;
const attempts = 5;
const firstPauseMilliseconds = 100;

const bytesOf = ({ detail }: BusEntry): number => Buffer.byteLength(detail) + fixedBytes;

/** In order, as many entries to a call as it takes; one that is too large of itself goes alone. */
function callsOf<Entry extends BusEntry>(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const calls: Entry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const call = calls.at(-1);
    if (call === undefined || call.length === maximumEntries || bytes + bytesOf(entry) > maximumBytes) {
      calls.push([entry]);
      bytes = bytesOf(entry);
    } else {
      call.push(entry);
      bytes += bytesOf(entry);
    }
  }
  return calls;
}

/** Puts one call; a call that fails as a whole refuses each of its entries. */
async function putCall<Entry extends BusEntry>(
  { bus, onRefused }: PutEntriesDeps,
  entries: readonly Entry[],
): Promise<readonly Entry[]> {
  let codes: readonly (string | undefined)[];
  try {
    codes = await bus.put(entries);
  } catch (error) {
    const code = error instanceof Error ? error.name : String(error);
    codes = entries.map(() => code);
  }
  const refused = entries.filter((_, place) => codes[place] !== undefined);
  if (refused.length > 0) onRefused(codes.find((code) => code !== undefined) ?? '', refused.length);
  return refused;
}

/**
 * Puts entries on the bus, each until it is taken, five times with longer and longer pauses, 1.5 s in all. Those that
 * were taken are not sent again.
 * @returns the entries that were never taken
 */
export async function putEntries<Entry extends BusEntry>(
  deps: PutEntriesDeps,
  entries: readonly Entry[],
): Promise<readonly Entry[]> {
  let open = entries;
  for (let attempt = 0; attempt < attempts && open.length > 0; attempt += 1) {
    if (attempt > 0) await deps.pause(firstPauseMilliseconds * 2 ** (attempt - 1));
    const refused: Entry[] = [];
    for (const call of callsOf(open)) refused.push(...(await putCall(deps, call)));
    open = refused;
  }
  return open;
}
