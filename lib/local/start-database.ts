import type { Table } from 'dynalite/db/index.js';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { lastProcess, openDataDirectory, openTemporaryDirectory } from './data-directory.ts';
import { speedUpRows } from './database/fast-rows.ts';
import { rememberParsedConditions } from './database/parsed-conditions.ts';
import { closeStore, makeTables, openStore, type Store } from './database/store.ts';
import type { TablePlan } from './plan/local-plan.ts';
import type { Teardown } from './teardown.ts';

export interface RunningDatabase {
  readonly store: Store;
  readonly tables: ReadonlyMap<string, Table>;
  readonly failuresDirectory: string;
  readonly logFile: string;
  /** Whether the last run ended without having worked everything off. */
  readonly unclean: boolean;
  /** Tells whether the next start must queue every row again, should this one end now. */
  setClean(clean: boolean): void;
}

async function openLocked(databasePath: string | undefined, dataDirectory: string | undefined): Promise<Store> {
  try {
    return await openStore(databasePath);
  } catch (error) {
    if (!(error instanceof HoldfastError) || error.code !== 'local.data-in-use' || dataDirectory === undefined)
      throw error;
    const pid = lastProcess(dataDirectory);
    throw new HoldfastError(
      'local.data-in-use',
      `the data directory ${dataDirectory} is in use by another runtime${pid === undefined ? '' : ` (process ${pid})`}`,
      { cause: error },
    );
  }
}

/** Opens the folder, the database in it and its tables. @throws HoldfastError `local.data-…`, `local.bad-marker` */
export async function startDatabase(
  dataDirectory: string | undefined,
  plans: readonly TablePlan[],
  teardown: Teardown,
): Promise<RunningDatabase> {
  const directory = dataDirectory === undefined ? openTemporaryDirectory() : openDataDirectory(dataDirectory);
  let clean = false;
  let marked = dataDirectory === undefined;
  teardown.defer(() => {
    if (marked) directory.markStopped(clean);
  });
  const store = await openLocked(directory.databasePath, dataDirectory);
  teardown.defer(() => closeStore(store));
  const unclean = directory.markRunning();
  marked = true;
  clean = !unclean;
  const tables = await makeTables(store, plans);
  speedUpRows(store, tables.keys());
  rememberParsedConditions();
  return {
    store,
    tables,
    failuresDirectory: directory.failuresDirectory,
    logFile: directory.logFile,
    unclean,
    setClean: (value) => {
      clean = value;
    },
  };
}
