import createTable from 'dynalite/actions/createTable.js';
import database, { type Callback, type Store, type Table } from 'dynalite/db/index.js';
import { HoldfastError } from '../../../functions/domain/errors.ts';
import { errorCode, errorText } from '../json.ts';
import type { TablePlan } from '../plan/local-plan.ts';
import { localAccount, localRegion } from '../template/local-account.ts';

export type { Store } from 'dynalite/db/index.js';

/** dynalite turns a table active on a timer even when told to take no time. */
const tableReadyMilliseconds = 5_000;

/** With LevelDB's own 4 MB and 8 MB its rewriting of files takes a third of the processor time of a bulk import. */
const diskOptions = { writeBufferSize: 32 * 1024 * 1024, cacheSize: 64 * 1024 * 1024 };

/**
 * Opens the embedded database, in memory or in a folder.
 *
 * @throws HoldfastError `local.data-in-use` where another process has the folder open; `local.data-unusable`
 */
export async function openStore(path: string | undefined): Promise<Store> {
  const store = database.create({
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
    ...(path === undefined ? {} : { path }),
  });
  store.tableDb.awsAccountId = localAccount;
  store.tableDb.awsRegion = localRegion;
  try {
    await store.db.open(diskOptions);
  } catch (error) {
    if (errorCode(error) === 'LEVEL_LOCKED') {
      throw new HoldfastError('local.data-in-use', `the database in ${path} is in use by another process`, {
        cause: error,
      });
    }
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new HoldfastError('local.data-unusable', `cannot open the database in ${path}: ${errorText(cause)}`, {
      cause: error,
    });
  }
  return store;
}

const readTable = (store: Store, name: string): Promise<Table | undefined> =>
  new Promise((resolve, reject) => {
    store.getTable(name, true, (error, table) => {
      if (!error) resolve(table);
      else if (error instanceof Error && error.name === 'NotFoundError') resolve(undefined);
      else reject(error);
    });
  });

const makeTable = (store: Store, plan: TablePlan): Promise<void> =>
  new Promise((resolve, reject) => {
    const description = {
      TableName: plan.name,
      AttributeDefinitions: plan.attributeDefinitions,
      KeySchema: plan.keySchema,
      BillingMode: 'PAY_PER_REQUEST',
      ...(plan.globalIndexes.length > 0 ? { GlobalSecondaryIndexes: plan.globalIndexes } : {}),
      ...(plan.localIndexes.length > 0 ? { LocalSecondaryIndexes: plan.localIndexes } : {}),
    };
    // A copy of its own: dynalite writes into what it is given.
    createTable(store, structuredClone(description), (error) => (error ? reject(error) : resolve()));
  });

async function requireTable(store: Store, plan: TablePlan): Promise<Table> {
  const existing = await readTable(store, plan.name);
  if (existing) {
    if (JSON.stringify(existing.KeySchema) !== JSON.stringify(plan.keySchema)) {
      throw new HoldfastError(
        'local.other-table',
        `the data directory has table ${plan.name} with another key than the template; use another data directory`,
      );
    }
    return existing;
  }
  await makeTable(store, plan);
  const deadline = Date.now() + tableReadyMilliseconds;
  while (Date.now() < deadline) {
    const made = await readTable(store, plan.name);
    if (made) return made;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new HoldfastError(
    'local.data-unusable',
    `table ${plan.name} did not become ready in ${tableReadyMilliseconds} ms`,
  );
}

/**
 * Makes the tables that are not there yet, and lets the store remember all their descriptions: dynalite reads
 * and parses one for every single row written, a fifth of the time of a bulk import.
 */
export async function makeTables(store: Store, plans: readonly TablePlan[]): Promise<ReadonlyMap<string, Table>> {
  const tables = new Map<string, Table>();
  for (const plan of plans) tables.set(plan.name, await requireTable(store, plan));
  const readFromDatabase = store.getTable.bind(store);
  store.getTable = (name, checkStatus, callback) => {
    const answer: Callback<Table> | undefined = typeof checkStatus === 'function' ? checkStatus : callback;
    const table = tables.get(name);
    if (table) answer?.(undefined, table);
    else readFromDatabase(name, checkStatus, callback);
  };
  return tables;
}

/** Waits for writes that are under way, then closes. */
export const closeStore = (store: Store): Promise<void> => store.lifecycleManager.gracefulClose();
