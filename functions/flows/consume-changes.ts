import { inParallel } from './in-parallel.ts';
import { lowestSequenceNumber } from './lowest-sequence-number.ts';

/** A change with its place in the stream. */
export interface Sequenced {
  readonly sequenceNumber: string;
}

export interface ConsumeChanges<Change extends Sequenced, Key> {
  readonly changes: readonly Change[];
  /** The key to work on, or undefined where the change is none of this consumer's. Equal text, equal key. */
  readonly keyOf: (change: Change) => { readonly text: string; readonly key: Key } | undefined;
  readonly work: (key: Key) => Promise<unknown>;
  /** Keys worked on at a time. */
  readonly width: number;
  readonly onFailure: (keyText: string, error: unknown) => void;
}

/**
 * Works each changed key once, however often it changed, and lets no key fail its neighbours.
 * @returns the lowest sequence number of a key that failed, from which the stream is to go on; undefined: all done.
 */
export async function consumeChanges<Change extends Sequenced, Key>(
  consume: ConsumeChanges<Change, Key>,
): Promise<string | undefined> {
  const pending = new Map<string, { readonly key: Key; readonly sequenceNumber: string }>();
  for (const change of consume.changes) {
    const keyed = consume.keyOf(change);
    // The first change of a key has its lowest sequence number, as a batch comes in stream order.
    if (keyed !== undefined && !pending.has(keyed.text)) {
      pending.set(keyed.text, { key: keyed.key, sequenceNumber: change.sequenceNumber });
    }
  }
  const failures: string[] = [];
  await inParallel(pending, consume.width, async ([text, { key, sequenceNumber }]) => {
    try {
      await consume.work(key);
    } catch (error) {
      failures.push(sequenceNumber);
      consume.onFailure(text, error);
    }
  });
  return lowestSequenceNumber(failures);
}
