import type { Traits } from './traits.ts';

const baseChance = 0.12;
const costEffect = 1.5;
const dealEffect = 0.8;
const shockEffect = 1.2;
const neutral = 0.5;

/**
 * Chance that a customer never comes again after an order: proportional hazards in the complementary log-log, so each
 * switching cost lowers it by the same factor whatever the others are, and all of them soften a shock. At neutral
 * traits without a shock it is .12.
 * @param hasShock the order came late, or led to a complaint that was not resolved
 */
export function leavingChance({ costs, dealSeeking }: Traits, hasShock: boolean): number {
  const { procedural, financial, relational } = costs;
  const sum = procedural + financial + relational;
  const pull = dealEffect * (dealSeeking - neutral) - costEffect * (sum - 3 * neutral);
  const shock = hasShock ? shockEffect * (1 - sum / 3) : 0;
  return 1 - (1 - baseChance) ** Math.exp(pull + shock);
}
