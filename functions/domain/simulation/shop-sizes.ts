/** What can be planted or switched off; docs/simulation.md says what each does and what is left without it. */
export const structureNames = [
  'clusters',
  'complements',
  'substitutes',
  'variants',
  'directional',
  'launches',
  'seasons',
  'deals',
  'switching-costs',
  'service',
  'brand-inertia',
  'lock-in',
  'price-sensitivity',
] as const;
export type StructureName = (typeof structureNames)[number];

/** The structures that give items to do with each other; the others are of the calendar or the customers. */
export const relationNames: readonly StructureName[] = [
  'clusters',
  'complements',
  'substitutes',
  'variants',
  'directional',
];

/** The habits of single customers, which only a shop with `habits` among its sizes plants. */
export const habitNames = ['brand-inertia', 'lock-in', 'price-sensitivity'] as const satisfies readonly StructureName[];

/** How much there is of what habits are planted in. */
export interface HabitSizes {
  /** Machines that accessories fit, 1 to 1,000. */
  readonly machines: number;
  /** Accessories that fit one machine and no other, 1 to 1,000 for each machine. */
  readonly accessoriesOfMachine: number;
  /** Accessories that fit none in particular, 1 to 1,000. */
  readonly plainAccessories: number;
  /** Kinds of goods sold as two items, of which one is on deal in any week, 1 to 1,000. */
  readonly dealKinds: number;
  /** Orders of a customer at the most, 1 to 1,000; the least is 1, and their logarithm is uniform between. */
  readonly mostOrders: number;
}

/** How much of everything a shop has. Counts are whole numbers from 0 on where nothing else is said. */
export interface ShopSizes {
  /** Days before the end at which the first customer may come, 1 to 10,000. */
  readonly days: number;
  /** Items of the background, 1 to 1 million; none are allowed in a shop with habits, whose orders hold other things. */
  readonly backgroundItems: number;
  /** Share of the orders that guests place, 0 to .9. */
  readonly guestShare: number;
  readonly complementPairs: number;
  /** Sets of three. */
  readonly substituteSets: number;
  /** Products of three variants. */
  readonly variantProducts: number;
  readonly directionalPairs: number;
  readonly christmasItems: number;
  readonly easterItems: number;
  /** Items of the planted kind that have nothing to do with any other. */
  readonly singles: number;
  /** Absent: customers have no planted habits, and come and leave as docs/simulation.md says of lives. */
  readonly habits?: HabitSizes;
}

/** The shop of `holdfast start` and of `simulate` by default. @param customers sets the size of the background */
export const demoSizes = (customers: number): ShopSizes => ({
  days: 540,
  backgroundItems: Math.min(4_000, Math.max(48, Math.round(4 * Math.sqrt(customers)))),
  guestShare: 0.1,
  complementPairs: 4,
  substituteSets: 2,
  variantProducts: 2,
  directionalPairs: 3,
  christmasItems: 3,
  easterItems: 3,
  singles: 4,
});

/** Fixed before any estimator was tried on it: see docs/simulation.md before changing a number. */
export const evaluationSizes: ShopSizes = {
  days: 730,
  backgroundItems: 400,
  guestShare: 0.2,
  complementPairs: 30,
  substituteSets: 10,
  variantProducts: 10,
  directionalPairs: 15,
  christmasItems: 12,
  easterItems: 12,
  singles: 40,
};

/** Orders of the evaluation shop, those of guests and those cancelled later included. */
export const evaluationOrders = 20_000;

/** Fixed before any estimator was tried on it: see docs/simulation.md before changing a number. */
export const habitsSizes: ShopSizes = {
  days: 365,
  backgroundItems: 0,
  guestShare: 0,
  complementPairs: 0,
  substituteSets: 0,
  variantProducts: 0,
  directionalPairs: 0,
  christmasItems: 0,
  easterItems: 0,
  singles: 0,
  habits: { machines: 4, accessoriesOfMachine: 2, plainAccessories: 8, dealKinds: 8, mostOrders: 60 },
};

/** Customers of the habits shop where no other number is asked for. */
export const habitsCustomers = 3_000;

const isHabit = (name: StructureName): boolean => habitNames.some((habit) => habit === name);

/** What the habits shop goes without: everything but the habits, so that each signal has one cause. */
export const habitsWithout: readonly StructureName[] = structureNames.filter((name) => !isHabit(name));
