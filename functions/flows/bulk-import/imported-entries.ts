import type { Outcome } from '../outcome.ts';

/** What became of the orders, or the like, of a file. */
export interface EntryOutcomes {
  readonly accepted: number;
  /** The tables had them already, or a newer version. */
  readonly unchanged: number;
  /** Not stored, by `area.reason`. */
  readonly rejected: ReadonlyMap<string, number>;
}

export interface RejectedEntry {
  readonly code: string;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  /** The order, return, event or item as read. */
  readonly entry: unknown;
}

const states = { held: 1, rejected: 2 } as const;

/** Counts outcomes and keeps, one byte an entry, which of them the tables hold in the file's version. */
export class EntryLedger {
  readonly #states: Uint8Array;
  readonly #rejected = new Map<string, number>();
  #accepted = 0;
  #unchanged = 0;

  constructor(entryCount: number) {
    this.#states = new Uint8Array(entryCount);
  }

  count(outcome: Outcome): void {
    if (outcome.outcome === 'accepted') this.#accepted += 1;
    else if (outcome.outcome === 'unchanged') this.#unchanged += 1;
    else {
      this.#rejected.set(outcome.code, (this.#rejected.get(outcome.code) ?? 0) + 1);
      this.#states[outcome.index] = states.rejected;
    }
  }

  isRejected(index: number): boolean {
    return this.#states[index] === states.rejected;
  }

  /** The tables hold the entry as the file has it. */
  hold(index: number): void {
    this.#states[index] = states.held;
  }

  isHeld(index: number): boolean {
    return this.#states[index] === states.held;
  }

  outcomes(): EntryOutcomes {
    return { accepted: this.#accepted, unchanged: this.#unchanged, rejected: this.#rejected };
  }
}

/** Entries of the file that the tables hold in the file's version. */
export type HeldEntries = Pick<EntryLedger, 'isHeld'>;
