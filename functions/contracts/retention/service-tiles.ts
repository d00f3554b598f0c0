import { exactShareInterval } from '../../domain/attribution/binomial-interval.ts';
import type { ServiceReport, Tally } from '../../domain/service/service-report.ts';
import type { ExitReasonCount } from '../../domain/switching/exit-reasons.ts';
import type { SwitchingReport } from '../../domain/switching/switching-report.ts';
import { type TileViewer, tileViewer } from './tile-definition.ts';

type ReasonRow = ExitReasonCount & { readonly all: number };

/** A number about service with what it is made of. */
interface ServiceFigure {
  readonly figure: string;
  readonly unit: 'count' | 'share' | 'number';
  readonly value: number | null;
  readonly n: number | null;
  readonly interval?: { readonly low: number; readonly high: number };
}

const shareOf = (figure: string, { count, of }: Tally): ServiceFigure => ({
  figure,
  unit: 'share',
  value: of === 0 ? null : count / of,
  n: of,
  ...(of === 0 ? {} : { interval: exactShareInterval(count, of) }),
});

function figuresOf(service: ServiceReport): readonly ServiceFigure[] {
  const ratings = service.ratingCounts.reduce((sum, count) => sum + count, 0);
  const stars = service.ratingCounts.reduce((sum, count, place) => sum + count * (place + 1), 0);
  return [
    { figure: 'complaints', unit: 'count', value: service.complaintCount, n: null },
    shareOf('answered-within-24-hours', service.answeredWithin24Hours),
    {
      figure: 'median-hours-to-answer',
      unit: 'number',
      value: service.medianHoursToAnswer,
      n: null,
    },
    shareOf('resolved', service.resolved),
    shareOf('repurchase-90-days-after-resolved', service.repurchaseAfterResolved),
    shareOf('repurchase-90-days-after-unresolved', service.repurchaseAfterUnresolved),
    shareOf('late-orders', service.lateOrders),
    { figure: 'mean-rating', unit: 'number', value: ratings === 0 ? null : stars / ratings, n: ratings },
    ...service.ratingCounts.map((count, place) => shareOf(`rated-${place + 1}`, { count, of: ratings })),
  ];
}

/** Tiles of why customers fell silent and how they were served. */
export const serviceTiles = {
  'exit-reasons': tileViewer<ReasonRow, SwitchingReport>({
    title: 'Why customers fell silent',
    definition:
      'Customers silent for longer than usual, or with a further order unlikely, by what was farthest above what is usual among those who still buy: the signal with the greatest share of active customers below it, from 80% on; else unknown. Of the last 365 days, so who fell silent before is unknown. What coincides is no proof of why. A natural end, such as of a need, is told by nothing the shop sends yet.',
    basis: 'partly-assumed',
    columns: [
      { name: 'reason', unit: 'text', definition: 'Leading reason.', of: ({ reason }) => reason },
      {
        name: 'customers',
        unit: 'count',
        definition: 'Silent customers; empty where nothing the shop sends could tell.',
        of: ({ customerCount }) => customerCount,
      },
      {
        name: 'share',
        unit: 'share',
        definition: 'Of all silent customers.',
        of: ({ customerCount, all }) => (customerCount === null || all === 0 ? null : customerCount / all),
      },
      {
        name: 'activeCustomers',
        unit: 'count',
        definition: 'Active customers of whom the signal is known, that silent ones are compared with.',
        of: ({ activeCount }) => activeCount,
      },
    ],
    rows: ({ exitReasons: { reasons, customerCount: all } }) => reasons.map((row) => ({ ...row, all })),
    notes: ({ exitReasons: { customerCount } }) => [`Of ${customerCount} customers who fell silent.`],
  }),
  service: tileViewer<ServiceFigure, SwitchingReport>({
    title: 'Complaints and ratings',
    definition:
      'Complaints opened and ratings given within the last 365 days by customers with a purchase who do not object to profiling. Answered within 24 hours: of those a day old or answered. Repurchase: bought again within 90 days of a complaint that is 90 days old or older, by whether it was resolved in that time; who complains about much may differ from who complains about little. Customers who would recommend the shop are not asked for yet.',
    basis: 'measured',
    columns: [
      { name: 'figure', unit: 'text', definition: 'Name of the figure.', of: ({ figure }) => figure },
      { name: 'unit', unit: 'text', definition: 'Unit of the value.', of: ({ unit }) => unit },
      { name: 'value', unit: 'number', definition: 'Empty where nothing was counted.', of: ({ value }) => value },
      { name: 'n', unit: 'count', definition: 'What the value is made of.', of: ({ n }) => n },
      {
        name: 'low',
        unit: 'share',
        definition: 'Lower end of the exact 95% interval.',
        of: ({ interval }) => interval?.low ?? null,
      },
      {
        name: 'high',
        unit: 'share',
        definition: 'Upper end of the exact 95% interval.',
        of: ({ interval }) => interval?.high ?? null,
      },
    ],
    rows: ({ service }) => (service === undefined ? [] : figuresOf(service)),
    notes: ({ service }) => (service === undefined ? ['No service events were at hand.'] : []),
  }),
} as const satisfies Readonly<Record<string, TileViewer<SwitchingReport>>>;
