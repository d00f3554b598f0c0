import { compareIds, type ItemId } from '../ids.ts';
import type { RebuyRhythm } from '../relations/item-relations.ts';
import type { BoughtItem } from './bought-items.ts';

// The thresholds below are reasoned, none is measured: the reason stands with each.

/**
 * Least `willingness`, the probability that the customer buys an item again at all, for it to be named: beneath it four
 * of five buyers never do, and a reminder is wrong more often than right. A customer who bought it again themselves is
 * always above.
 */
export const minimumWillingness = 0.2;

/** An item is not named before this share of its gap has passed: whoever just bought it has it. */
const restShareOfGap = 0.5;
/** Nor earlier than this before it is due: half of a yearly gap is a time to leave people alone. */
const noticeDays = 30;
/** From this many gaps on it is overdue, no longer only due. */
const overdueGaps = 1.5;
/**
 * After this many gaps it is not named any more: of gaps that are exponential e^-3, 5%, are longer than three times
 * their mean, so the customer has more likely stopped.
 */
const lostGaps = 3;
/** The score is the probability to buy within so many days. */
const horizonDays = 7;

/** `soon`: before the day; `due`: from the day on; `overdue`: over half a gap late. */
export type DueState = 'soon' | 'due' | 'overdue';

/** An item that a customer may want again, and when. Days are counted from 1970-01-01 in the shop's time zone. */
export interface DueItem {
  readonly itemId: ItemId;
  /** Probability to buy it within 7 days, 0 to 1. */
  readonly score: number;
  readonly state: DueState;
  readonly purchaseDayCount: number;
  readonly lastDay: number;
  readonly dueDay: number;
  /** Days between two purchases of this customer, as far as can be told; at least 1. */
  readonly expectedGapDays: number;
  /** Of the customers who bought it those who bought it on several days, 0 to 1; absent where it is not known. */
  readonly shareOfRebuyers?: number;
}

/** What is known of an item's gaps before the customer's own: a Gamma distribution of the rate. */
interface Prior {
  readonly shape: number;
  readonly scaleDays: number;
  readonly shareOfRebuyers?: number;
}

/** Where the shop knows no rhythm: the expected gap is then the mean of the customer's own gaps. */
const noRhythm: Prior = { shape: 1, scaleDays: 0 };

const priorOf = (rhythm: RebuyRhythm | undefined): Prior =>
  rhythm === undefined
    ? noRhythm
    : {
        shape: rhythm.gapShape,
        scaleDays: rhythm.gapScaleDays,
        shareOfRebuyers: rhythm.buyerCount === 0 ? 0 : rhythm.rebuyerCount / rhythm.buyerCount,
      };

/**
 * Purchases a day at a time since the last: with n gaps of T days, gap g, `elapsed` days after the last purchase,
 * (shape + n) / (scale + T + 2 |g - elapsed|), past 2g (shape + n) / (scale + T + elapsed). A plain Poisson-Gamma rate
 * is highest right after the purchase, when nobody buys again; this one peaks after one gap.
 * Source: Bhagat, Muralidharan, Lobzhanidze & Vishwanath 2018, "Buy It Again: Modeling Repeat Purchase
 * Recommendations", KDD, the modified Poisson-Gamma model.
 */
function dailyRate(
  prior: Prior,
  gapCount: number,
  gapDays: number,
  expectedGapDays: number,
  elapsedDays: number,
): number {
  const distance = elapsedDays < 2 * expectedGapDays ? 2 * Math.abs(expectedGapDays - elapsedDays) : elapsedDays;
  return (prior.shape + gapCount) / (prior.scaleDays + gapDays + distance);
}

function stateOf(elapsedDays: number, expectedGapDays: number, daysLate: number): DueState {
  if (daysLate < 0) return 'soon';
  return elapsedDays >= overdueGaps * expectedGapDays ? 'overdue' : 'due';
}

/**
 * Whether and when a customer may want an item again. The gap expected of a customer with n gaps of T days in all is
 * (scale + T) / (shape + n - 1): the item's usual gap at first, more and more their own. The score is
 * w (1 - exp(-7 rate)), where w = (share of rebuyers + n) / (1 + n) is the probability that the customer buys the item
 * again at all, one buyer's worth of the share against their own n. O(1).
 * @returns undefined where it is not to be named: bought too lately or too long ago, hardly ever bought again, or
 *   bought on one day only while the shop knows no rhythm of it.
 */
function dueItem(bought: BoughtItem, rhythm: RebuyRhythm | undefined, today: number): DueItem | undefined {
  const { itemId, dayCount, firstDay, lastDay } = bought;
  const gapCount = dayCount - 1;
  const gapDays = lastDay - firstDay;
  const prior = priorOf(rhythm);
  const willingness = ((prior.shareOfRebuyers ?? 0) + gapCount) / (1 + gapCount);
  if (willingness < minimumWillingness) return undefined;
  const expectedGapDays = Math.max(1, (prior.scaleDays + gapDays) / (prior.shape + gapCount - 1));
  const elapsedDays = today - lastDay;
  if (elapsedDays < restShareOfGap * expectedGapDays || elapsedDays >= lostGaps * expectedGapDays) return undefined;
  const dueDay = lastDay + Math.round(expectedGapDays);
  if (dueDay - today > noticeDays) return undefined;
  const rate = dailyRate(prior, gapCount, gapDays, expectedGapDays, elapsedDays);
  return {
    itemId,
    score: willingness * -Math.expm1(-horizonDays * rate),
    state: stateOf(elapsedDays, expectedGapDays, today - dueDay),
    purchaseDayCount: dayCount,
    lastDay,
    dueDay,
    expectedGapDays,
    ...(prior.shareOfRebuyers === undefined ? {} : { shareOfRebuyers: prior.shareOfRebuyers }),
  };
}

/**
 * What a customer may want again, the likeliest first, ties by id. O(n log n) in the items bought.
 * @param rhythms how items are bought again, where the shop knows it
 * @param today day of the shop, counted from 1970-01-01
 */
export const dueItems = (
  bought: readonly BoughtItem[],
  rhythms: ReadonlyMap<ItemId, RebuyRhythm>,
  today: number,
): readonly DueItem[] =>
  bought
    .map((item) => dueItem(item, rhythms.get(item.itemId), today))
    .filter((item) => item !== undefined)
    .sort((left, right) => right.score - left.score || compareIds(left.itemId, right.itemId));
