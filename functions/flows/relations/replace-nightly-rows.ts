import type { Instant } from '../../domain/orders/order.ts';
import type {
  NightlyKey,
  NightlyRow,
  RelationsStore,
  SeenNightlyRow,
} from '../../stores/recommendations/relations-store.ts';
import { inParallel } from '../in-parallel.ts';

export interface ReplaceNightlyRowsDeps {
  readonly relations: Pick<RelationsStore, 'scanRevisions' | 'put' | 'putEmpty'>;
  readonly now: () => Date;
}

/** Every nightly row there was before the facts were read, by `keyText`: the first step of the fence for all of them. */
export type SeenRows = ReadonlyMap<string, SeenNightlyRow>;

export interface ReplacedRows {
  readonly writtenCount: number;
  /** Rows that had something to say before and have not now. */
  readonly emptiedCount: number;
  /** Rows that another run wrote since: they are left as they are. */
  readonly outrunCount: number;
}

const width = 32;

function keyText(key: NightlyKey): string {
  if ('itemId' in key) return `${key.kind} item ${key.itemId}`;
  return key.list === 'shop' ? `${key.kind} shop` : `${key.kind} category ${key.list.category}`;
}

export function keyOfRow(row: NightlyRow): NightlyKey {
  return 'list' in row ? { kind: row.kind, list: row.list } : { kind: row.kind, itemId: row.row.itemId };
}

/** The first step of the fence, for all rows of the night; to be taken before any fact is read. */
export async function seeNightlyRows(deps: Pick<ReplaceNightlyRowsDeps, 'relations'>): Promise<SeenRows> {
  const seen = new Map<string, SeenNightlyRow>();
  for await (const state of deps.relations.scanRevisions()) seen.set(keyText(state.key), state);
  return seen;
}

/**
 * The third step of the fence, for all rows of the night: puts those that were made and empties the others. A row
 * that another run wrote meanwhile is left to it, as making it again takes a reading of all facts: should that run
 * have read them before this one, the next night settles it.
 */
export async function replaceNightlyRows(
  deps: ReplaceNightlyRowsDeps,
  seen: SeenRows,
  rows: Iterable<NightlyRow>,
  asOf: Instant,
): Promise<ReplacedRows> {
  const made = new Set<string>();
  let writtenCount = 0;
  let emptiedCount = 0;
  let outrunCount = 0;
  await inParallel(rows, width, async (row) => {
    const text = keyText(keyOfRow(row));
    made.add(text);
    if (await deps.relations.put(row, seen.get(text)?.revision, deps.now())) writtenCount += 1;
    else outrunCount += 1;
  });
  // A row that is empty already is left alone, or its expiry would be put off every night.
  const gone = [...seen].filter(([text, { isEmptied }]) => !isEmptied && !made.has(text));
  await inParallel(gone, width, async ([, { key, revision }]) => {
    if (await deps.relations.putEmpty(key, asOf, revision, deps.now())) emptiedCount += 1;
    else outrunCount += 1;
  });
  return { writtenCount, emptiedCount, outrunCount };
}
