import { HoldfastError } from '../errors.ts';
import type { Instant } from '../orders/order.ts';
import { demoSizes, type HabitSizes, type ShopSizes, type StructureName, structureNames } from './shop-sizes.ts';

export interface SimulationSettings {
  /** Customers with an account, 1 to 10 million; guests come on top. Either this or `orders` is needed. */
  readonly customers?: number;
  /** Orders, those of guests included, 1 to 10 million: as many customers come as it takes. */
  readonly orders?: number;
  /** Any safe integer of 0 or more: the same seed gives the same shop to the byte. */
  readonly seed: number;
  /** Nothing happens after it. */
  readonly end: Instant;
  /** ISO 4217 code of every order. Default GBP. */
  readonly currency?: string;
  /** Default: what `demoSizes` gives, each on its own. */
  readonly sizes?: Partial<ShopSizes>;
  /** Structures that are switched off. Default none. */
  readonly without?: readonly StructureName[];
}

/** Settings with every default filled in and every range checked. */
export interface CheckedSettings {
  readonly customers: number | undefined;
  readonly orders: number | undefined;
  readonly seed: number;
  readonly end: Instant;
  readonly currency: string;
  readonly sizes: ShopSizes;
  readonly without: ReadonlySet<StructureName>;
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new HoldfastError(
    'simulation.settings',
    `${name} is ${value}; needed is a whole number from ${least} to ${most}`,
    { details: { name, value } },
  );
}

const countNames = {
  complementPairs: 'complement pairs',
  substituteSets: 'substitute sets',
  variantProducts: 'variant products',
  directionalPairs: 'directional pairs',
  christmasItems: 'Christmas items',
  easterItems: 'Easter items',
  singles: 'singles',
} as const satisfies Partial<Record<keyof ShopSizes, string>>;
const countKeys = Object.keys(countNames) as readonly (keyof typeof countNames)[];
/** Every planted item is drawn for every order; more would make slow shops of orders too large for evidence. */
const mostOfAKind = 1_000;
const mostBuyers = 10_000_000;

const habitCounts = {
  machines: 'machines',
  accessoriesOfMachine: 'accessories of a machine',
  plainAccessories: 'plain accessories',
  dealKinds: 'kinds on deal',
  mostOrders: 'orders of a customer at the most',
} as const satisfies Record<keyof HabitSizes, string>;
const habitKeys = Object.keys(habitCounts) as readonly (keyof HabitSizes)[];

function checkSizes(sizes: ShopSizes): void {
  checkWhole('the number of days', sizes.days, 1, 10_000);
  const { habits } = sizes;
  // An order without background holds what habits put into it.
  checkWhole('the number of background items', sizes.backgroundItems, habits === undefined ? 1 : 0, 1_000_000);
  if (habits !== undefined) {
    for (const key of habitKeys) checkWhole(`the number of ${habitCounts[key]}`, habits[key], 1, mostOfAKind);
  }
  for (const key of countKeys) checkWhole(`the number of ${countNames[key]}`, sizes[key], 0, mostOfAKind);
  if (sizes.guestShare >= 0 && sizes.guestShare <= 0.9) return;
  throw new HoldfastError('simulation.settings', `the guest share is ${sizes.guestShare}; needed is 0 to .9`, {
    details: { guestShare: sizes.guestShare },
  });
}

/** Checks ranges and fills in defaults. @throws HoldfastError `simulation.settings` */
export function checkSettings(settings: SimulationSettings): CheckedSettings {
  const { customers, orders } = settings;
  if ((customers === undefined) === (orders === undefined)) {
    throw new HoldfastError('simulation.settings', 'needed is a number of customers or a number of orders, not both');
  }
  if (customers !== undefined) checkWhole('the number of customers', customers, 1, mostBuyers);
  if (orders !== undefined) checkWhole('the number of orders', orders, 1, mostBuyers);
  checkWhole('the seed', settings.seed, 0, Number.MAX_SAFE_INTEGER);
  const sizes = { ...demoSizes(customers ?? orders ?? 1), ...settings.sizes };
  checkSizes(sizes);
  const without = new Set(settings.without);
  for (const name of without) {
    if (structureNames.includes(name)) continue;
    throw new HoldfastError(
      'simulation.settings',
      `${JSON.stringify(name)} cannot be switched off; known are ${structureNames.join(', ')}`,
    );
  }
  return {
    customers,
    orders,
    seed: settings.seed,
    end: settings.end,
    currency: settings.currency ?? 'GBP',
    sizes,
    without,
  };
}
