import { compareIds } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import { type AnswerDay, type AnswerGroup, type AttributionSummary, dayOf, groupKey } from './attribution-summary.ts';
import { type Measured, relativeClickRate } from './compare-rates.ts';
import { defaultVariantBShare, isDrawn, unpersonalisedShare } from './experiment.ts';
import type { AnswerKind } from './recommendation-id.ts';

/** The report covers answers of so many days up to its `asOf`. */
export const reportDays = 90;
/** Most rows and most comparisons of a report. Placements are free text sent by browsers: without a bound anybody could fill the row. */
export const maximumReportRows = 200;

/** What came of a group of answers. */
export interface AttributionRow extends AnswerGroup {
  readonly clickCount: number;
  /** Distinct ids of answers clicked; answers alike in all their id says, its time among them, share one. */
  readonly clickedAnswerCount: number;
  /** Orders with a line bought through it, or that name it as a whole. */
  readonly orderCount: number;
  /** Distinct items of orders bought through it. */
  readonly lineCount: number;
  readonly netRevenueMinor: number;
  /** Lines bought for each click, 0 or more; null where there was no click. */
  readonly attachRate: number | null;
}

/** Two groups that a draw parted, all scoring versions together. */
export interface AttributionComparison {
  readonly kind: AnswerKind;
  readonly placement?: string;
  /** Recommendations to the plain list, or side b of the switch to side a. */
  readonly compares: 'recommended-to-plain' | 'b-to-a';
  readonly clickCount: number;
  /** Clicks of the group compared with. */
  readonly baseClickCount: number;
  readonly relativeClickRate: Measured;
}

export interface AttributionReport {
  readonly asOf: Instant;
  /** First UTC day of the answers covered; the last is that of `asOf`. */
  readonly since: string;
  /** Most clicks and lines first, at most 200. */
  readonly rows: readonly AttributionRow[];
  readonly comparisons: readonly AttributionComparison[];
  /** Rows beyond 200. */
  readonly leftOutRowCount: number;
}

const dayMilliseconds = 86_400_000;

function sumOfDays(group: AnswerGroup, days: readonly AnswerDay[]): AttributionRow {
  const sum = (count: (day: AnswerDay) => number): number => days.reduce((total, day) => total + count(day), 0);
  const clickCount = sum((day) => day.clickCount);
  const lineCount = sum((day) => day.lineCount);
  return {
    ...group,
    clickCount,
    // Ids of two days differ in their time, so distinct ones of each day add up.
    clickedAnswerCount: sum((day) => day.clickedAnswers.size),
    orderCount: sum((day) => day.orderCount),
    lineCount,
    netRevenueMinor: sum((day) => day.netRevenueMinor),
    attachRate: clickCount === 0 ? null : lineCount / clickCount,
  };
}

function groupBy<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): readonly (readonly [Value, ...Value[]])[] {
  const groups = new Map<string, [Value, ...Value[]]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return [...groups.values()];
}

function compare(
  rows: readonly [AttributionRow, ...AttributionRow[]],
  variantBShare: number,
): readonly AttributionComparison[] {
  const [{ kind, placement }] = rows;
  const clicks = (matches: (row: AttributionRow) => boolean): number =>
    rows.filter(matches).reduce((total, row) => total + row.clickCount, 0);
  const place = { kind, ...(placement === undefined ? {} : { placement }) };
  const recommended = clicks((row) => !row.isUnpersonalised);
  const plain = clicks((row) => row.isUnpersonalised);
  const [a, b] = (['a', 'b'] as const).map((side) => clicks((row) => !row.isUnpersonalised && row.variant === side));
  const comparison = (
    compares: AttributionComparison['compares'],
    [clickCount = 0, baseClickCount = 0]: readonly (number | undefined)[],
    share: number,
  ): AttributionComparison => ({
    ...place,
    compares,
    clickCount,
    baseClickCount,
    relativeClickRate: relativeClickRate(clickCount, baseClickCount, share, 1 - share),
  });
  const isSwitched = rows.some((row) => row.variant !== undefined) && variantBShare > 0 && variantBShare < 1;
  return [
    ...(isDrawn(place) ? [comparison('recommended-to-plain', [recommended, plain], 1 - unpersonalisedShare)] : []),
    ...(isSwitched ? [comparison('b-to-a', [b, a], variantBShare)] : []),
  ];
}

/**
 * The report of a summary as of an instant: answers of the 90 days up to then. Equal facts give equal reports,
 * whatever the order they came in. O(groups and days).
 * @param variantBShare share of visitors on side b over those days, 0 to 1; at 0 and 1 there is no comparison
 */
export function finishAttribution(
  summary: AttributionSummary,
  asOf: Instant,
  variantBShare = defaultVariantBShare,
): AttributionReport {
  const since = dayOf(new Date(Date.parse(asOf) - (reportDays - 1) * dayMilliseconds).toISOString());
  const covered = [...summary.values()].filter(({ day }) => day >= since && day <= dayOf(asOf));
  const weight = (row: AttributionRow): number => row.clickCount + row.lineCount;
  const rows = groupBy(covered, ({ group }) => groupKey(group))
    .map((days) => sumOfDays(days[0].group, days))
    .sort((left, right) => weight(right) - weight(left) || compareIds(groupKey(left), groupKey(right)));
  const places = groupBy(rows, ({ kind, placement = '' }) => `${kind}|${placement}`);
  return {
    asOf,
    since,
    rows: rows.slice(0, maximumReportRows),
    // From all rows: a comparison whose one side was left out would be wrong.
    comparisons: places.flatMap((place) => compare(place, variantBShare)).slice(0, maximumReportRows),
    leftOutRowCount: Math.max(0, rows.length - maximumReportRows),
  };
}
