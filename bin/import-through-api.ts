import { setTimeout as pause } from 'node:timers/promises';
import { HoldfastError, hasCode } from '../functions/domain/errors.ts';
import type { LogBeside } from '../functions/flows/bulk-import/import-beside.ts';
import type { EntryOutcomes, RejectedEntry } from '../functions/flows/bulk-import/imported-entries.ts';
import type { OrderLog } from '../functions/flows/bulk-import/order-log.ts';
import { inParallel } from '../functions/flows/in-parallel.ts';
import type { ApiAnswer, ApiClient } from './api-client.ts';
import { toApiItem, toApiOrder, toApiReturn, toApiServiceEvent } from './api-shapes.ts';

export type ApiImportStage = 'catalogue' | 'events' | 'orders' | 'returns' | 'items';

export interface ApiImportOptions {
  /** Decimals of the orders' currency. */
  readonly decimals: number;
  readonly onProgress?: (stage: ApiImportStage, done: number, total: number) => void;
  readonly onRejected?: (entry: RejectedEntry) => void;
  /** Waits; a test need not. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

export interface ApiImportResult {
  readonly orders: EntryOutcomes;
  readonly returns: EntryOutcomes;
  readonly events: EntryOutcomes;
  /** Items of the catalogue file. */
  readonly catalogue: EntryOutcomes;
  /** Items whose name was put into the catalogue. */
  readonly items: EntryOutcomes;
}

/** What the API takes in one call. */
const maximumEntries = 500;
/** A little under the API's 5 MB, for the envelope around the entries. */
const maximumBytes = 4_900_000;
/** Calls on their way at a time: the API works on 16 orders of each. */
const width = 4;
const maximumRounds = 8;
const firstPauseMilliseconds = 200;

interface Route {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly envelope: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const routes: Readonly<Record<ApiImportStage, Route>> = {
  catalogue: { method: 'PUT', path: '/v1/items', envelope: 'items' },
  events: { method: 'POST', path: '/v1/events', envelope: 'events' },
  orders: { method: 'POST', path: '/v1/orders', envelope: 'orders' },
  returns: { method: 'POST', path: '/v1/events', envelope: 'events' },
  // What the shop decided about an item stands above what a file calls it: only absent items are put.
  items: { method: 'PUT', path: '/v1/items', envelope: 'items', headers: { 'if-none-match': '*' } },
};

interface Entry {
  readonly json: string;
  /** For the file of rejected lines. */
  readonly entry: unknown;
}

function* chunksOf(entries: Iterable<unknown>): Generator<readonly Entry[]> {
  let chunk: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const json = JSON.stringify(entry);
    const size = Buffer.byteLength(json) + 1;
    if (chunk.length === maximumEntries || (chunk.length > 0 && bytes + size > maximumBytes)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push({ json, entry });
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

class OutcomeCounts implements EntryOutcomes {
  readonly rejected = new Map<string, number>();
  accepted = 0;
  unchanged = 0;

  add(answer: Pick<ApiAnswer, 'accepted' | 'unchanged'>): void {
    this.accepted += answer.accepted;
    this.unchanged += answer.unchanged;
  }

  reject(code: string): void {
    this.rejected.set(code, (this.rejected.get(code) ?? 0) + 1);
  }
}

async function sendAll(
  client: ApiClient,
  stage: ApiImportStage,
  entries: Iterable<unknown>,
  total: number,
  options: ApiImportOptions,
): Promise<EntryOutcomes> {
  const wait = options.pause ?? ((milliseconds: number) => pause(milliseconds));
  const { envelope, ...route } = routes[stage];
  const counts = new OutcomeCounts();
  let done = 0;

  function settle(answer: ApiAnswer, chunk: readonly Entry[], isLastRound: boolean): readonly Entry[] {
    counts.add(answer);
    const again: Entry[] = [];
    for (const { index, code, issues, retryable } of answer.rejected) {
      const entry = chunk[index];
      if (entry === undefined)
        throw new HoldfastError('api.unexpected', `${route.path} names an entry that was not sent`);
      if (retryable && !isLastRound) again.push(entry);
      else {
        counts.reject(code);
        options.onRejected?.({ code, issues, entry: entry.entry });
      }
    }
    return again;
  }

  async function sendChunk(chunk: readonly Entry[]): Promise<void> {
    let left = chunk;
    for (let round = 1; left.length > 0; round += 1) {
      if (round > 1) await wait(firstPauseMilliseconds * 2 ** (round - 2));
      const body = `{"${envelope}":[${left.map(({ json }) => json).join(',')}]}`;
      try {
        left = settle(await client.send({ ...route, body }), left, round === maximumRounds);
      } catch (error) {
        if (!hasCode(error, 'api.too-large') || left.length === 1) throw error;
        // A gateway in between may take less than the API does.
        const half = Math.ceil(left.length / 2);
        await sendChunk(left.slice(0, half));
        left = left.slice(half);
      }
    }
  }

  await inParallel(chunksOf(entries), width, async (chunk) => {
    await sendChunk(chunk);
    done += chunk.length;
    options.onProgress?.(stage, done, total);
  });
  return counts;
}

function at<Entry>(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index];
  if (entry === undefined) throw new RangeError(`no entry ${index} of ${entries.length}`);
  return entry;
}

function* mapRange<Value>(length: number, make: (index: number) => Value): Generator<Value> {
  for (let index = 0; index < length; index += 1) yield make(index);
}

/**
 * Sends a file through the API: the catalogue and service events beside it, then orders, the returns of them, and names of
 * items. Everything may be sent twice, so an import that was cut off is run again.
 */
export async function importThroughApi(
  client: ApiClient,
  log: OrderLog,
  options: ApiImportOptions,
  beside: LogBeside = { events: [], items: [] },
): Promise<ApiImportResult> {
  const { decimals } = options;
  const events = mapRange(beside.events.length, (index) => toApiServiceEvent(at(beside.events, index), decimals));
  const catalogue = mapRange(beside.items.length, (index) => toApiItem(at(beside.items, index), decimals));
  const orders = mapRange(log.orderCount, (index) => toApiOrder(log.orderAt(index), options.decimals));
  const returns = mapRange(log.returnCount, (index) => toApiReturn(log.returnAt(index)));
  const items = [...log.namedItems()];
  return {
    catalogue: await sendAll(client, 'catalogue', catalogue, beside.items.length, options),
    events: await sendAll(client, 'events', events, beside.events.length, options),
    orders: await sendAll(client, 'orders', orders, log.orderCount, options),
    returns: await sendAll(client, 'returns', returns, log.returnCount, options),
    items: await sendAll(client, 'items', items, items.length, options),
  };
}
