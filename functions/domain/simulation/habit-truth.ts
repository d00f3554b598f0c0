import type { ItemId } from '../ids.ts';
import type { Machine } from './habit-items.ts';
import type { Habits } from './habit-traits.ts';
import { rounded } from './rounded.ts';
import type { StructureName } from './shop-sizes.ts';
import { itemIdOf } from './simulated-item.ts';

/** Planted habits of a customer, each 0 to 1 and absent when switched off. */
export interface HabitTruth {
  readonly brandInertia?: number;
  readonly complementLockIn?: number;
  readonly dealSeeking?: number;
}

export interface MachineTruth {
  readonly machine: ItemId;
  /** Those that fit it and no other. */
  readonly accessories: readonly ItemId[];
}

export const truthOfMachine = ({ machine, accessories }: Machine): MachineTruth => ({
  machine: itemIdOf(machine),
  accessories: accessories.map(itemIdOf),
});

export function truthOfHabits(habits: Habits, without: ReadonlySet<StructureName>): HabitTruth {
  const { brandInertia, complementLockIn, dealSeeking } = habits;
  return {
    ...(without.has('brand-inertia') ? {} : { brandInertia: rounded(brandInertia) }),
    ...(without.has('lock-in') ? {} : { complementLockIn: rounded(complementLockIn) }),
    ...(without.has('price-sensitivity') ? {} : { dealSeeking: rounded(dealSeeking) }),
  };
}
