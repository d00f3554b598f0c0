import { categoryDrop, comparability, dealSeeking, leakage } from './alternatives-signals.ts';
import type { CustomerYear } from './customer-year.ts';
import { serviceFailures, stockOuts } from './dissatisfaction-signals.ts';
import { nearReward, pointsAtStake, tierBenefit } from './financial-signals.ts';
import {
  breadth,
  complementLockIn,
  exclusiveBrandInertia,
  reorderShare,
  rhythm,
  setUpDone,
} from './procedural-signals.ts';
import { advocacy, exclusiveShare, goodwill, tenure } from './relational-signals.ts';
import type { ShopContext } from './shop-context.ts';
import { shrink, shrunkInterval } from './shrink.ts';
import { type Measurement, type Signal, type SignalName, signalNames } from './signal.ts';
import { switchingWeights } from './switching-weights.ts';

type Measure = (year: CustomerYear, shop: ShopContext) => Measurement;

const measures: Readonly<Record<SignalName, Measure>> = {
  breadth,
  rhythm,
  complementLockIn,
  reorderShare,
  setUpDone,
  exclusiveBrandInertia: (year, shop) => exclusiveBrandInertia(year, shop, switchingWeights.inertiaShrinkage),
  pointsAtStake,
  nearReward,
  tierBenefit,
  exclusiveShare,
  advocacy,
  goodwill,
  tenure,
  dealSeeking,
  categoryDrop,
  leakage,
  comparability,
  serviceFailures,
  stockOuts,
};

/** Measures a signal of a customer, null where there is less evidence than it needs. O(lines). */
export function measureSignal(name: SignalName, year: CustomerYear, shop: ShopContext): Measurement {
  const measured = measures[name](year, shop);
  const { leastEvidence } = switchingWeights.signals[name];
  if (measured.raw === null || measured.evidence >= leastEvidence) return measured;
  return { ...measured, raw: null, missing: 'too-little-evidence' };
}

/** Draws a measured signal towards the shop's mean where it is a share or mean. O(1). */
function settled(name: SignalName, measured: Measurement, shop: ShopContext, withIntervals: boolean): Signal {
  const { raw, evidence, inputs, missing, shrinks } = measured;
  const shopMean = shop.means.get(name)?.mean ?? null;
  const isDrawn = raw !== null && shrinks && shopMean !== null;
  return {
    name,
    value: isDrawn ? shrink(raw, evidence, shopMean) : raw,
    evidence,
    interval: isDrawn && withIntervals ? shrunkInterval(raw, evidence, shopMean) : null,
    shopMean,
    inputs,
    ...(missing === undefined ? {} : { missing }),
  };
}

/**
 * Every signal of a customer, in the order of `signalNames`. O(lines).
 * @param withIntervals false leaves them null: they are most of the work, and no score is made of them
 */
export const signalsOf = (year: CustomerYear, shop: ShopContext, withIntervals = true): readonly Signal[] =>
  signalNames.map((name) => settled(name, measureSignal(name, year, shop), shop, withIntervals));
