import { clumpinessThreshold } from '../purchase-rhythm/clumpiness.ts';
import { interPurchaseShape } from '../purchase-rhythm/population-regularity.ts';
import {
  categoryPlaces,
  categoryStride,
  factRows,
  frequencyStarts,
  frequencyStride,
  mostCategories,
} from './add-to-facts.ts';
import { aliveClasses, regularityClasses, scorePlaces, scoreRows } from './add-to-scores.ts';
import { amountAt, countAt, type IntegerSums } from './integer-sums.ts';
import { ratio } from './key-figures.ts';
import type { SampledCustomer } from './summary-parts.ts';
import { classStarts, middleOfBin } from './value-bins.ts';

/** Customers whose value is from one end to below the other; null: no end. */
export interface HistogramClass {
  readonly from: number | null;
  readonly to: number | null;
  readonly customers: number;
}

export interface FrequencyClass {
  /** Purchase days. */
  readonly from: number;
  /** The last one counted; null: and more. */
  readonly to: number | null;
  readonly customers: number;
  readonly netMinor: number;
}

/** Values of 12 months, discounted by 1% a month. */
export interface LifetimeValueTile {
  readonly customers: number;
  readonly sumMinor: number;
  readonly meanMinor: number | null;
  /** Half, and four fifths, of customers have no more; within 1%. */
  readonly medianMinor: number | null;
  readonly percentile80Minor: number | null;
  /** In minor units. */
  readonly classes: readonly HistogramClass[];
}

export interface AliveTile {
  readonly customers: number;
  /** Sum of probabilities. */
  readonly expectedAlive: number;
  readonly mean: number | null;
  readonly classes: readonly HistogramClass[];
}

/** Customers by in how many categories they bought. */
export interface CategoryBreadth {
  readonly categories: number;
  /** The last class holds all with as many or more. */
  readonly andMore: boolean;
  readonly customers: number;
  readonly repeaters: number;
  readonly repurchase365Days: number | null;
  /** Customers that rate is made of. */
  readonly repurchase365DaysN: number;
  readonly netMinor: number;
}

/** How evenly customers buy in time. */
export interface RhythmTile {
  /** Customers with three gaps or more, by regularity: -1 regular, 0 at random, 1 bursty. */
  readonly customers: number;
  readonly classes: readonly HistogramClass[];
  /** Shape of the gaps of all customers: 1 at random, above 1 regular; null where too few have two gaps. */
  readonly populationShape: number | null;
  readonly populationShapeN: number;
  /** Of the sample, those whose clumpiness exceeds what 5% of random buyers have. */
  readonly clumpyShareOfSample: number | null;
  readonly clumpySampleN: number;
}

const counts = (row: readonly number[], length: number): readonly number[] =>
  Array.from({ length }, (_, place) => countAt(row, place));

export function frequencyOf(sums: IntegerSums): readonly FrequencyClass[] {
  const row = sums.find(factRows.frequency);
  return frequencyStarts.map((from, place) => {
    const next = frequencyStarts[place + 1];
    return {
      from,
      to: next === undefined ? null : next - 1,
      customers: countAt(row, place * frequencyStride),
      netMinor: amountAt(row, place * frequencyStride + 1),
    };
  });
}

/** The amount that a share of all do not exceed, by the middle of its bin. */
function quantileOf(bins: readonly number[], share: number): number | null {
  const n = bins.reduce((sum, count) => sum + count, 0);
  let counted = 0;
  for (const [bin, count] of bins.entries()) {
    counted += count;
    if (count > 0 && counted >= share * n) return middleOfBin(bin);
  }
  return null;
}

/** From the first to the last class with a customer. */
export function lifetimeValueOf(sums: IntegerSums): LifetimeValueTile {
  const totals = sums.find(scoreRows.totals);
  const bins = sums.find(scoreRows.lifetimeValueBins);
  const byClass = sums.find(scoreRows.lifetimeValue);
  const first = byClass.findIndex((count) => count > 0);
  const customers = countAt(totals, scorePlaces.valued);
  const sumMinor = amountAt(totals, scorePlaces.valueMillionths) / 1e6;
  return {
    customers,
    sumMinor,
    meanMinor: ratio(sumMinor, customers),
    medianMinor: quantileOf(bins, 0.5),
    percentile80Minor: quantileOf(bins, 0.8),
    classes: byClass.flatMap((count, place) =>
      place < first
        ? []
        : {
            from: place === 0 ? null : (classStarts[place] ?? null),
            to: classStarts[place + 1] ?? null,
            customers: count,
          },
    ),
  };
}

export function aliveOf(sums: IntegerSums): AliveTile {
  const totals = sums.find(scoreRows.totals);
  const customers = countAt(totals, scorePlaces.alive);
  const expectedAlive = amountAt(totals, scorePlaces.aliveMillionths) / 1e6;
  return {
    customers,
    expectedAlive,
    mean: ratio(expectedAlive, customers),
    classes: counts(sums.find(scoreRows.alive), customers === 0 ? 0 : aliveClasses).map((count, place) => ({
      from: place / aliveClasses,
      to: (place + 1) / aliveClasses,
      customers: count,
    })),
  };
}

export function crossBuyingTileOf(sums: IntegerSums): readonly CategoryBreadth[] {
  const row = sums.find(factRows.categories);
  return Array.from({ length: mostCategories + 1 }, (_, categories) => {
    const start = categories * categoryStride;
    const n = countAt(row, start + categoryPlaces.repurchase365Known);
    return {
      categories,
      andMore: categories === mostCategories,
      customers: countAt(row, start + categoryPlaces.customers),
      repeaters: countAt(row, start + categoryPlaces.repeaters),
      repurchase365Days: ratio(countAt(row, start + categoryPlaces.repurchase365), n),
      repurchase365DaysN: n,
      netMinor: amountAt(row, start + categoryPlaces.net),
    };
  });
}

/** O(sample x simulated draws), about a second. */
export function rhythmOf(sums: IntegerSums, sample: readonly SampledCustomer[]): RhythmTile {
  const totals = sums.find(scoreRows.totals);
  const gapShares = countAt(totals, scorePlaces.gapShares);
  const row = sums.find(scoreRows.regularity);
  const customers = row.reduce((sum, count) => sum + count, 0);
  const measured = sample.flatMap(({ clumpiness, clumpinessEvents, clumpinessPeriods }) =>
    clumpiness === null ? [] : clumpiness > clumpinessThreshold(clumpinessEvents, clumpinessPeriods, thresholdDraws),
  );
  return {
    customers,
    classes: counts(row, customers === 0 ? 0 : regularityClasses).map((count, place) => ({
      from: (2 * place) / regularityClasses - 1,
      to: (2 * (place + 1)) / regularityClasses - 1,
      customers: count,
    })),
    populationShape: interPurchaseShape({
      count: gapShares,
      sum: amountAt(totals, scorePlaces.gapShareMillionths) / 1e6,
      sumOfSquares: amountAt(totals, scorePlaces.gapShareSquares) / 1e12,
    }),
    populationShapeN: gapShares,
    clumpyShareOfSample: ratio(measured.filter(Boolean).length, measured.length),
    clumpySampleN: measured.length,
  };
}

/** Draws for a threshold: of one customer it is off by half a point of probability, of 500 together by far less. */
const thresholdDraws = 500;
