/** What a customer's earlier orders leave behind for planted habits. */
export interface HabitMemory {
  /** Place of the brand last bought, 0 to 3; undefined before the first. */
  lastBrand: number | undefined;
  /** Places of the machines bought, ascending by first purchase and distinct. */
  readonly machines: Set<number>;
}

export const emptyHabitMemory = (): HabitMemory => ({ lastBrand: undefined, machines: new Set() });
