import { drawErlang } from './distributions.ts';
import type { DirectionalPair, ItemPair } from './planted-items.ts';
import {
  againChance,
  complementLift,
  followChance,
  gapShape,
  itemRate,
  needChance,
  ownStyleChance,
  seasonalRate,
  secondItemRate,
} from './planted-rates.ts';
import type { Random } from './random.ts';
import { isInSeason, type Season, seasonShare } from './seasons.ts';
import { dayMilliseconds, type ShopParts } from './shop-parts.ts';
import { needShare } from './traits.ts';
import type { Visit } from './visit.ts';

/**
 * Both, one or neither of a pair by one draw, so that each item keeps its rate and the lift is exact.
 * @param lift 0 to 1 / rate
 */
function drawPair(random: Random, [left, right]: ItemPair, lift: number): readonly number[] {
  const draw = random.unit();
  const both = lift * itemRate * itemRate;
  if (draw < both) return [left, right];
  if (draw < itemRate) return [left];
  return draw < 2 * itemRate - both ? [right] : [];
}

const drawEach = (random: Random, items: readonly number[], rate: number): readonly number[] =>
  items.filter(() => random.chance(rate));

function drawSubstitutes(parts: ShopParts, { traits, streams }: Visit): readonly number[] {
  const random = streams('substitutes');
  const isOff = parts.settings.without.has('substitutes');
  return parts.plantation.substitutes.flatMap((set, index) => {
    if (isOff) return drawEach(random, set, (needShare * needChance) / set.length);
    if (!traits.needs[index] || !random.chance(needChance)) return [];
    return set.slice(random.below(set.length)).slice(0, 1);
  });
}

function drawVariants(parts: ShopParts, { traits, streams }: Visit): readonly number[] {
  const random = streams('variants');
  const isOff = parts.settings.without.has('variants');
  return parts.plantation.variants.flatMap((variants, index) => {
    if (isOff) return drawEach(random, variants, itemRate);
    if (!random.chance(itemRate * variants.length)) return [];
    const own = traits.styles[index] ?? 0;
    const isOther = !random.chance(ownStyleChance);
    const style = isOther ? (own + 1 + random.below(variants.length - 1)) % variants.length : own;
    return variants.slice(style, style + 1);
  });
}

/** The second item when it is due; notes when it will be. */
function followUp(random: Random, pair: DirectionalPair, hasFirst: boolean, visit: Visit): readonly number[] {
  const { at, memory, isGuest } = visit;
  if (isGuest) return [];
  const note = (chance: number) => {
    if (!random.chance(chance)) return;
    memory.dueAt.set(pair.second, at + drawErlang(random, gapShape, pair.meanGapDays * dayMilliseconds));
  };
  const dueAt = memory.dueAt.get(pair.second);
  const isDue = dueAt !== undefined && dueAt <= at;
  if (isDue) {
    memory.dueAt.delete(pair.second);
    note(againChance);
  }
  if (hasFirst && !memory.dueAt.has(pair.second)) note(followChance);
  return isDue ? [pair.second] : [];
}

function drawDirectional(parts: ShopParts, visit: Visit): readonly number[] {
  const random = visit.streams('directional');
  const isOff = parts.settings.without.has('directional');
  return parts.plantation.directional.flatMap((pair) => {
    const first = drawEach(random, [pair.first], itemRate);
    const second = isOff
      ? drawEach(random, [pair.second], secondItemRate)
      : followUp(random, pair, first.length > 0, visit);
    return [...first, ...second];
  });
}

function drawSeasonal(parts: ShopParts, { at, streams }: Visit): readonly number[] {
  const isOff = parts.settings.without.has('seasons');
  const rateOf = (season: Season) =>
    isOff ? seasonalRate * seasonShare(season) : isInSeason(season, at) ? seasonalRate : 0;
  const rates = { christmas: rateOf('christmas'), easter: rateOf('easter') };
  const random = streams('seasons');
  return parts.plantation.seasonal.filter(({ season }) => random.chance(rates[season])).map(({ item }) => item);
}

/** Numbers of the planted items of an order, drawn apart from the background and from each other. O(planted items). */
export function drawPlanted(parts: ShopParts, visit: Visit): readonly number[] {
  const lift = parts.settings.without.has('complements') ? 1 : complementLift;
  return [
    ...parts.plantation.complements.flatMap((pair) => drawPair(visit.streams('complements'), pair, lift)),
    ...drawSubstitutes(parts, visit),
    ...drawVariants(parts, visit),
    ...drawDirectional(parts, visit),
    ...drawSeasonal(parts, visit),
    ...drawEach(visit.streams('singles'), parts.plantation.singles, itemRate),
  ];
}
