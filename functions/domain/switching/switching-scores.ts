import { keptMean } from './shrink.ts';
import type { Signal } from './signal.ts';
import { type SwitchingType, switchingWeights } from './switching-weights.ts';

/** What binds a customer and what pulls, by kind. Scores are 0 to 1; null is not known. */
export interface SwitchingScores {
  /** Of `switchingWeights`. */
  readonly version: number;
  readonly types: Readonly<Record<SwitchingType, number | null>>;
  /** Mean of procedural, financial and relational, of those that are known. */
  readonly switchingCost: number | null;
  /** Switching cost less what pulls: SC (1 - max(A, Q) / 2). */
  readonly hold: number | null;
  /** Weight of known signals over that of all the shop sends, 0 to 1; 0 where it sends none. */
  readonly coverage: number;
  /** Coverage x n / (n + 10) with n purchase days in the year, 0 to 1. */
  readonly confidence: number;
  readonly confidenceLevel: 'low' | 'medium' | 'high';
}

const weightOf = ({ name }: Signal) => switchingWeights.signals[name];
const isSent = ({ value, shopMean, missing }: Signal): boolean =>
  value !== null || (missing !== 'not-sent' && shopMean !== null);

/** The value, or while it is not known what the shop's mean makes of it. */
const shownValue = ({ value, shopMean }: Signal): number => value ?? keptMean(shopMean ?? 0);

/** Weighted mean of the signals of a type; null unless one other than tenure is known. */
function typeScore(signals: readonly Signal[], type: SwitchingType): number | null {
  const ofType = signals.filter((signal) => weightOf(signal).type === type && weightOf(signal).weight > 0);
  if (!ofType.some(({ name, value }) => value !== null && name !== 'tenure')) return null;
  let weights = 0;
  let sum = 0;
  for (const signal of ofType.filter(isSent)) {
    const { weight } = weightOf(signal);
    weights += weight;
    sum += weight * shownValue(signal);
  }
  return sum / weights;
}

/** The mean a type has while nothing of it is known of a customer: that of the shop's means. */
function shopTypeScore(signals: readonly Signal[], type: SwitchingType): number | null {
  let weights = 0;
  let sum = 0;
  for (const signal of signals) {
    const { weight } = weightOf(signal);
    if (weightOf(signal).type !== type || weight === 0 || signal.shopMean === null) continue;
    weights += weight;
    sum += weight * keptMean(signal.shopMean);
  }
  return weights === 0 ? null : sum / weights;
}

function levelOf(confidence: number): SwitchingScores['confidenceLevel'] {
  if (confidence > switchingWeights.highConfidence) return 'high';
  return confidence < switchingWeights.mediumConfidence ? 'low' : 'medium';
}

/**
 * Adds up signals by kind. O(signals).
 * Source: kinds of switching cost after Burnham, Frels & Mahajan 2003, "Consumer Switching Costs", Journal of the
 * Academy of Marketing Science 31(2); what is made of them are behavioural proxies of what people perceive.
 * @param purchaseDayCount of the year
 */
export function switchingScores(signals: readonly Signal[], purchaseDayCount: number): SwitchingScores {
  const score = (type: SwitchingType): number | null => typeScore(signals, type);
  const types = {
    procedural: score('procedural'),
    financial: score('financial'),
    relational: score('relational'),
    alternatives: score('alternatives'),
    dissatisfaction: score('dissatisfaction'),
  };
  const costs = [types.procedural, types.financial, types.relational].filter((cost) => cost !== null);
  const switchingCost = costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  const pull = types.alternatives ?? shopTypeScore(signals, 'alternatives') ?? 0;
  const push = types.dissatisfaction ?? shopTypeScore(signals, 'dissatisfaction') ?? 0;

  const sent = signals.filter(isSent);
  const weigh = (some: readonly Signal[]): number => some.reduce((sum, signal) => sum + weightOf(signal).weight, 0);
  const allWeight = weigh(sent);
  const coverage = allWeight === 0 ? 0 : weigh(sent.filter(({ value }) => value !== null)) / allWeight;
  const confidence = (coverage * purchaseDayCount) / (purchaseDayCount + switchingWeights.confidenceDays);
  return {
    version: switchingWeights.version,
    types,
    switchingCost,
    hold: switchingCost === null ? null : switchingCost * (1 - Math.max(pull, push) / 2),
    coverage,
    confidence,
    confidenceLevel: levelOf(confidence),
  };
}
