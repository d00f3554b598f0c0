import type { SwitchingScores } from './switching-scores.ts';
import type { FoundState, SwitchingState } from './switching-state.ts';
import { type SwitchingType, switchingTypes } from './switching-weights.ts';

/** What a customer's row keeps of switching costs, as of the latest night; scores rounded to .001. */
export interface StoredSwitching {
  readonly state: SwitchingState;
  readonly rule: FoundState['rule'];
  /** Calendar day since which the customer is in the state, `2026-11-23`. */
  readonly since: string;
  /** Of `switchingWeights`. */
  readonly version: number;
  readonly types: Readonly<Record<SwitchingType, number | null>>;
  readonly switchingCost: number | null;
  readonly hold: number | null;
  readonly coverage: number;
  readonly confidence: number;
}

/** A score that moved by no more is as good as before. */
const movedBy = 0.05;

const rounded = (value: number): number => Math.round(value * 1e3) / 1e3;
const roundedOrNull = (value: number | null): number | null => (value === null ? null : rounded(value));

export function storedSwitching({ state, rule }: FoundState, scores: SwitchingScores, since: string): StoredSwitching {
  const { version, types, switchingCost, hold, coverage, confidence } = scores;
  return {
    state,
    rule,
    since,
    version,
    types: {
      procedural: roundedOrNull(types.procedural),
      financial: roundedOrNull(types.financial),
      relational: roundedOrNull(types.relational),
      alternatives: roundedOrNull(types.alternatives),
      dissatisfaction: roundedOrNull(types.dissatisfaction),
    },
    switchingCost: roundedOrNull(switchingCost),
    hold: roundedOrNull(hold),
    coverage: rounded(coverage),
    confidence: rounded(confidence),
  };
}

function scoreMoved(before: number | null, now: number | null): boolean {
  if (before === null || now === null) return before !== now;
  return Math.abs(now - before) > movedBy;
}

/** Whether a row is worth writing anew: another state, rule or version, or a score that moved or became known or unknown. */
export function hasSwitchingMoved(before: StoredSwitching | undefined, now: StoredSwitching | undefined): boolean {
  if (before === undefined || now === undefined) return before !== now;
  if (before.state !== now.state || before.rule !== now.rule || before.version !== now.version) return true;
  return (
    switchingTypes.some((type) => scoreMoved(before.types[type], now.types[type])) ||
    scoreMoved(before.switchingCost, now.switchingCost) ||
    scoreMoved(before.hold, now.hold) ||
    scoreMoved(before.coverage, now.coverage) ||
    scoreMoved(before.confidence, now.confidence)
  );
}
