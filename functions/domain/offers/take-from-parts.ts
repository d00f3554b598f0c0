import type { BudgetLimits } from './campaign.ts';
import type { BudgetShare } from './offer.ts';

/** A part of a budget. What is not named is not bounded; all parts of one budget are bounded in the same. */
export interface BudgetPart {
  /** Sort key of the part, such as `total#03` or `day#2026-11-23#00`. */
  readonly part: string;
  readonly left: BudgetLimits;
  /** The campaign was stopped: nothing is taken from it any more. */
  readonly isClosed: boolean;
}

type Measure = keyof BudgetLimits;
type Need = Readonly<Record<Measure, number>>;
const measures: readonly Measure[] = ['amountMinor', 'uses', 'points'];

const leftOf = ({ left }: BudgetPart, measure: Measure): number => left[measure] ?? Number.POSITIVE_INFINITY;
const hasEnough = (part: BudgetPart, need: Need): boolean =>
  measures.every((measure) => leftOf(part, measure) >= need[measure]);

/** Takes one measure from the parts in turn; undefined where they have less together. */
function takeMeasure(parts: readonly BudgetPart[], measure: Measure, need: number): readonly number[] | undefined {
  let open = need;
  const taken = parts.map((part) => {
    const amount = Math.min(open, leftOf(part, measure));
    open -= amount;
    return amount;
  });
  return open > 0 ? undefined : taken;
}

/**
 * Which parts of one budget a redemption takes from: one that has enough, looked for from a place on that differs from
 * code to code, so that many redemptions at once do not meet; else several that have enough together, fullest first, so
 * that they are few. Nothing is taken from a closed part. O(parts log parts).
 * @param need whole numbers of 0 or more
 * @param start any whole number of 0 or more
 * @returns what is taken of each, adding up to the need; undefined where the budget has not so much left
 */
export function takeFromParts(
  parts: readonly BudgetPart[],
  need: Need,
  start: number,
): readonly BudgetShare[] | undefined {
  const open = parts.filter(({ isClosed }) => !isClosed);
  const from = open.length === 0 ? 0 : start % open.length;
  const inTurn = [...open.slice(from), ...open.slice(0, from)];
  const whole = inTurn.find((part) => hasEnough(part, need));
  if (whole !== undefined) return [{ part: whole.part, ...need }];

  const taken = new Map<string, Record<Measure, number>>();
  for (const measure of measures) {
    const fullestFirst = inTurn.toSorted((left, right) => leftOf(right, measure) - leftOf(left, measure));
    const amounts = takeMeasure(fullestFirst, measure, need[measure]);
    if (amounts === undefined) return undefined;
    for (const [place, { part }] of fullestFirst.entries()) {
      const amount = amounts[place] ?? 0;
      if (amount === 0) continue;
      const share = taken.get(part) ?? { amountMinor: 0, uses: 0, points: 0 };
      taken.set(part, { ...share, [measure]: amount });
    }
  }
  return [...taken].map(([part, share]) => ({ part, ...share }));
}
