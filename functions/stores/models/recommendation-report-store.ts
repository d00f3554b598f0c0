import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type {
  AttributionComparison,
  AttributionReport,
  AttributionRow,
} from '../../domain/attribution/attribution-report.ts';
import { type AnswerKind, answerKinds } from '../../domain/attribution/recommendation-id.ts';
import { HoldfastError } from '../../domain/errors.ts';
import {
  defined,
  flagOf,
  isRow,
  listOf,
  numberOf,
  optionalNumberOf,
  optionalTextOf,
  type Row,
  textOf,
} from '../attributes.ts';
import { putFenced, type Revision } from '../fenced-put.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';

/** What came of recommendations, as of the last night. At most 200 rows and 200 comparisons of some 200 bytes each. */
export interface RecommendationReportStore {
  /** Reads what a reader is shown: half a read unit for each 4 KB. */
  find(): Promise<AttributionReport | undefined>;
  /** First step of the fence, before the facts are read. */
  readRevision(): Promise<Revision>;
  /** Overwrites the report; false when somebody else wrote it meanwhile. */
  put(report: AttributionReport, seenRevision: Revision): Promise<boolean>;
}

const Key = { pk: 'recommendation-report', sk: 'current' };

function kindOf(row: Row): AnswerKind {
  const text = textOf(row, 'kind');
  const kind = answerKinds.find((known) => known === text);
  if (kind !== undefined) return kind;
  throw new HoldfastError('store.corrupt-row', `row ${Key.pk} · ${Key.sk}: kind ${JSON.stringify(text)} is not known`);
}

const sideOf = (text: string | undefined): 'a' | 'b' | undefined => (text === 'a' || text === 'b' ? text : undefined);

const decodeRow = (row: Row): AttributionRow =>
  defined({
    kind: kindOf(row),
    placement: optionalTextOf(row, 'placement'),
    scoringVersion: numberOf(row, 'scoringVersion'),
    variant: sideOf(optionalTextOf(row, 'variant')),
    isUnpersonalised: flagOf(row, 'isUnpersonalised'),
    clickCount: numberOf(row, 'clickCount'),
    clickedAnswerCount: numberOf(row, 'clickedAnswerCount'),
    orderCount: numberOf(row, 'orderCount'),
    lineCount: numberOf(row, 'lineCount'),
    netRevenueMinor: numberOf(row, 'netRevenueMinor'),
    attachRate: row.attachRate === null ? null : numberOf(row, 'attachRate'),
  });

const decodeComparison = (row: Row): AttributionComparison => {
  const value = optionalNumberOf(row, 'relative');
  return defined({
    kind: kindOf(row),
    placement: optionalTextOf(row, 'placement'),
    compares: textOf(row, 'compares') === 'b-to-a' ? ('b-to-a' as const) : ('recommended-to-plain' as const),
    clickCount: numberOf(row, 'clickCount'),
    baseClickCount: numberOf(row, 'baseClickCount'),
    relativeClickRate:
      value === undefined
        ? {
            value: null,
            reason:
              textOf(row, 'reason') === 'no-clicks' ? ('no-clicks' as const) : ('no-clicks-to-compare-with' as const),
          }
        : { value, low: numberOf(row, 'low'), high: numberOf(row, 'high') },
  });
};

const encodeComparison = ({ relativeClickRate: rate, ...comparison }: AttributionComparison): Row => ({
  ...comparison,
  ...(rate.value === null ? { reason: rate.reason } : { relative: rate.value, low: rate.low, high: rate.high }),
});

const decodeReport = (row: Row): AttributionReport => ({
  asOf: textOf(row, 'asOf'),
  since: textOf(row, 'since'),
  rows: listOf(row, 'rows').filter(isRow).map(decodeRow),
  comparisons: listOf(row, 'comparisons').filter(isRow).map(decodeComparison),
  leftOutRowCount: numberOf(row, 'leftOutRowCount'),
});

export function createRecommendationReportStore(access: TableAccess): RecommendationReportStore {
  const TableName = tableNameIn(access, 'models');
  const { documents } = access;
  return {
    async find() {
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key })));
      return answer.Item === undefined ? undefined : decodeReport(answer.Item);
    },

    async readRevision() {
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      return answer.Item === undefined ? undefined : numberOf(answer.Item, 'revision');
    },

    put: (report, seenRevision) =>
      putFenced(
        access,
        'models',
        { ...Key, ...report, comparisons: report.comparisons.map(encodeComparison) },
        seenRevision,
      ),
  };
}
