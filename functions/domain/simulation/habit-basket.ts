import { drawPlace } from './distributions.ts';
import type { HabitGoods } from './habit-items.ts';
import type { Habits } from './habit-traits.ts';
import type { Random } from './random.ts';
import type { ShopParts } from './shop-parts.ts';
import type { Visit } from './visit.ts';

/** Share of the orders that hold something of the category of brands, and of those with a need of accessories. */
const categoryChance = 0.9;
const accessoryChance = 0.9;
/** Share of the orders that hold a machine. */
const machineChance = 0.5;

const anyOf = (random: Random, choices: readonly number[]): readonly number[] => {
  const place = random.below(Math.max(choices.length, 1));
  return choices.slice(place, place + 1);
};

/** The brand bought last with the chance of inertia, else one by preference alone. Every draw is made each time. */
function drawBrand({ brands }: HabitGoods, habits: Habits, { streams, memory }: Visit): readonly number[] {
  const random = streams('habitBrands');
  const isBought = random.chance(categoryChance);
  const isInert = random.chance(habits.brandInertia);
  const preferred = drawPlace(random, habits.brandPreferences);
  if (!isBought) return [];
  const brand = isInert ? (memory.habits.lastBrand ?? preferred) : preferred;
  memory.habits.lastBrand = brand;
  return brands.slice(brand, brand + 1);
}

/**
 * An accessory: with the chance of lock-in one that fits a machine of earlier orders, else a plain one. Who owns no
 * machine buys none that fits, and plain ones at the same rate as later: were they bought more, or less, once there is a
 * machine, then they would follow it, or it them.
 */
function drawAccessory(goods: HabitGoods, { complementLockIn }: Habits, { streams, memory }: Visit): readonly number[] {
  const random = streams('habitAccessories');
  const isNeeded = random.chance(accessoryChance);
  const isFitting = random.chance(complementLockIn);
  const [own] = anyOf(random, [...memory.habits.machines]);
  const choices = isFitting
    ? own === undefined
      ? []
      : (goods.machines[own]?.accessories ?? [])
    : goods.plainAccessories;
  const chosen = anyOf(random, choices);
  return isNeeded ? chosen : [];
}

/**
 * A machine now and then, whatever is owned already. Were it bought once, or first, then whatever is bought all the
 * time would seem to follow it.
 */
function drawMachine({ machines }: HabitGoods, { streams, memory }: Visit): readonly number[] {
  const random = streams('habitMachines');
  const isBought = random.chance(machineChance);
  const place = random.below(machines.length);
  if (!isBought) return [];
  memory.habits.machines.add(place);
  return machines.slice(place, place + 1).map(({ machine }) => machine);
}

/** One of two items of a kind: the one on deal with the chance of price sensitivity, else the other at list price. */
function drawChoice(
  { dealOf }: ShopParts,
  { dealPairs }: HabitGoods,
  { dealSeeking }: Habits,
  { streams, at }: Visit,
): readonly number[] {
  const random = streams('habitChoices');
  const pair = dealPairs[random.below(dealPairs.length)];
  const takesDeal = random.chance(dealSeeking);
  return pair?.filter((item) => dealOf(item, at) > 0 === takesDeal) ?? [];
}

/** Numbers of the items of an order that habits decide on; none where the shop plants no habits. At least one else. */
export function drawHabitLines(parts: ShopParts, visit: Visit): readonly number[] {
  const { habits: goods } = parts;
  const { habits } = visit.traits;
  if (goods === undefined || habits === undefined) return [];
  return [
    ...drawBrand(goods, habits, visit),
    // Before the machine: what fits is bought on a later order.
    ...drawAccessory(goods, habits, visit),
    ...drawMachine(goods, visit),
    ...drawChoice(parts, goods, habits, visit),
  ];
}
