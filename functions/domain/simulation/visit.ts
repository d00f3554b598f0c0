import { emptyHabitMemory, type HabitMemory } from './habit-memory.ts';
import type { BuyerStreams } from './streams.ts';
import type { Traits } from './traits.ts';

/** What a customer's earlier orders leave behind. Grows with the customer's own orders alone. */
export interface Memory {
  /** Numbers of background items bought before, in time order, repeated as often as they were bought. */
  readonly boughtBefore: number[];
  /** For the second item of a directional pair, epoch milliseconds from which it is due. */
  readonly dueAt: Map<number, number>;
  readonly habits: HabitMemory;
}

export const emptyMemory = (): Memory => ({ boughtBefore: [], dueAt: new Map(), habits: emptyHabitMemory() });

/** One coming to the shop: who, when, and with what behind. */
export interface Visit {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly traits: Traits;
  readonly memory: Memory;
  readonly streams: BuyerStreams;
  /** Guests never come back: nothing becomes due for them. */
  readonly isGuest: boolean;
}
