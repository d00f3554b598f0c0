import { HoldfastError } from '../errors.ts';
import type { BasketTable } from './basket-table.ts';

/** What decides which baskets are earlier. */
export type SplitBasis = 'time' | 'sequence' | 'file order' | 'given';

/** Baskets by what they are used for: numbers of a table's baskets, earliest first. No basket is in two parts. */
export interface Split {
  readonly basis: SplitBasis;
  /** Evidence while parameters are chosen. */
  readonly fit: Uint32Array;
  /** What parameters are chosen on; evidence afterwards. */
  readonly choose: Uint32Array;
  /** What the result is measured on, once. */
  readonly report: Uint32Array;
}

/** Default shares of the baskets; the rest is `report`. */
const fitShare = 0.6;
const chooseShare = 0.2;

function basisOf({ moments, momentsAreTimes }: BasketTable): SplitBasis {
  if (moments === undefined) return 'file order';
  return momentsAreTimes ? 'time' : 'sequence';
}

/**
 * Splits by time: the first 60% of the baskets fit, the next 20% choose, the last 20% report. Baskets of one moment
 * are never parted, so each border moves to the nearest change of moment and nothing in a part is as late as the next.
 * Without times by sequence number, without those by the order of the file. O(n log n).
 * @throws HoldfastError `evaluation.too-few-baskets` where a part would be empty
 */
export function splitByMoment(table: BasketTable): Split {
  const count = table.basketIds.length;
  const { moments } = table;
  const momentOf = (basket: number): number => moments?.[basket] ?? basket;
  const ordered = Uint32Array.from(table.basketIds.keys());
  ordered.sort((left, right) => momentOf(left) - momentOf(right) || left - right);

  const isBorder = (place: number): boolean =>
    place > 0 && place < count && momentOf(ordered[place - 1] ?? 0) < momentOf(ordered[place] ?? 0);
  const borders = Uint32Array.from(ordered.keys()).filter(isBorder);
  const nearest = (among: Uint32Array, place: number): number | undefined =>
    among.length === 0
      ? undefined
      : among.reduce((best, border) => (Math.abs(border - place) < Math.abs(best - place) ? border : best));
  // The last border is kept for the second, or many baskets of one moment would take both.
  const first = nearest(borders.subarray(0, -1), Math.round(count * fitShare));
  const second = nearest(
    borders.filter((border) => first !== undefined && border > first),
    Math.round(count * (fitShare + chooseShare)),
  );
  if (first === undefined || second === undefined) {
    throw new HoldfastError(
      'evaluation.too-few-baskets',
      `${count} baskets of ${borders.length + 1} different moments cannot be split by ${basisOf(table)} into three parts; at least three moments are needed`,
      { details: { baskets: count, moments: borders.length + 1 } },
    );
  }
  return {
    basis: basisOf(table),
    fit: ordered.slice(0, first),
    choose: ordered.slice(first, second),
    report: ordered.slice(second),
  };
}

/** Baskets of both, in the order of the first, then the second. */
export function joinBaskets(first: Uint32Array, second: Uint32Array): Uint32Array {
  const joined = new Uint32Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
