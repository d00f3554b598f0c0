import type { Interval } from '../attribution/binomial-interval.ts';
import { normalOf95 } from './normal-points.ts';

/** Those of a group who did something, such as ordered. */
export interface Proportion {
  readonly count: number;
  /** All of the group, 1 or more. */
  readonly total: number;
}

/** Wilson 1927, Journal of the American Statistical Association 22: a share's score interval, 95%, within 0 and 1. */
function wilsonInterval({ count, total }: Proportion): Interval {
  const square = normalOf95 ** 2;
  const share = count / total;
  const centre = (share + square / (2 * total)) / (1 + square / total);
  const width =
    (normalOf95 * Math.sqrt((share * (1 - share)) / total + square / (4 * total ** 2))) / (1 + square / total);
  return { low: Math.max(0, centre - width), high: Math.min(1, centre + width) };
}

/** A difference with its 95% interval. */
export interface Difference extends Interval {
  readonly value: number;
}

/**
 * How much greater the share of the first group is than that of the second, with the hybrid score interval: it stays
 * within -1 and 1 and holds its level for few and for rare orders too, where the plain normal one does not. O(1).
 * Source: Newcombe 1998, "Interval estimation for the difference between independent proportions", Statistics in
 * Medicine 17, method 10.
 * @returns null where a group has nobody
 */
export function newcombeInterval(first: Proportion, second: Proportion): Difference | null {
  if (first.total === 0 || second.total === 0) return null;
  const [one, other] = [wilsonInterval(first), wilsonInterval(second)];
  const [share, otherShare] = [first.count / first.total, second.count / second.total];
  const value = share - otherShare;
  return {
    value,
    low: value - Math.hypot(share - one.low, other.high - otherShare),
    high: value + Math.hypot(one.high - share, otherShare - other.low),
  };
}
