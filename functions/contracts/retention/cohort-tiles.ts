import type { SurvivalPoint } from '../../domain/reports/cohort-survival.ts';
import type { CohortKind, CohortRow, CohortTable } from '../../domain/reports/cohort-tables.ts';
import type { RetentionReport } from '../../domain/reports/retention-report.ts';
import { type TileViewer, tileViewer } from './tile-definition.ts';

/** A cell of a cohort. */
interface CohortCell {
  readonly row: CohortRow;
  readonly month: number;
}

const cellsOf = ({ rows, months }: CohortTable): readonly CohortCell[] =>
  rows.flatMap((row) => Array.from({ length: months }, (_, month) => ({ row, month })));

const kindWords: Readonly<Record<CohortKind, string>> = {
  cohort: 'cohort',
  before: 'customers from before',
  running: 'running month',
  earlier: 'earlier months',
  other: 'all other',
  unknown: 'not known',
  mean: 'weighted mean',
};

function activeShare({ row, month }: CohortCell): number | null {
  const [active, observed] = [row.active[month], row.observed[month]];
  return active == null || observed == null || observed === 0 ? null : active / observed;
}

const cohortTile = (title: string, definition: string, table: (report: RetentionReport) => CohortTable): TileViewer =>
  tileViewer<CohortCell>({
    title,
    definition: `${definition} A month that has not happened is empty, never 0.`,
    basis: 'measured',
    columns: [
      { name: 'cohort', unit: 'text', definition: 'What its customers share.', of: ({ row }) => row.name },
      { name: 'kind', unit: 'text', definition: 'What the row is.', of: ({ row }) => kindWords[row.kind] },
      { name: 'customers', unit: 'count', definition: 'Customers of the row.', of: ({ row }) => row.customers },
      {
        name: 'netRevenue',
        unit: 'money',
        definition: 'Their net revenue of all time.',
        of: ({ row }) => row.netMinor,
      },
      {
        name: 'monthsSince',
        unit: 'months',
        definition: 'Since the first order; 0 is its month.',
        of: ({ month }) => month,
      },
      {
        name: 'n',
        unit: 'count',
        definition: 'Customers for whom the month has happened.',
        of: ({ row, month }) => row.observed[month] ?? null,
      },
      {
        name: 'activeCustomers',
        unit: 'count',
        definition: 'Customers who ordered in the month.',
        of: ({ row, month }) => row.active[month] ?? null,
      },
      { name: 'activeShare', unit: 'share', definition: 'Of those n.', of: activeShare },
      {
        name: 'gross',
        unit: 'money',
        definition: 'Gross revenue of the month.',
        of: ({ row, month }) => row.grossMinor[month] ?? null,
      },
      {
        name: 'net',
        unit: 'money',
        definition: 'Net revenue of the month.',
        of: ({ row, month }) => row.netByMonthMinor[month] ?? null,
      },
      {
        name: 'cumulativeNetPerCustomer',
        unit: 'money',
        definition: 'Sum of net revenue over n, up to the month.',
        of: ({ row, month }) => row.cumulativeNetPerCustomerMinor[month] ?? null,
      },
      {
        name: 'isRunning',
        unit: 'flag',
        definition: 'The month is not over: its numbers will still grow.',
        of: ({ row, month }) => row.runningMonth === month,
      },
    ],
    rows: (report) => cellsOf(table(report)),
  });

const byName = (what: string): string =>
  `The 12 with most customers, the others together. Customers by ${what}; whole months only. Customers from before are left out where the models of the night before tell the oldest order.`;

/** A point of a curve. */
interface CurvePoint extends Pick<SurvivalPoint, 'monthsSince' | 'share'> {
  readonly curve: string;
  readonly source: 'measured' | 'fitted';
  readonly n: number | null;
  readonly stillThere: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const curvePoints = ({ retentionCurve: { curves, fitted } }: RetentionReport): readonly CurvePoint[] => [
  ...curves.flatMap(({ name, points }) =>
    points.map((point) => ({ ...point, curve: name ?? 'all cohorts', source: 'measured' as const })),
  ),
  ...(fitted ?? []).map(({ period, survivalShare }) => ({
    curve: 'all cohorts',
    source: 'fitted' as const,
    monthsSince: period,
    share: survivalShare,
    n: null,
    stillThere: null,
    low: null,
    high: null,
  })),
];

export const cohortTiles = {
  'cohorts-by-month': cohortTile(
    'Cohorts by month of first order',
    'The last 36 months. The first month of the data is “customers from before”: many of them bought earlier. The running month is not over. Neither is in the weighted mean, nor are cells of the running month.',
    ({ cohortsByMonth }) => cohortsByMonth,
  ),
  'cohorts-by-category': cohortTile(
    'Cohorts by first category',
    byName('the category most was spent in on the first purchase day'),
    ({ cohortsByCategory }) => cohortsByCategory,
  ),
  'cohorts-by-channel': cohortTile(
    'Cohorts by first sales channel',
    byName('the channel of the first order that says it'),
    ({ cohortsByChannel }) => cohortsByChannel,
  ),
  'cohorts-by-country': cohortTile(
    'Cohorts by country',
    byName('the country of the latest order that says it'),
    ({ cohortsByCountry }) => cohortsByCountry,
  ),
  'retention-curve': tileViewer<CurvePoint>({
    title: 'Retention curve',
    definition:
      'Share of a cohort that bought in a month or later. Only months after which 3 whole months have passed: who was silent for less may well come back, and some who were silent for longer will, too. The fitted curve is the shifted beta-geometric model (Fader & Hardie 2007): its retention rates rise with age by sorting alone, as those who leave easily leave first.',
    basis: 'partly-assumed',
    columns: [
      {
        name: 'curve',
        unit: 'text',
        definition: 'Month of the first order, or all together.',
        of: ({ curve }) => curve,
      },
      { name: 'source', unit: 'text', definition: 'Measured, or fitted by the model.', of: ({ source }) => source },
      {
        name: 'monthsSince',
        unit: 'months',
        definition: 'Since the first order.',
        of: ({ monthsSince }) => monthsSince,
      },
      { name: 'share', unit: 'share', definition: 'Still there in that month or later.', of: ({ share }) => share },
      { name: 'low', unit: 'share', definition: 'Lower end of the exact 95% interval.', of: ({ low }) => low },
      { name: 'high', unit: 'share', definition: 'Upper end of the exact 95% interval.', of: ({ high }) => high },
      { name: 'stillThere', unit: 'count', definition: 'Customers still there.', of: ({ stillThere }) => stillThere },
      { name: 'n', unit: 'count', definition: 'Customers of cohorts observed for so long.', of: ({ n }) => n },
    ],
    rows: curvePoints,
    notes: ({ retentionCurve: { fit } }) => [
      fit.parameters === null
        ? `No curve is fitted: ${fit.reason ?? fit.status}.`
        : `Fitted: alpha ${fit.parameters.alpha.toPrecision(4)}, beta ${fit.parameters.beta.toPrecision(4)}.`,
    ],
  }),
} as const satisfies Readonly<Record<string, TileViewer>>;
