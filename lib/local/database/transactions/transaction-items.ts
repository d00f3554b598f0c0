import deleteItem from 'dynalite/actions/deleteItem.js';
import putItem from 'dynalite/actions/putItem.js';
import updateItem from 'dynalite/actions/updateItem.js';
import database, { type Store, type Table } from 'dynalite/db/index.js';
import deleteItemRules from 'dynalite/validations/deleteItem.js';
import validations from 'dynalite/validations/index.js';
import putItemRules from 'dynalite/validations/putItem.js';
import updateItemRules from 'dynalite/validations/updateItem.js';
import { isJsonArray, isJsonObject, type JsonObject } from '../../json.ts';
import { tableNotFound, validationError } from '../api-error.ts';

/** The four things a transaction can do with an item, after the actions of dynalite that do them to one alone. */
const kinds = {
  Put: { rules: putItemRules, action: putItem, writes: true, right: 'PutItem' },
  Update: { rules: updateItemRules, action: updateItem, writes: true, right: 'UpdateItem' },
  Delete: { rules: deleteItemRules, action: deleteItem, writes: true, right: 'DeleteItem' },
  // A removal that is rehearsed and never done: what is left of it is its condition.
  ConditionCheck: { rules: deleteItemRules, action: deleteItem, writes: false, right: 'ConditionCheckItem' },
} as const;
type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as readonly Kind[];

/** One item of a transaction, checked as far as it can be without reading a row. */
export interface TransactionItem {
  readonly action: (typeof kinds)[Kind]['action'];
  readonly writes: boolean;
  /** The action that a role must allow on the table. */
  readonly right: string;
  readonly table: Table;
  /** Of the row, as the store has it. */
  readonly key: string;
  readonly data: Record<string, unknown>;
  readonly wantsItem: boolean;
}

const mostItems = 100;

function checkedData(kind: Kind, asked: JsonObject, store: Store): Record<string, unknown> {
  // dynalite does not know the field and drops it.
  const { ReturnValuesOnConditionCheckFailure: _wanted, ...request } = asked;
  const { rules } = kinds[kind];
  const data = validations.checkTypes(request, rules.types);
  validations.checkValidations(data, rules.types, rules.custom, store);
  return data;
}

function itemOf(entry: unknown, store: Store, tables: ReadonlyMap<string, Table>): TransactionItem {
  const named = isJsonObject(entry) ? kindNames.filter((kind) => entry[kind] !== undefined) : [];
  const [kind] = named;
  const asked = isJsonObject(entry) && kind !== undefined ? entry[kind] : undefined;
  if (kind === undefined || named.length !== 1 || !isJsonObject(asked)) {
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  if (kind === 'ConditionCheck' && asked.ConditionExpression === undefined) {
    throw validationError(
      "1 validation error detected: Value null at 'transactItems.1.member.conditionCheck.conditionExpression' failed to satisfy constraint: Member must not be null",
    );
  }
  const data = checkedData(kind, asked, store);
  const table = tables.get(String(data.TableName));
  if (table === undefined) throw tableNotFound();
  const invalid = kind === 'Put' ? database.validateItem(data.Item, table) : database.validateKey(data.Key, table);
  if (invalid) throw invalid;
  const key = database.createKey(data.Item ?? data.Key, table);
  const { action, writes, right } = kinds[kind];
  return {
    action,
    writes,
    right,
    table,
    key,
    data,
    wantsItem: asked.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
  };
}

/** Names a row among those of all tables. */
export const rowName = ({ table, key }: Pick<TransactionItem, 'table' | 'key'>): string => `${table.TableName} ${key}`;

/**
 * The items of a request.
 * @throws the API error that DynamoDB answers with before it reads a row
 */
export function transactionItems(
  request: JsonObject,
  store: Store,
  tables: ReadonlyMap<string, Table>,
): readonly TransactionItem[] {
  const { TransactItems: entries } = request;
  if (!isJsonArray(entries) || entries.length === 0 || entries.length > mostItems) {
    throw validationError(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to ${mostItems}, and greater than or equal to 1`,
    );
  }
  const items = entries.map((entry) => itemOf(entry, store, tables));
  if (new Set(items.map(rowName)).size < items.length) {
    throw validationError('Transaction request cannot include multiple operations on one item');
  }
  return items;
}
