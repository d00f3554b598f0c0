import * as z from 'zod';
import { attributionWindowDays } from '../domain/attribution/attributed-order.ts';
import {
  type AttributionComparison,
  type AttributionReport,
  type AttributionRow,
  reportDays,
} from '../domain/attribution/attribution-report.ts';
import { answerKinds } from '../domain/attribution/recommendation-id.ts';
import { toMajorUnits } from './money.ts';

const count = (description: string) => z.int().min(0).meta({ description });

/** What each figure of a row means; the contract and the report say it in the same words. */
const meanings = {
  clicks: 'Clicks on items of these lists.',
  clickedAnswers:
    'Distinct ids of lists clicked. Lists alike in kind, item, place and rules share an id for a quarter of an hour.',
  orders: `Orders placed within ${attributionWindowDays} days of the list that name it, on a line or as a whole. Cancelled ones and those returned whole do not count.`,
  lines: 'Distinct items of those orders that name the list on their line and were not returned whole.',
  netRevenue: 'Value of those lines after line discounts and after returns that the order itself reports.',
  attachRate: 'Lines bought for each click; null where there was no click. May be above 1.',
} as const;

const rowSchema = z
  .strictObject({
    kind: z.enum(answerKinds).meta({ description: 'What the list was made as.' }),
    placement: z.string().optional().meta({ description: 'Where the shop showed it, as the shop named the place.' }),
    scoringVersion: z.int().meta({ description: 'The rules that made the list.' }),
    variant: z.enum(['a', 'b']).optional().meta({ description: 'Side of the A/B switch, where one was on.' }),
    unpersonalised: z.boolean().meta({ description: 'The plain list, shown in 2% of slots for comparison.' }),
    clicks: count(meanings.clicks),
    clickedAnswers: count(meanings.clickedAnswers),
    orders: count(meanings.orders),
    lines: count(meanings.lines),
    netRevenue: z.number().meta({ description: meanings.netRevenue }),
    attachRate: z.number().nullable().meta({ description: meanings.attachRate }),
  })
  .meta({ id: 'RecommendationReportRow' });

const comparisonSchema = z
  .strictObject({
    kind: z.enum(answerKinds),
    placement: z.string().optional(),
    compares: z.enum(['recommended-to-plain', 'b-to-a']).meta({
      description: 'Recommendations to the plain list of 2% of slots, or side b of the A/B switch to side a.',
    }),
    clicks: count('Clicks of the first group.'),
    baseClicks: count('Clicks of the group it is compared with.'),
    relativeClickRate: z.number().nullable().meta({
      description: 'How many times as often a list of the first group is clicked as one of the other; 1 is equal.',
    }),
    low: z.number().optional().meta({ description: 'Lower end of the 95% interval. Above 1: clearly better.' }),
    high: z.number().optional().meta({ description: 'Upper end of the 95% interval. Below 1: clearly worse.' }),
    reason: z
      .enum(['no-clicks', 'no-clicks-to-compare-with'])
      .optional()
      .meta({ description: 'Why there is no rate.' }),
    explanation: z.string().meta({ description: 'The same in words.' }),
  })
  .meta({ id: 'RecommendationComparison' });

export const recommendationReportSchema = z
  .strictObject({
    asOf: z
      .string()
      .optional()
      .meta({ format: 'date-time', description: 'The instant the report refers to; absent before the first night.' }),
    since: z
      .string()
      .optional()
      .meta({ format: 'date', description: `First UTC day of the lists covered, ${reportDays} days in all.` }),
    currency: z.string().meta({ description: 'ISO 4217; the one of all amounts here.' }),
    rows: z.array(rowSchema).meta({ description: 'Most clicks and lines first, at most 200.' }),
    comparisons: z.array(comparisonSchema),
    leftOutRows: count('Rows beyond 200.'),
    meanings: z.record(z.string(), z.string()).meta({ description: 'What each figure of a row means.' }),
  })
  .meta({ id: 'RecommendationReport' });

export type RecommendationReportView = z.infer<typeof recommendationReportSchema>;
type RowView = RecommendationReportView['rows'][number];
type ComparisonView = RecommendationReportView['comparisons'][number];

interface Money {
  readonly currency: string;
  readonly decimals: number;
}

/** Rates are told to four decimals: clicks are never so many that a fifth would mean anything. */
const rounded = (rate: number): number => Math.round(rate * 10_000) / 10_000;

const viewRow = (row: AttributionRow, { decimals }: Money): RowView => ({
  kind: row.kind,
  ...(row.placement === undefined ? {} : { placement: row.placement }),
  scoringVersion: row.scoringVersion,
  ...(row.variant === undefined ? {} : { variant: row.variant }),
  unpersonalised: row.isUnpersonalised,
  clicks: row.clickCount,
  clickedAnswers: row.clickedAnswerCount,
  orders: row.orderCount,
  lines: row.lineCount,
  netRevenue: toMajorUnits(row.netRevenueMinor, decimals),
  attachRate: row.attachRate === null ? null : rounded(row.attachRate),
});

const words = {
  'recommended-to-plain': { first: 'recommendations', base: 'the plain list' },
  'b-to-a': { first: 'side b', base: 'side a' },
} as const;

const show = (rate: number): string => rate.toFixed(2);

function explain({ compares, relativeClickRate }: AttributionComparison): string {
  const { first, base } = words[compares];
  if (relativeClickRate.value === null) {
    return relativeClickRate.reason === 'no-clicks'
      ? `neither ${first} nor ${base} has a click yet`
      : `${base} has no click yet, so there is nothing to compare with`;
  }
  const { value, low, high } = relativeClickRate;
  const verdict = low > 1 ? 'clearly more often' : high < 1 ? 'clearly less often' : 'not clearly more or less often';
  return `${first}: clicked ${show(value)} times as often as ${base} (95% interval ${show(low)} to ${show(high)}), ${verdict}`;
}

function viewComparison(comparison: AttributionComparison): ComparisonView {
  const { kind, placement, compares, clickCount, baseClickCount, relativeClickRate: rate } = comparison;
  return {
    kind,
    ...(placement === undefined ? {} : { placement }),
    compares,
    clicks: clickCount,
    baseClicks: baseClickCount,
    ...(rate.value === null
      ? { relativeClickRate: null, reason: rate.reason }
      : { relativeClickRate: rounded(rate.value), low: rounded(rate.low), high: rounded(rate.high) }),
    explanation: explain(comparison),
  };
}

/** The report as a marketer sees it, money in major units; without rows before the first night. */
export function viewRecommendationReport(
  report: AttributionReport | undefined,
  money: Money,
): RecommendationReportView {
  const { currency } = money;
  if (report === undefined) return { currency, rows: [], comparisons: [], leftOutRows: 0, meanings };
  return {
    asOf: report.asOf,
    since: report.since,
    currency,
    rows: report.rows.map((row) => viewRow(row, money)),
    comparisons: report.comparisons.map(viewComparison),
    leftOutRows: report.leftOutRowCount,
    meanings,
  };
}

const columns = [
  'kind',
  'placement',
  'scoringVersion',
  'variant',
  'unpersonalised',
  'clicks',
  'clickedAnswers',
  'orders',
  'lines',
  'netRevenue',
  'attachRate',
] as const satisfies readonly (keyof RowView)[];

/** The rows as a table, a header first; what is not known is empty. */
export const recommendationReportTable = ({
  rows,
  asOf = '',
  currency,
}: RecommendationReportView): readonly string[][] => [
  [...columns, 'currency', 'asOf'],
  ...rows.map((row) => [...columns.map((column) => String(row[column] ?? '')), currency, asOf]),
];
