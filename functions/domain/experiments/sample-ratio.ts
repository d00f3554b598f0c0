import { chiSquareUpperTail } from '../math/chi-square-upper-tail.ts';

/** So many customers of an arm as were found, and as its logged chances sum to. */
export interface ArmCount {
  readonly count: number;
  /** Sum of the propensities of this arm over all customers who could get it. */
  readonly expected: number;
}

export interface SampleRatio {
  /** Null where too few customers are expected to tell. */
  readonly pValue: number | null;
  /** Assignment and log do not belong together, so no result is to be shown. */
  readonly isBroken: boolean;
}

/** Cells below this are put together: the chi-square distribution is near only from about there on. */
const leastExpected = 5;
const brokenBelow = 0.001;

/**
 * Whether arms have as many customers as their propensities say, by chi-square. Where propensities differ between
 * customers counts vary less than the test takes them to, so that it never cries too often. O(arms log arms).
 * Source: Pearson 1900; a ratio this unlikely means a fault of assignment or logging (Fabijan et al. 2019, "Diagnosing
 * Sample Ratio Mismatch in Online Controlled Experiments", KDD).
 * @param arms all arms of a batch, so that expected and counted sum to the same
 */
export function sampleRatio(arms: readonly ArmCount[]): SampleRatio {
  if (arms.some(({ count, expected }) => count > 0 && expected <= 0)) return { pValue: 0, isBroken: true };
  const cells: ArmCount[] = [];
  let small: ArmCount = { count: 0, expected: 0 };
  for (const arm of [...arms].sort((left, right) => left.expected - right.expected)) {
    const joined = { count: small.count + arm.count, expected: small.expected + arm.expected };
    if (joined.expected >= leastExpected) cells.push(joined);
    small = joined.expected >= leastExpected ? { count: 0, expected: 0 } : joined;
  }
  const last = cells.pop();
  if (last !== undefined) cells.push({ count: last.count + small.count, expected: last.expected + small.expected });
  if (cells.length < 2) return { pValue: null, isBroken: false };
  const statistic = cells.reduce((sum, { count, expected }) => sum + (count - expected) ** 2 / expected, 0);
  const pValue = chiSquareUpperTail(statistic, cells.length - 1);
  return { pValue, isBroken: pValue < brokenBelow };
}
