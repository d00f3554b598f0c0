import { buyerCompressor } from '../repeat-buying/compress-buyers.ts';
import type { CompressedBuyers } from '../repeat-buying/compressed-buyers.ts';
import { fitRepeatModel } from '../repeat-buying/fit-repeat-model.ts';
import type { HistoryGate } from '../repeat-buying/history-gate.ts';
import { mbgNbd } from '../repeat-buying/mbg-nbd.ts';
import { nbd } from '../repeat-buying/nbd.ts';
import { type BuyerObservation, daysOfUnit, type ModelUnit } from '../repeat-buying/observation.ts';
import type { BuyerColumns } from './buyer-columns.ts';
import { observationOf } from './buyer-times.ts';
import { frequencyClassStarts, type HoldoutResult } from './customer-models.ts';
import { frequencyClassOf } from './frequency-class.ts';
import { PurchasesWhileAlive } from './purchases-while-alive.ts';

/** Less than this to learn from, or to compare with, tells nothing. */
const leastPartDays = 90;

/** What is held out of a history, unless it is less than `leastPartDays`. */
const heldOutShare = 0.25;

/** Predictions are summed as whole millionths: any order of buyers gives the same sum. */
const millionths = 1e6;

/** The last day to learn from; undefined where the history is too short to be parted. */
export function defaultCalibrationEndDay(firstDay: number, asOfDay: number): number | undefined {
  const days = asOfDay - firstDay;
  if (days < 2 * leastPartDays) return undefined;
  return asOfDay - Math.max(leastPartDays, Math.floor(days * heldOutShare));
}

interface CutBuyer {
  readonly observation: BuyerObservation;
  readonly actual: number;
}

/**
 * A buyer as known at the end of calibration, and the purchase days that came after it. Undefined for one whose
 * first came after it; `unknown` where all earlier days but the first are lost.
 */
function cutAt(
  buyers: BuyerColumns,
  place: number,
  calibrationEndDay: number,
  unit: ModelUnit,
): CutBuyer | 'unknown' | undefined {
  const firstDay = buyers.firstDay.get(place);
  if (firstDay > calibrationEndDay) return undefined;
  const knownCount = buyers.knownDayCount(place);
  let actual = 0;
  while (actual < knownCount && buyers.knownDay(place, knownCount - 1 - actual) > calibrationEndDay) actual += 1;
  const repeatPurchaseDays = buyers.purchaseDayCount.get(place) - actual - 1;
  // The first day is known by itself; a later one only where the row holds it.
  if (actual === knownCount && repeatPurchaseDays > 0) return 'unknown';
  const lastDay = repeatPurchaseDays <= 0 ? firstDay : buyers.knownDay(place, knownCount - 1 - actual);
  const times = {
    repeatPurchaseDays: Math.max(0, repeatPurchaseDays),
    ageAtLastOrderDays: lastDay - firstDay,
    ageDays: calibrationEndDay - firstDay,
  };
  return { observation: observationOf(times, unit), actual };
}

class BinSum {
  buyerCount = 0;
  predictedMillionths = 0;
  actual = 0;
}

/** Purchase days expected of a buyer in the time held out. */
type Foresight = (buyer: BuyerObservation) => number;

/**
 * MBG/NBD; NBD where that has no maximum, as happens when a history is too short for anyone to be seen leaving: the
 * likelihood then rises towards no drop-out at all, which is NBD. Null where neither fits.
 */
function foresightOf(
  buyers: CompressedBuyers,
  gate: HistoryGate,
  horizon: number,
): { readonly model: 'mbgNbd' | 'nbd'; readonly expected: Foresight } | null {
  const fitted = fitRepeatModel(mbgNbd, buyers, { gate }).parameters;
  if (fitted !== null) {
    const purchases = new PurchasesWhileAlive(fitted, horizon);
    return {
      model: 'mbgNbd',
      expected: (buyer) =>
        mbgNbd.probabilityAlive(fitted, buyer) * purchases.expected(buyer.repeatPurchaseDays, buyer.age, horizon),
    };
  }
  const withoutDropout = fitRepeatModel(nbd, buyers, { gate }).parameters;
  if (withoutDropout === null) return null;
  return { model: 'nbd', expected: (buyer) => nbd.expectedPurchaseDays(withoutDropout, buyer, horizon) };
}

