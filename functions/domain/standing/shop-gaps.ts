import { GrowingColumn } from '../growing-column.ts';
import { frequencyClassStarts, type ShopGapPoints } from './customer-models.ts';
import type { GapPoints } from './customer-standing.ts';
import { frequencyClassOf } from './frequency-class.ts';

/**
 * Fewer purchases than this that lie far enough back say nothing of so long a gap: it counts as were there this many,
 * or one gap that only three customers could have had would weigh as much as a third of all.
 */
const leastPurchasesBack = 20;

const newCounts = (length: number): Uint32Array => new Uint32Array(length);

/** Purchases of a class and the gaps that followed them, by days, so that any order of counting gives the same points. */
class GapCounts {
  readonly #gapsOfDays = new GrowingColumn(newCounts);
  readonly #purchasesOfDaysBack = new GrowingColumn(newCounts);
  #gapCount = 0;

  /** @param gapDays to the next purchase day; undefined while there is none */
  add(daysBack: number, gapDays: number | undefined): void {
    this.#purchasesOfDaysBack.set(daysBack, this.#purchasesOfDaysBack.get(daysBack) + 1);
    if (gapDays === undefined) return;
    this.#gapsOfDays.set(gapDays, this.#gapsOfDays.get(gapDays) + 1);
    this.#gapCount += 1;
  }

  /** Null without a gap. */
  points(frequencyClassStart: number): ShopGapPoints | null {
    if (this.#gapCount === 0) return null;
    const weightUpTo = this.#weightUpTo();
    const total = weightUpTo.at(-1) ?? 0;
    const daysAt = (share: number): number => weightUpTo.findIndex((weight) => weight >= share * total);
    return {
      frequencyClassStart,
      gapCount: this.#gapCount,
      medianDays: daysAt(0.5),
      days80: daysAt(0.8),
      days95: daysAt(0.95),
    };
  }

  /** Gaps of at most so many days, each over the number of purchases it could have followed. */
  #weightUpTo(): Float64Array {
    const weights = new Float64Array(this.#gapsOfDays.length);
    let purchasesBack = 0;
    for (let days = this.#purchasesOfDaysBack.length - 1; days >= 0; days -= 1) {
      purchasesBack += this.#purchasesOfDaysBack.get(days);
      if (days < weights.length) {
        weights[days] = this.#gapsOfDays.get(days) / Math.max(leastPurchasesBack, purchasesBack);
      }
    }
    let sum = 0;
    return weights.map((weight) => {
      sum += weight;
      return sum;
    });
  }
}

/**
 * Gaps of all customers who came again, by how many repeat purchase days came before. A gap of 300 days can be seen
 * only after purchases that lie 300 days back: plain counts of a short history would have short gaps alone, and half
 * of the customers that they call gone would be about to come. So gaps of a length are counted as a share of the
 * purchases that lie at least so far back (inverse probability weights, Horvitz & Thompson 1952).
 */
export class ShopGapCounts {
  readonly #asOfDay: number;
  readonly #classes = frequencyClassStarts.map(() => new GapCounts());

  constructor(asOfDay: number) {
    this.#asOfDay = asOfDay;
  }

  /**
   * @param repeatPurchaseDays of the customer on the day, 0 on the first
   * @param nextDay undefined after the last one
   */
  add(repeatPurchaseDays: number, day: number, nextDay: number | undefined): void {
    const gapDays = nextDay === undefined ? undefined : nextDay - day;
    // A day after the shop's last has a gap of its own at most.
    const daysBack = Math.max(gapDays ?? 0, this.#asOfDay - day);
    this.#classes[frequencyClassOf(repeatPurchaseDays)]?.add(daysBack, gapDays);
  }

  points(): readonly ShopGapPoints[] {
    return this.#classes.flatMap((gaps, place) => gaps.points(frequencyClassStarts[place] ?? 0) ?? []);
  }
}

/** The points of a class, or of the nearest lower one that has gaps, or of the lowest that has; undefined without any. */
export function shopGapPointsOf(shopGaps: readonly ShopGapPoints[], repeatPurchaseDays: number): GapPoints | undefined {
  const atMost = shopGaps.findLast(({ frequencyClassStart }) => frequencyClassStart <= repeatPurchaseDays);
  const points = atMost ?? shopGaps[0];
  if (points === undefined) return undefined;
  const { gapCount, medianDays, days80, days95 } = points;
  return { of: 'shop', gapCount, medianDays, days80, days95 };
}
