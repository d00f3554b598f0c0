import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { SwitchingReport } from '../../domain/switching/switching-report.ts';
import { numberOf } from '../attributes.ts';
import { putFenced } from '../fenced-put.ts';
import { type DocumentShape, documentAttributes, documentOf, hasFields } from '../json-document.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';

/** What holds and pulls the customers of the shop together, as of the last night. It names nobody. */
export interface SwitchingReportStore {
  /** Undefined before the first night. */
  find(): Promise<SwitchingReport | undefined>;
  put(report: SwitchingReport): Promise<void>;
}

const Key = { pk: 'switching', sk: 'current' };

const shape: DocumentShape<SwitchingReport> = {
  // 2: with exit reasons and service.
  schema: 2,
  isShape: (value): value is SwitchingReport =>
    hasFields(value, { asOf: 'string', customerCount: 'number', leftOutCategoryCount: 'number' }) &&
    [value.states, value.types, value.signals, value.categories].every(Array.isArray) &&
    hasFields(value.exitReasons, { customerCount: 'number' }),
};

export function createSwitchingReportStore(access: TableAccess): SwitchingReportStore {
  const TableName = tableNameIn(access, 'reports');
  const { documents } = access;
  return {
    async find() {
      const { Item } = await request(() => documents.send(new GetCommand({ TableName, Key })));
      return Item === undefined ? undefined : documentOf(Item, shape);
    },
    /** Of two nights at once one stays: each read all facts. */
    async put(report) {
      const { Item } = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      const seen = Item === undefined ? undefined : numberOf(Item, 'revision');
      const row = { ...Key, ...documentAttributes('the report on switching costs', shape.schema, report) };
      await putFenced(access, 'reports', row, seen);
    },
  };
}
