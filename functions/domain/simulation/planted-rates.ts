/** Share of the orders that hold a planted item. */
export const itemRate = 0.01;
/** How many times as often as by chance two complements are in one order. */
export const complementLift = 3;
/** Chance that an order of a buyer who needs a substitute set holds one of it. */
export const needChance = 0.4;
/** Chance that a buyer takes his own variant of a product rather than another. */
export const ownStyleChance = 0.85;
/** Chance that the second item of a directional pair becomes due once the first is bought. */
export const followChance = 0.6;
/** Chance that it becomes due again after each time it is bought. */
export const againChance = 0.6;
/** Shape of the gap after which it is due; 1 would be an exponential. */
export const gapShape = 4;
/** Rate of the second item of a pair that is switched off. */
export const secondItemRate = itemRate / 2;
/** Share of the orders of a season that hold one of its items. */
export const seasonalRate = 0.04;
