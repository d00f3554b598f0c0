import { popularitySampler, simulateBackground } from './catalogue.ts';
import { type DealCalendar, dealCalendar, noDeals } from './deals.ts';
import { habitDealCalendar } from './habit-deals.ts';
import { type HabitGoods, plantHabits } from './habit-items.ts';
import { type Plantation, plantItems } from './planted-items.ts';
import type { Random } from './random.ts';
import type { SimulatedItem } from './simulated-item.ts';
import type { CheckedSettings } from './simulation-settings.ts';

export const dayMilliseconds = 86_400_000;
/** Shops keep whole seconds; that also keeps the last bits of logarithms out of the file. */
export const wholeSecond = (epochMilliseconds: number): number => Math.floor(epochMilliseconds / 1_000) * 1_000;

/** What all buyers of one shop have in common. */
export interface ShopParts {
  readonly settings: CheckedSettings;
  /** The background first, then what is planted, then what habits are planted in. */
  readonly items: readonly SimulatedItem[];
  readonly backgroundItems: number;
  readonly plantation: Plantation;
  /** Absent where the shop plants no habits. */
  readonly habits?: HabitGoods;
  /** Draws the number of a background item by its popularity. */
  readonly drawPopular: (random: Random) => number;
  readonly dealOf: DealCalendar;
  /** Epoch milliseconds between which everything happens. */
  readonly startsAt: number;
  readonly endsAt: number;
}

export function shopParts(settings: CheckedSettings): ShopParts {
  const { seed, sizes, without } = settings;
  const endsAt = wholeSecond(Date.parse(settings.end));
  const startsAt = endsAt - sizes.days * dayMilliseconds;
  const plantation = plantItems(settings, sizes.backgroundItems);
  const firstHabitItem = sizes.backgroundItems + plantation.items.length;
  const habits = sizes.habits && plantHabits(seed, sizes.habits, firstHabitItem);
  const dealOf = without.has('deals') ? noDeals : dealCalendar(seed, startsAt);
  return {
    settings,
    items: [...simulateBackground(settings, startsAt), ...plantation.items, ...(habits?.items ?? [])],
    backgroundItems: sizes.backgroundItems,
    plantation,
    ...(habits === undefined ? {} : { habits }),
    drawPopular: popularitySampler(seed, sizes.backgroundItems),
    dealOf: habits === undefined ? dealOf : habitDealCalendar(seed, startsAt, habits.dealPairs, dealOf),
    startsAt,
    endsAt,
  };
}
