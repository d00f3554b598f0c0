import batchGetItem from 'dynalite/actions/batchGetItem.js';
import batchWriteItem from 'dynalite/actions/batchWriteItem.js';
import deleteItem from 'dynalite/actions/deleteItem.js';
import describeTable from 'dynalite/actions/describeTable.js';
import describeTimeToLive from 'dynalite/actions/describeTimeToLive.js';
import getItem from 'dynalite/actions/getItem.js';
import listTables from 'dynalite/actions/listTables.js';
import putItem from 'dynalite/actions/putItem.js';
import query from 'dynalite/actions/query.js';
import scan from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';
import type { Callback, Store } from 'dynalite/db/index.js';
import batchGetItemRules from 'dynalite/validations/batchGetItem.js';
import batchWriteItemRules from 'dynalite/validations/batchWriteItem.js';
import deleteItemRules from 'dynalite/validations/deleteItem.js';
import describeTableRules from 'dynalite/validations/describeTable.js';
import describeTimeToLiveRules from 'dynalite/validations/describeTimeToLive.js';
import getItemRules from 'dynalite/validations/getItem.js';
import listTablesRules from 'dynalite/validations/listTables.js';
import putItemRules from 'dynalite/validations/putItem.js';
import queryRules from 'dynalite/validations/query.js';
import scanRules from 'dynalite/validations/scan.js';
import updateItemRules from 'dynalite/validations/updateItem.js';

type Action = (store: Store, data: Record<string, unknown>, callback: Callback<Record<string, unknown>>) => void;

export interface Operation {
  readonly action: Action;
  readonly types: unknown;
  readonly custom?: unknown;
  /** Which units the meter counts; undefined for questions about tables, which are free. */
  readonly consumes?: 'read' | 'write';
  /** Whether the request names one table, several, or none. */
  readonly names: 'table' | 'tables' | 'nothing';
}

/**
 * The calls the front answers. Tables belong to the template, so nothing here makes or drops one; that also
 * lets the store remember their descriptions.
 */
export const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['BatchGetItem', { ...batchGetItemRules, action: batchGetItem, consumes: 'read', names: 'tables' }],
  ['BatchWriteItem', { ...batchWriteItemRules, action: batchWriteItem, consumes: 'write', names: 'tables' }],
  ['DeleteItem', { ...deleteItemRules, action: deleteItem, consumes: 'write', names: 'table' }],
  ['DescribeTable', { ...describeTableRules, action: describeTable, names: 'table' }],
  ['DescribeTimeToLive', { ...describeTimeToLiveRules, action: describeTimeToLive, names: 'table' }],
  ['GetItem', { ...getItemRules, action: getItem, consumes: 'read', names: 'table' }],
  ['ListTables', { ...listTablesRules, action: listTables, names: 'nothing' }],
  ['PutItem', { ...putItemRules, action: putItem, consumes: 'write', names: 'table' }],
  ['Query', { ...queryRules, action: query, consumes: 'read', names: 'table' }],
  ['Scan', { ...scanRules, action: scan, consumes: 'read', names: 'table' }],
  ['UpdateItem', { ...updateItemRules, action: updateItem, consumes: 'write', names: 'table' }],
]);
