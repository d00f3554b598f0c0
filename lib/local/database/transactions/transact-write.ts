import database, { type Callback, type Store, type Table } from 'dynalite/db/index.js';
import type { Caller } from '../../access/caller.ts';
import type { JsonObject } from '../../json.ts';
import {
  accessDenied,
  asApiError,
  idempotentParameterMismatch,
  isFailedCondition,
  transactionCancelled,
  transactionInProgress,
  validationError,
} from '../api-error.ts';
import { announceChange } from '../change-tap.ts';
import { itemOfFailedCondition } from '../failed-condition.ts';
import { unitsOfIndexes } from '../index-writes.ts';
import type { UnitMeter } from '../meter.ts';
import { tableArn } from '../resources-of-request.ts';
import { type Rehearsal, rehearse } from './rehearse.ts';
import { RequestTokens } from './request-tokens.ts';
import { rowName, type TransactionItem, transactionItems } from './transaction-items.ts';

export interface TransactionsProps {
  readonly store: Store;
  readonly tables: ReadonlyMap<string, Table>;
  readonly meter: UnitMeter;
}

/** Calls back with the error to answer with, an API error or a fault of the store; without one when all is written. */
export type TransactWrite = (caller: Caller, request: JsonObject, done: (error?: unknown) => void) => void;

/** What became of one item before anything was written. */
type Outcome = { readonly rehearsal: Rehearsal } | { readonly error: unknown };

const largestBytes = 4 * 1024 * 1024;

/** Units of a transaction are twice those of a write, for checks too. */
const unitsOf = (row: unknown): number => (row ? 2 * database.capacityUnits(row, false, true) : 2);

function reasonOf({ wantsItem }: TransactionItem, outcome: Outcome): JsonObject {
  if ('rehearsal' in outcome) return { Code: 'None' };
  const error = asApiError(outcome.error);
  // Any other fault has ended the transaction before.
  if (error === undefined || !isFailedCondition(error)) {
    return { Code: 'ValidationError', Message: String(error?.body.message ?? error?.body.Message) };
  }
  const row = wantsItem ? itemOfFailedCondition(error) : undefined;
  const reason = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' };
  return row ? { ...reason, Item: row as JsonObject } : reason;
}

/** Takes the locks one after another in the order of names, which no two transactions can take crosswise. */
function withLocks(store: Store, items: readonly TransactionItem[], run: (release: () => void) => void): void {
  const inOrder = [...items].sort((left, right) => (rowName(left) < rowName(right) ? -1 : 1));
  const releases: (() => void)[] = [];
  const next = (place: number): void => {
    const item = inOrder[place];
    if (item === undefined) {
      run(() => {
        for (const release of releases) release();
      });
      return;
    }
    store.getItemDb(item.table.TableName).lock(item.key, (release) => {
      releases.push(release(() => undefined) as () => void);
      next(place + 1);
    });
  };
  next(0);
}

function rehearseAll(
  store: Store,
  items: readonly TransactionItem[],
  done: (outcomes: readonly Outcome[]) => void,
): void {
  const outcomes: Outcome[] = [];
  const next = (place: number): void => {
    const item = items[place];
    if (item === undefined) {
      done(outcomes);
      return;
    }
    rehearse(store, item, (error, rehearsal) => {
      outcomes.push(rehearsal === undefined ? { error } : { rehearsal });
      next(place + 1);
    });
  };
  next(0);
}

/**
 * TransactWriteItems, which dynalite lacks: every row is locked, every action rehearsed on its own, and if none objects
 * all rows and index entries are written as one batch of the store. So nobody reads half of a transaction, and none
 * survives a crash by half. A transaction that meets a row of another one is cancelled as a conflict; a single write
 * that meets one waits, where DynamoDB may refuse it.
 */
export function createTransactWrite({ store, tables, meter }: TransactionsProps): TransactWrite {
  const tokens = new RequestTokens();
  /** Rows of transactions under way. */
  const held = new Set<string>();

  function meterAll(caller: Caller, items: readonly TransactionItem[], rowsOf: (place: number) => readonly unknown[]) {
    for (const [place, { table }] of items.entries()) {
      meter.add(caller.name, table.TableName, 'write', Math.max(...rowsOf(place).map(unitsOf)));
    }
  }

  function commit(
    caller: Caller,
    items: readonly TransactionItem[],
    rehearsals: readonly Rehearsal[],
    done: Callback,
  ): void {
    const writes = items.flatMap(({ writes }, place) => (writes ? (rehearsals[place]?.storeWrites ?? []) : []));
    store.db.batch([...writes], (error) => {
      if (error) {
        done(error);
        return;
      }
      meterAll(caller, items, (place) => [rehearsals[place]?.change.before, rehearsals[place]?.change.after]);
      for (const [place, { table, writes }] of items.entries()) {
        const change = rehearsals[place]?.change;
        if (!writes || change === undefined) continue;
        const units = unitsOfIndexes(table, change.before, change.after);
        if (units > 0) meter.addIndexWrites(caller.name, table.TableName, units);
        announceChange(store, table.TableName, change);
      }
      done();
    });
  }

  function settle(
    caller: Caller,
    items: readonly TransactionItem[],
    outcomes: readonly Outcome[],
    done: Callback,
  ): void {
    const failures = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []));
    const fault = failures.find((error) => asApiError(error) === undefined);
    if (fault !== undefined) {
      done(fault);
      return;
    }
    if (failures.length > 0) {
      meterAll(caller, items, (place) => {
        const outcome = outcomes[place];
        return [outcome !== undefined && 'rehearsal' in outcome ? outcome.rehearsal.change.before : undefined];
      });
      done(transactionCancelled(items.map((item, place) => reasonOf(item, outcomes[place] ?? { error: undefined }))));
      return;
    }
    const rehearsals = outcomes.flatMap((outcome) => ('rehearsal' in outcome ? [outcome.rehearsal] : []));
    const bytes = rehearsals.reduce((sum, { change }) => sum + (change.after ? database.itemSize(change.after) : 0), 0);
    if (bytes > largestBytes) {
      done(validationError('Transaction request size exceeds the limit of 4 MB'));
      return;
    }
    commit(caller, items, rehearsals, done);
  }

  function run(caller: Caller, items: readonly TransactionItem[], done: Callback): void {
    const names = items.map(rowName);
    if (names.some((name) => held.has(name))) {
      const conflict = { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };
      done(transactionCancelled(names.map((name) => (held.has(name) ? conflict : { Code: 'None' }))));
      return;
    }
    for (const name of names) held.add(name);
    withLocks(store, items, (release) => {
      const end: Callback = (error) => {
        for (const name of names) held.delete(name);
        release();
        done(error);
      };
      rehearseAll(store, items, (outcomes) => settle(caller, items, outcomes, end));
    });
  }

  return (caller, request, done) => {
    const items = transactionItems(request, store, tables);
    for (const { right, table } of items) {
      const refusal = caller.refusal(`dynamodb:${right}`, tableArn(table.TableName));
      if (refusal !== undefined) throw accessDenied(refusal);
    }
    const { ClientRequestToken: token, ...parameters } = request;
    if (typeof token !== 'string') {
      run(caller, items, done);
      return;
    }
    const name = `${caller.name} ${token}`;
    switch (tokens.begin(name, parameters)) {
      case 'done':
        done();
        return;
      case 'under-way':
        done(transactionInProgress());
        return;
      case 'other-parameters':
        done(idempotentParameterMismatch());
        return;
      case 'new':
        run(caller, items, (error) => {
          tokens.end(name, !error);
          done(error);
        });
    }
  };
}
