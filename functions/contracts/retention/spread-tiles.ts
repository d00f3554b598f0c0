import type { LorenzPoint } from '../../domain/reports/core-customers.ts';
import type { CategoryBreadth, FrequencyClass, HistogramClass } from '../../domain/reports/distributions.ts';
import { type ColumnUnit, inMajorUnits, type Money, type TileViewer, tileViewer } from './tile-definition.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

const histogramColumns = (unit: ColumnUnit, of: string) => [
  { name: 'from', unit, definition: `Lowest ${of} of the class.`, of: ({ from }: HistogramClass) => from },
  { name: 'to', unit, definition: 'Upper end, not in the class.', of: ({ to }: HistogramClass) => to },
  {
    name: 'customers',
    unit: 'count' as const,
    definition: 'Customers of the class.',
    of: ({ customers }: HistogramClass) => customers,
  },
];

const amount = (minor: number | null, money: Money): string =>
  minor === null ? 'not known' : `${inMajorUnits(minor, money)} ${money.currency}`;

export const spreadTiles = {
  frequency: tileViewer<FrequencyClass>({
    title: 'How often customers bought',
    definition: 'Customers by purchase days of all time.',
    basis: 'measured',
    columns: [
      { name: 'fromPurchaseDays', unit: 'count', definition: 'Least of the class.', of: ({ from }) => from },
      { name: 'toPurchaseDays', unit: 'count', definition: 'Most of the class; empty: and more.', of: ({ to }) => to },
      { name: 'customers', unit: 'count', definition: 'Customers of the class.', of: ({ customers }) => customers },
      { name: 'netRevenue', unit: 'money', definition: 'Their net spend of all time.', of: ({ netMinor }) => netMinor },
    ],
    rows: ({ frequency }) => frequency,
  }),
  'lifetime-value': tileViewer<HistogramClass>({
    title: 'Lifetime value',
    definition:
      'Customers by net spend expected in the next 12 months, discounted by 1% a month. Customers who object to profiling are left out.',
    basis: 'modelled',
    columns: histogramColumns('money', 'value'),
    rows: ({ lifetimeValue }) => lifetimeValue.classes,
    notes: ({ lifetimeValue: { customers, sumMinor, meanMinor, medianMinor, percentile80Minor } }, money) => [
      `n = ${customers}; together ${amount(sumMinor, money)}, mean ${amount(meanMinor, money)}.`,
      `Half of them have at most ${amount(medianMinor, money)}, 4 of 5 at most ${amount(percentile80Minor, money)} (each within 1%).`,
    ],
  }),
  'probability-alive': tileViewer<HistogramClass>({
    title: 'Probability to be alive',
    definition:
      'Customers by the probability that they still buy here. It says little alone: see customers at risk. Customers who object to profiling are left out.',
    basis: 'modelled',
    columns: histogramColumns('share', 'probability'),
    rows: ({ probabilityAlive }) => probabilityAlive.classes,
    notes: ({ probabilityAlive: { customers, expectedAlive } }) => [
      `n = ${customers}; of whom ${expectedAlive.toFixed(1)} are expected to still buy here.`,
    ],
  }),
  'core-customers': tileViewer<LorenzPoint>({
    title: 'Core customers',
    definition:
      'Lorenz curve of net spend of all time: the share of spend of the customers who spent least. Who spent 0 or less counts as 0.',
    basis: 'measured',
    columns: [
      {
        name: 'customerShare',
        unit: 'share',
        definition: 'Customers who spent least.',
        of: (row) => row.customerShare,
      },
      { name: 'spendShare', unit: 'share', definition: 'Their share of all net spend.', of: (row) => row.spendShare },
    ],
    rows: ({ coreCustomers }) => coreCustomers.lorenz,
    notes: ({ coreCustomers: core }) => {
      const head = `n = ${core.customers}, of whom ${core.withoutSpend} spent 0 or less.`;
      if (core.top20SpendShare === null || core.gini === null) return [head, 'Nothing was spent.'];
      return [
        head,
        `The fifth of customers who spent most has ${percent(core.top20SpendShare)} of spend, measured from bins (too low by ${percent(core.top20SpendShareErrorBound)} at most).`,
        `Gini coefficient ${core.gini.toFixed(3)} (too low by ${core.giniErrorBound.toFixed(3)} at most); 0: all spend alike, 1: one has all.`,
      ];
    },
  }),
  'cross-buying': tileViewer<CategoryBreadth>({
    title: 'Cross-buying',
    definition:
      'Customers by in how many categories they bought what they kept, and how many came again. Who comes again has more occasions to buy in another category: this is no proof that breadth makes loyal.',
    basis: 'measured',
    columns: [
      { name: 'categories', unit: 'count', definition: '0: no order names one.', of: ({ categories }) => categories },
      { name: 'andMore', unit: 'flag', definition: 'As many or more.', of: ({ andMore }) => andMore },
      { name: 'customers', unit: 'count', definition: 'Customers of the class.', of: ({ customers }) => customers },
      {
        name: 'repeatCustomers',
        unit: 'count',
        definition: 'With two purchase days or more.',
        of: ({ repeaters }) => repeaters,
      },
      {
        name: 'repurchaseRate365Days',
        unit: 'share',
        definition: 'Second purchase day within 365 days.',
        of: ({ repurchase365Days }) => repurchase365Days,
      },
      {
        name: 'n',
        unit: 'count',
        definition: 'Customers whose first was 365 days ago or more.',
        of: ({ repurchase365DaysN }) => repurchase365DaysN,
      },
      { name: 'netRevenue', unit: 'money', definition: 'Their net spend of all time.', of: ({ netMinor }) => netMinor },
    ],
    rows: ({ crossBuying }) => crossBuying,
  }),
  regularity: tileViewer<HistogramClass>({
    title: 'Regularity',
    definition:
      'Customers with three gaps or more by how regular they buy (Kim & Jo 2016): -1 regular, 0 at random, 1 in bursts. Customers who object to profiling are left out.',
    basis: 'measured',
    columns: histogramColumns('number', 'regularity'),
    rows: ({ rhythm }) => rhythm.classes,
    notes: ({ rhythm: { customers, populationShape, populationShapeN, clumpyShareOfSample, clumpySampleN } }) => [
      `n = ${customers}.`,
      populationShape === null
        ? 'Too few customers have two gaps to tell the shape of all gaps together.'
        : `Shape of the last two gaps of ${populationShapeN} customers (Wheat & Morrison 1990): ${populationShape.toFixed(2)}; 1 at random, above 1 regular.`,
      clumpyShareOfSample === null
        ? 'No sampled customer came again.'
        : `Of ${clumpySampleN} sampled customers who came again ${percent(clumpyShareOfSample)} buy in clumps (Zhang, Bradlow & Small 2015); 5% would by chance. Clumpy is not bad.`,
    ],
  }),
} as const satisfies Readonly<Record<string, TileViewer>>;
