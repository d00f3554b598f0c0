import type { GroupName } from './customer-group.ts';
import type { CustomerStanding } from './customer-standing.ts';

/** What of a customer's standing is kept on the row, for lists and to see it move; rounded to 1e-6. */
export interface CustomerScore {
  readonly modelVersion: string;
  readonly valueAtRiskMinor: number | null;
  readonly lifetimeValue12MonthsDiscounted1PercentMinor: number | null;
  readonly probabilityAlive: number | null;
}

/** What the night compares to see whether a row is to be written. */
export interface ScoredGroup {
  readonly group?: GroupName | null | undefined;
  readonly score?: CustomerScore | undefined;
}

/** A value that moved by no more than this share of the greater is as good as before. */
const movedShare = 0.05;

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 1e6) / 1e6);

/** Undefined before the first night, as there is no model then. */
export function storedScoreOf(standing: CustomerStanding): CustomerScore | undefined {
  const { modelVersion } = standing;
  if (modelVersion === undefined) return undefined;
  return {
    modelVersion,
    valueAtRiskMinor: rounded(standing.valueAtRiskMinor),
    lifetimeValue12MonthsDiscounted1PercentMinor: rounded(standing.lifetimeValue12MonthsDiscounted1PercentMinor),
    probabilityAlive: rounded(standing.probabilityAlive),
  };
}

function valueMoved(before: number | null, now: number | null): boolean {
  if (before === null || now === null) return before !== now;
  return Math.abs(now - before) > movedShare * Math.max(Math.abs(before), Math.abs(now));
}

/**
 * Whether a customer's row is worth writing anew: another group, or lifetime value or value at risk moved by over 5%
 * of the greater, or became known or unknown. Another model version alone moves nothing.
 */
export function hasMoved(before: ScoredGroup, now: ScoredGroup): boolean {
  if ((before.group ?? null) !== (now.group ?? null)) return true;
  if (before.score === undefined || now.score === undefined) return before.score !== now.score;
  return (
    valueMoved(
      before.score.lifetimeValue12MonthsDiscounted1PercentMinor,
      now.score.lifetimeValue12MonthsDiscounted1PercentMinor,
    ) || valueMoved(before.score.valueAtRiskMinor, now.score.valueAtRiskMinor)
  );
}
