/** What was planted in a shop with known truth; see docs/simulation.md. */
export interface PlantedTruth {
  /** Each pair once, of distinct items. */
  readonly complements: readonly PlantedPair[];
  /** Sets of substitutes, and of variants of one product: bought in place of each other, never together. */
  readonly alternatives: readonly (readonly string[])[];
}

export interface PlantedPair {
  readonly items: readonly [string, string];
  /** How many times as often as by chance both are in one order. */
  readonly lift: number;
  /** Share of the orders that hold the one, and that hold the other, 0 to 1. */
  readonly rate: number;
}

/** A planted pair one way round, in numbers of a catalogue. */
export interface DirectedPair {
  readonly from: number;
  readonly to: number;
}

/** Both ways of each pair of each set. */
export const directedPairs = (sets: readonly (readonly number[])[]): readonly DirectedPair[] =>
  sets.flatMap((members) => members.flatMap((from) => members.flatMap((to) => (to === from ? [] : [{ from, to }]))));
