import { HoldfastError } from '../domain/errors.ts';

/** Times a recompute starts again after somebody else wrote its row. */
export const maximumFenceAttempts = 5;

/** The three steps of recomputing one derived row. */
export interface FencedRecompute<Value> {
  /** What the row is, for the error. */
  readonly subject: string;
  /** Step 1: the revision of the row, read consistently; undefined where there is no row. */
  readonly readRevision: () => Promise<number | undefined>;
  /** Step 2, never before step 1: the row from the facts, read consistently. */
  readonly compute: () => Promise<Value>;
  /** Step 3: puts the row on condition that the revision is still the one read; false otherwise. */
  readonly put: (value: Value, seenRevision: number | undefined) => Promise<boolean>;
}

/**
 * Recomputes one derived row so that the last write always follows from the newest facts: whoever read older facts
 * also read an older revision, and its put fails. The row is put even when nothing changed in it, since a put that
 * is left out would let such a straggler through. After five failed attempts the error is `fence.contended`, and
 * the stream brings the key again.
 */
export async function recomputeFenced<Value>(recompute: FencedRecompute<Value>): Promise<Value> {
  for (let attempt = 0; attempt < maximumFenceAttempts; attempt += 1) {
    const seenRevision = await recompute.readRevision();
    const value = await recompute.compute();
    if (await recompute.put(value, seenRevision)) return value;
  }
  throw new HoldfastError(
    'fence.contended',
    `${recompute.subject} was written by somebody else during each of ${maximumFenceAttempts} attempts`,
  );
}
