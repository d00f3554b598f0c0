import { HoldfastError } from '../errors.ts';
import { bootstrapDifferences, type Difference } from './bootstrap.ts';
import { meanOf, type UnitSums } from './quality-observers.ts';

/** A contender with its result by unit. */
export interface Candidate {
  readonly name: string;
  readonly isBaseline: boolean;
  readonly units: UnitSums;
}

/** What the differences say. */
export interface Verdict {
  readonly best: string;
  readonly runnerUp: string;
  /** How much better the best is than the runner-up. */
  readonly overRunnerUp: Difference;
  readonly bestBaseline: string;
  /** How much better the best is than the best baseline; 0 where it is that itself. */
  readonly overBaseline: Difference;
  /** The simplest that the best is not clearly better than; the best itself where it is clearly better than all simpler ones. */
  readonly suggested: string;
  /** How much worse each is than the best, in the order given. */
  readonly behindBest: readonly Difference[];
}

/** The best is clearly better where the whole interval is above 0. */
const isClear = (difference: Difference): boolean => difference.low > 0;

/**
 * Compares all with the best by the primary metric.
 * @param candidates at least two, one of them a baseline, simplest first
 * @throws HoldfastError `evaluation.candidates`
 */
export function judge(candidates: readonly Candidate[], seed: number): Verdict {
  const ranked = candidates
    .map((candidate, place) => ({ ...candidate, place, mean: meanOf(candidate.units) }))
    .sort((left, right) => right.mean - left.mean || left.place - right.place);
  const [best, runnerUp] = ranked;
  const bestBaseline = ranked.find(({ isBaseline }) => isBaseline);
  if (best === undefined || runnerUp === undefined || bestBaseline === undefined) {
    throw new HoldfastError(
      'evaluation.candidates',
      `${candidates.length} candidates; at least two are needed, one of them a baseline`,
    );
  }
  const behindBest = bootstrapDifferences(
    best.units,
    candidates.map(({ units }) => units),
    seed,
  );
  const behind = ({ place }: { readonly place: number }): Difference =>
    behindBest[place] ?? { mean: 0, low: 0, high: 0 };
  const suggested = candidates.find((_, place) => !isClear(behind({ place }))) ?? best;
  return {
    best: best.name,
    runnerUp: runnerUp.name,
    overRunnerUp: behind(runnerUp),
    bestBaseline: bestBaseline.name,
    overBaseline: behind(bestBaseline),
    suggested: suggested.name,
    behindBest,
  };
}
