import { maximumNeighbours } from '../copurchase/rank-neighbours.ts';

/** What a list is cut to while it grows, so that memory follows items, not pairs. */
const mostKept = 8 * maximumNeighbours;

/** An entry of a list: an item by its index, and its rank, greater is better. */
export interface Ranked {
  readonly other: number;
  readonly rank: number;
}

/** Lists of the best of each item. */
export interface RankedLists<Entry extends Ranked> {
  add(item: number, entry: Entry): void;
  /** Best first, ties by index, at most 50 of those that are kept. */
  best(item: number, isKept?: (entry: Entry) => boolean): readonly Entry[];
}

const byRank = (left: Ranked, right: Ranked): number => right.rank - left.rank || left.other - right.other;

export function rankedLists<Entry extends Ranked>(): RankedLists<Entry> {
  const lists = new Map<number, Entry[]>();
  return {
    add(item, entry) {
      const list = lists.get(item);
      if (list === undefined) {
        lists.set(item, [entry]);
        return;
      }
      list.push(entry);
      if (list.length === 2 * mostKept) {
        list.sort(byRank);
        list.length = mostKept;
      }
    },
    best: (item, isKept = () => true) =>
      (lists.get(item) ?? []).filter(isKept).sort(byRank).slice(0, maximumNeighbours),
  };
}
