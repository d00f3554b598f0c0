import type { GroupMovement, GroupSize, RfmCell } from '../../domain/reports/group-tiles.ts';
import type { ScatterPoint } from '../../domain/reports/retention-report.ts';
import type { AtRiskCustomer } from '../../domain/reports/summary-parts.ts';
import { type Column, type TileViewer, tileViewer } from './tile-definition.ts';

/** Who objects to profiling is in none of these. */
const withoutObjecting = 'Customers who object to profiling are left out.';

/** Has not ordered for so long, and what is usual: never that somebody will leave. */
export function silenceInWords({
  daysSinceLastOrder,
  gapMedianDays,
  gap80Days,
  gapsOf,
}: Pick<AtRiskCustomer, 'daysSinceLastOrder' | 'gapMedianDays' | 'gap80Days' | 'gapsOf'>): string {
  if (daysSinceLastOrder === null) return 'has not ordered yet';
  const silent = `has not ordered for ${daysSinceLastOrder} days`;
  if (gapMedianDays === null || gap80Days === null) return silent;
  const whose = gapsOf === 'own' ? 'of this customer’s own' : 'of customers with as many orders';
  return `${silent}; usual gap ${gapMedianDays}, 4 of 5 gaps ${whose} at most ${gap80Days}`;
}

const scoreColumns: readonly Column<
  Pick<
    AtRiskCustomer,
    | 'lifetimeValue12MonthsDiscounted1PercentMinor'
    | 'probabilityAlive'
    | 'netSpendMinor'
    | 'purchaseDayCount'
    | 'daysSinceLastOrder'
    | 'group'
  >
>[] = [
  {
    name: 'lifetimeValue12MonthsDiscounted1Percent',
    unit: 'money',
    definition: 'Net spend expected in the next 12 months, discounted by 1% a month.',
    of: ({ lifetimeValue12MonthsDiscounted1PercentMinor: value }) => value,
  },
  {
    name: 'probabilityAlive',
    unit: 'share',
    definition: 'Probability that the customer still buys here.',
    of: ({ probabilityAlive }) => probabilityAlive,
  },
  { name: 'netSpend', unit: 'money', definition: 'Net spend of all time.', of: ({ netSpendMinor }) => netSpendMinor },
  { name: 'purchaseDays', unit: 'count', definition: 'Purchase days of all time.', of: (row) => row.purchaseDayCount },
  { name: 'daysSinceLastOrder', unit: 'days', definition: 'Until the as-of day.', of: (row) => row.daysSinceLastOrder },
  { name: 'group', unit: 'text', definition: 'Group by the night.', of: ({ group }) => group },
];

export const customerTiles = {
  groups: tileViewer<GroupSize>({
    title: 'Groups',
    definition: `Customers by group; docs/groups.md has the rule of each. ${withoutObjecting}`,
    basis: 'modelled',
    columns: [
      { name: 'group', unit: 'text', definition: 'Name of the group.', of: ({ group }) => group },
      { name: 'customers', unit: 'count', definition: 'Customers in it.', of: ({ customers }) => customers },
      {
        name: 'customerShare',
        unit: 'share',
        definition: 'Of all in a group.',
        of: ({ customerShare }) => customerShare,
      },
      { name: 'netRevenue', unit: 'money', definition: 'Their net spend of all time.', of: ({ netMinor }) => netMinor },
      {
        name: 'revenueShare',
        unit: 'share',
        definition: 'Of the net spend of all in a group.',
        of: ({ netShare }) => netShare,
      },
      {
        name: 'valueAtRisk',
        unit: 'money',
        definition: 'Sum of value at risk of those who are late.',
        of: ({ valueAtRiskMinor }) => valueAtRiskMinor,
      },
      { name: 'movedIn', unit: 'count', definition: 'Came into it within 30 days.', of: ({ movedIn }) => movedIn },
    ],
    rows: ({ groups }) => groups,
  }),
  movement: tileViewer<GroupMovement>({
    title: 'Movement between groups',
    definition: `Customers whose group changed within the last 30 days, by their latest change. Pairs without a customer are left out. ${withoutObjecting}`,
    basis: 'modelled',
    columns: [
      { name: 'from', unit: 'text', definition: 'Group before; empty for a first group.', of: ({ from }) => from },
      { name: 'to', unit: 'text', definition: 'Group now.', of: ({ to }) => to },
      { name: 'customers', unit: 'count', definition: 'Customers who moved.', of: ({ customers }) => customers },
    ],
    rows: ({ movement }) => movement,
  }),
  rfm: tileViewer<RfmCell>({
    title: 'Recency and frequency',
    definition: `Customers by class of recency (5 bought last; fifths of customers) and frequency (1 to 5 for 0, 1, 2, 3-4 and 5 or more repeat purchase days). ${withoutObjecting}`,
    basis: 'measured',
    columns: [
      { name: 'recencyClass', unit: 'number', definition: '5 bought most recently.', of: ({ recency }) => recency },
      { name: 'frequencyClass', unit: 'number', definition: '5 came most often.', of: ({ frequency }) => frequency },
      { name: 'customers', unit: 'count', definition: 'Customers of the cell.', of: ({ customers }) => customers },
      { name: 'netRevenue', unit: 'money', definition: 'Their net spend of all time.', of: ({ netMinor }) => netMinor },
    ],
    rows: ({ rfm }) => rfm,
  }),
  'at-risk': tileViewer<AtRiskCustomer>({
    title: 'Customers at risk',
    definition: `At most 100 customers with most value at risk: lifetime value if they still buy, times the probability that they do not. Only those neither new nor gone whose silence is longer than 4 of 5 gaps. ${withoutObjecting}`,
    basis: 'modelled',
    columns: [
      { name: 'customerId', unit: 'text', definition: 'Id of the customer.', of: ({ customerId }) => customerId },
      {
        name: 'valueAtRisk',
        unit: 'money',
        definition: 'Sorted by it.',
        of: ({ valueAtRiskMinor }) => valueAtRiskMinor,
      },
      ...scoreColumns,
      {
        name: 'daysLate',
        unit: 'days',
        definition: 'Days past the usual gap, its median.',
        of: ({ daysLate }) => daysLate,
      },
      { name: 'inWords', unit: 'text', definition: 'The silence in words.', of: silenceInWords },
    ],
    rows: ({ atRisk }) => atRisk,
  }),
  scatter: tileViewer<ScatterPoint>({
    title: 'Value against probability to be alive',
    definition: `At most 300 customers drawn by a hash of their ids, the same ones every night. ${withoutObjecting}`,
    basis: 'modelled',
    columns: scoreColumns,
    rows: ({ scatter }) => scatter,
  }),
} as const satisfies Readonly<Record<string, TileViewer>>;
