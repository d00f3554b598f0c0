import deleteItem from 'dynalite/actions/deleteItem.js';
import database, { type Store, type Table } from 'dynalite/db/index.js';
import deleteItemRules from 'dynalite/validations/deleteItem.js';
import validations from 'dynalite/validations/index.js';
import { errorText, isJsonObject, type JsonObject } from '../json.ts';
import type { TablePlan } from '../plan/local-plan.ts';
import { asApiError, isFailedCondition } from './api-error.ts';
import { markExpiring } from './change-tap.ts';
import { keyNames } from './key-names.ts';
import { readAllRows } from './read-all-rows.ts';

/** DynamoDB takes up to days; an hour keeps a reading of all rows rare. */
export const sweepEveryMilliseconds = 3_600_000;

const isExpired = (row: JsonObject, attribute: string, nowEpochSeconds: number): boolean => {
  const value = row[attribute];
  if (!isJsonObject(value) || typeof value.N !== 'string') return false;
  return Number(value.N) < nowEpochSeconds;
};

/** Deletes the row if it is still past its time when the lock is held; true if it did. */
function removeRow(
  store: Store,
  table: Table,
  plan: TablePlan,
  row: JsonObject,
  nowEpochSeconds: number,
): Promise<boolean> {
  const key = Object.fromEntries(keyNames(plan).map((name) => [name, row[name]]));
  const data = validations.checkTypes(
    {
      TableName: plan.name,
      Key: key,
      ConditionExpression: '#expiry < :now',
      ExpressionAttributeNames: { '#expiry': plan.timeToLiveAttribute },
      ExpressionAttributeValues: { ':now': { N: String(nowEpochSeconds) } },
    },
    deleteItemRules.types,
  );
  validations.checkValidations(data, deleteItemRules.types, deleteItemRules.custom, store);
  const unmark = markExpiring(store, plan.name, database.createKey(key, table));
  return new Promise((resolve, reject) => {
    deleteItem(store, data, (error) => {
      unmark();
      const apiError = asApiError(error);
      if (!error) resolve(true);
      else if (apiError && isFailedCondition(apiError)) resolve(false);
      else reject(error);
    });
  });
}

/**
 * Removes the rows of all tables whose time to live is over, as DynamoDB does: late, and with a REMOVE record.
 *
 * @returns how many
 */
export async function removeExpiredRows(
  store: Store,
  plans: readonly TablePlan[],
  tables: ReadonlyMap<string, Table>,
  nowEpochSeconds: number,
): Promise<number> {
  let removed = 0;
  for (const plan of plans) {
    const { timeToLiveAttribute } = plan;
    const table = tables.get(plan.name);
    if (timeToLiveAttribute === undefined || !table) continue;
    for await (const row of readAllRows(store, plan.name)) {
      if (!isExpired(row, timeToLiveAttribute, nowEpochSeconds)) continue;
      if (await removeRow(store, table, plan, row, nowEpochSeconds)) removed += 1;
    }
  }
  return removed;
}

/** Sweeps once an hour until the returned function is called, which waits for a sweep under way. */
export function startExpirySweep(
  sweep: () => Promise<number>,
  reportProblem: (line: string) => void,
): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = sweep().catch((error: unknown) => reportProblem(`removing expired rows failed: ${errorText(error)}`));
  }, sweepEveryMilliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