function compare(cut: (place: number) => CutBuyer | 'unknown' | undefined, buyers: BuyerColumns, expected: Foresight) {
  const bins = frequencyClassStarts.map(() => new BinSum());
  let absoluteErrorMillionths = 0;
  for (let place = 0; place < buyers.length; place += 1) {
    const buyer = cut(place);
    if (buyer === undefined || buyer === 'unknown') continue;
    const { observation, actual } = buyer;
    const predicted = expected(observation);
    absoluteErrorMillionths += Math.round(Math.abs(predicted - actual) * millionths);
    const bin = bins[frequencyClassOf(observation.repeatPurchaseDays)];
    if (bin === undefined) continue;
    bin.buyerCount += 1;
    bin.predictedMillionths += Math.round(predicted * millionths);
    bin.actual += actual;
  }
  return { bins, absoluteErrorMillionths };
}

export interface HoldoutSettings {
  readonly calibrationEndDay: number;
  readonly asOfDay: number;
  readonly unit: ModelUnit;
  readonly minimumBuyers: number;
}

/**
 * Fits MBG/NBD on the purchase days up to the end of calibration, foretells those after it and compares. Null where
 * there is no fit. O(buyers + purchase days), besides the fit.
 */
export function holdoutOf(buyers: BuyerColumns, settings: HoldoutSettings): HoldoutResult | null {
  const { calibrationEndDay, asOfDay, unit, minimumBuyers } = settings;
  const holdoutDays = asOfDay - calibrationEndDay;
  const compressor = buyerCompressor();
  let [leftOutBuyerCount, firstDay] = [0, calibrationEndDay];
  const cut = (place: number) => cutAt(buyers, place, calibrationEndDay, unit);
  for (let place = 0; place < buyers.length; place += 1) {
    const buyer = cut(place);
    if (buyer === undefined) continue;
    if (buyer === 'unknown') leftOutBuyerCount += 1;
    else {
      compressor.add(buyer.observation);
      firstDay = Math.min(firstDay, buyers.firstDay.get(place));
    }
  }
  if (holdoutDays < 1) return null;
  const gate = { historyDays: calibrationEndDay - firstDay, minimumHistoryDays: leastPartDays, minimumBuyers };
  const foresight = foresightOf(compressor.build(), gate, holdoutDays / daysOfUnit[unit]);
  if (foresight === null) return null;
  const { bins, absoluteErrorMillionths } = compare(cut, buyers, foresight.expected);
  const total = (partOf: (bin: BinSum) => number): number => bins.reduce((sum, bin) => sum + partOf(bin), 0);
  const buyerCount = total((bin) => bin.buyerCount);
  const predictedPurchaseDays = total((bin) => bin.predictedMillionths) / millionths;
  const actualPurchaseDays = total((bin) => bin.actual);
  return {
    calibrationEndDay,
    model: foresight.model,
    holdoutDays,
    buyerCount,
    predictedPurchaseDays,
    actualPurchaseDays,
    relativeError: actualPurchaseDays === 0 ? null : predictedPurchaseDays / actualPurchaseDays - 1,
    meanAbsoluteErrorPerBuyer: absoluteErrorMillionths / millionths / buyerCount,
    bins: bins.flatMap((bin, place) =>
      bin.buyerCount === 0
        ? []
        : {
            frequencyClassStart: frequencyClassStarts[place] ?? 0,
            buyerCount: bin.buyerCount,
            predictedPerBuyer: bin.predictedMillionths / millionths / bin.buyerCount,
            actualPerBuyer: bin.actual / bin.buyerCount,
          },
    ),
    leftOutBuyerCount,
  };
}
