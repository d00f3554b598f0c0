import type { CustomerId, ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import type { Life } from './customer-life.ts';
import { instantOf } from './draw-order.ts';
import { type HabitTruth, type MachineTruth, truthOfHabits, truthOfMachine } from './habit-truth.ts';
import { againChance, complementLift, followChance, itemRate } from './planted-rates.ts';
import { rounded } from './rounded.ts';
import type { ShopParts } from './shop-parts.ts';
import type { ShopSizes, StructureName } from './shop-sizes.ts';
import { itemIdOf, type SimulatedItem } from './simulated-item.ts';
import type { SwitchingCosts } from './traits.ts';

/** Version of the model; another one makes another shop of the same settings. */
const modelVersion = 1;

/** What is true of the whole shop. Lists of relations are empty where the relation is switched off. */
export interface ShopTruth {
  readonly model: number;
  readonly settings: {
    readonly customers?: number;
    readonly orders?: number;
    readonly seed: number;
    readonly end: Instant;
    readonly currency: string;
    readonly sizes: ShopSizes;
    readonly without: readonly StructureName[];
  };
  readonly items: readonly (Omit<SimulatedItem, 'launchedAt'> & { readonly launchedAt?: Instant })[];
  readonly complements: readonly {
    readonly items: readonly [ItemId, ItemId];
    readonly lift: number;
    readonly rate: number;
  }[];
  readonly substitutes: readonly { readonly items: readonly ItemId[] }[];
  readonly variants: readonly { readonly items: readonly ItemId[] }[];
  readonly directional: readonly {
    readonly first: ItemId;
    readonly second: ItemId;
    readonly chance: number;
    readonly againChance: number;
    readonly meanGapDays: number;
  }[];
  /** Present, as `dealChoices`, where the shop plants habits. */
  readonly machines?: readonly MachineTruth[];
  /** Two items of one kind, of which one is on deal in any week. */
  readonly dealChoices?: readonly { readonly items: readonly ItemId[] }[];
}

/** What is true of a customer. */
export interface CustomerTruth {
  readonly customerId: CustomerId;
  /** Absent when switched off, as is `dealSeeking`. */
  readonly switchingCosts?: SwitchingCosts;
  readonly dealSeeking?: number;
  /** Absent where the shop plants no habits. */
  readonly habits?: HabitTruth;
  readonly meanGapDays: number;
  readonly firstOrderAt: Instant;
  readonly orders: number;
  /** The last order, when the customer left by it; absent when the end came first. */
  readonly leavesAt?: Instant;
}

const toItems = (numbers: readonly number[]): { readonly items: readonly ItemId[] } => ({
  items: numbers.map(itemIdOf),
});

export function truthOfShop({ settings, items, plantation, habits }: ShopParts): ShopTruth {
  const { without, customers, orders, ...same } = settings;
  const isOn = (name: StructureName) => !without.has(name);
  return {
    model: modelVersion,
    settings: {
      ...(customers === undefined ? {} : { customers }),
      ...(orders === undefined ? {} : { orders }),
      ...same,
      without: [...without],
    },
    items: items.map(({ launchedAt, ...item }) => ({
      ...item,
      ...(launchedAt === undefined ? {} : { launchedAt: instantOf(launchedAt) }),
    })),
    complements: isOn('complements')
      ? plantation.complements.map(([left, right]) => ({
          items: [itemIdOf(left), itemIdOf(right)] as const,
          lift: complementLift,
          rate: itemRate,
        }))
      : [],
    substitutes: isOn('substitutes') ? plantation.substitutes.map(toItems) : [],
    variants: isOn('variants') ? plantation.variants.map(toItems) : [],
    directional: isOn('directional')
      ? plantation.directional.map(({ first, second, meanGapDays }) => ({
          first: itemIdOf(first),
          second: itemIdOf(second),
          chance: followChance,
          againChance,
          meanGapDays,
        }))
      : [],
    ...(habits === undefined
      ? {}
      : { machines: habits.machines.map(truthOfMachine), dealChoices: habits.dealPairs.map(toItems) }),
  };
}

/** Undefined for a guest: nobody will ask who that was. */
export function truthOfCustomer({ settings: { without } }: ShopParts, life: Life): CustomerTruth | undefined {
  const { customerId, traits, orders, hasLeft } = life;
  if (customerId === undefined) return undefined;
  const { procedural, financial, relational } = traits.costs;
  return {
    customerId,
    ...(without.has('switching-costs')
      ? {}
      : {
          switchingCosts: {
            procedural: rounded(procedural),
            financial: rounded(financial),
            relational: rounded(relational),
          },
        }),
    ...(without.has('deals') ? {} : { dealSeeking: rounded(traits.dealSeeking) }),
    ...(traits.habits === undefined ? {} : { habits: truthOfHabits(traits.habits, without) }),
    meanGapDays: rounded(traits.meanGapDays),
    firstOrderAt: instantOf(life.firstOrderAt),
    orders,
    ...(hasLeft ? { leavesAt: instantOf(life.lastOrderAt) } : {}),
  };
}
