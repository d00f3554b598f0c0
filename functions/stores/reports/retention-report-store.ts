import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { HoldfastError } from '../../domain/errors.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { RetentionReport } from '../../domain/reports/retention-report.ts';
import { numberOf } from '../attributes.ts';
import { putFenced, type Revision } from '../fenced-put.ts';
import { type DocumentShape, documentAttributes, documentOf, hasFields } from '../json-document.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';

export interface CurrentReport {
  readonly revision: Revision;
  /** Undefined before the first night, and where another version of the product wrote it. */
  readonly report: RetentionReport | undefined;
}

/** The retention report as of the last night, and those of the nights before for 800 days. */
export interface RetentionReportStore {
  /** Undefined before the first night. Half a read unit for each 4 KB. */
  find(): Promise<RetentionReport | undefined>;
  /**
   * The report of the day nearest to one, at most three days off, as a night may have failed; up to seven reads. Its
   * list of customers at risk is empty.
   */
  findAround(asOfDay: number): Promise<RetentionReport | undefined>;
  /** The report in force with its revision, read consistently: both steps of the fence for who puts another. */
  readCurrent(): Promise<CurrentReport>;
  /**
   * Puts the report in force and keeps it under its day, there without the customers at risk, whom nothing that is
   * kept so long may name; false when somebody else put another meanwhile.
   * @throws HoldfastError `store.item-too-large` for one of over 395 KB
   */
  put(report: RetentionReport, seenRevision: Revision, now: Date): Promise<boolean>;
  /** Takes a customer out of the report in force, the one that names customers; changes nothing where it does not. */
  forget(customerId: CustomerId): Promise<void>;
}

const name = 'retention';
const currentKey = { pk: name, sk: 'current' };
const daySeconds = 86_400;
/** Two years and a month: the same month of the year before last is still there to compare with. */
const dayLifeSeconds = 800 * daySeconds;

/** Days from the asked one in the order in which they are tried. */
const daysOff = [0, -1, 1, -2, 2, -3, 3];

const maximumAttempts = 5;

const dateOf = (day: number): string => new Date(day * daySeconds * 1000).toISOString().slice(0, 10);

const shape: DocumentShape<RetentionReport> = {
  schema: 1,
  isShape: (value): value is RetentionReport =>
    hasFields(value, { asOf: 'string', asOfDay: 'number', keyFigures: 'object' }) && Array.isArray(value.atRisk),
};

const attributesOf = (report: RetentionReport) => documentAttributes('the retention report', shape.schema, report);

export function createRetentionReportStore(access: TableAccess): RetentionReportStore {
  const TableName = tableNameIn(access, 'reports');
  const { documents } = access;

  async function read(sk: string): Promise<RetentionReport | undefined> {
    const answer = await request(() => documents.send(new GetCommand({ TableName, Key: { pk: name, sk } })));
    return answer.Item === undefined ? undefined : documentOf(answer.Item, shape);
  }

  async function readCurrent(): Promise<CurrentReport> {
    const { Item: row } = await request(() =>
      documents.send(new GetCommand({ TableName, Key: currentKey, ConsistentRead: true })),
    );
    return { revision: row && numberOf(row, 'revision'), report: row && documentOf(row, shape) };
  }

  return {
    find: () => read(currentKey.sk),

    async findAround(asOfDay) {
      for (const off of daysOff) {
        const report = await read(dateOf(asOfDay + off));
        if (report !== undefined) return report;
      }
      return undefined;
    },

    readCurrent,

    async put(report, seenRevision, now) {
      const attributes = attributesOf(report);
      const expiresAt = Math.floor(now.getTime() / 1000) + dayLifeSeconds;
      await request(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: {
              pk: name,
              sk: dateOf(report.asOfDay),
              ...attributesOf({ ...report, atRisk: [] }),
              [expiryAttribute]: expiresAt,
            },
          }),
        ),
      );
      return putFenced(access, 'reports', { ...currentKey, ...attributes }, seenRevision);
    },

    async forget(customerId) {
      for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
        const { report, revision } = await readCurrent();
        if (report === undefined) return;
        const atRisk = report.atRisk.filter((customer) => customer.customerId !== customerId);
        if (atRisk.length === report.atRisk.length) return;
        const without = { ...currentKey, ...attributesOf({ ...report, atRisk }) };
        if (await putFenced(access, 'reports', without, revision)) return;
      }
      throw new HoldfastError('fence.contended', 'the retention report is being written by others; try again');
    },
  };
}
