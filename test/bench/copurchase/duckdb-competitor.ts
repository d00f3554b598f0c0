import { DuckDBDataChunk, DuckDBInstance, INTEGER } from '@duckdb/node-api';
import { neighbourTable } from '../../../functions/domain/copurchase/kernel.ts';
import { allocateUnshared } from '../../../functions/domain/copurchase/packed-baskets.ts';
import type { Competitor, CompetitorInput } from './competitor.ts';

const counts = 'counts AS (SELECT item, count(*) AS orders FROM lines GROUP BY item)';
const half = `half AS (
  SELECT l.item AS a, r.item AS b, count(*) AS together
  FROM lines l JOIN lines r ON l.order_id = r.order_id AND l.item < r.item GROUP BY ALL)`;
const bothWays = 'SELECT a, b, together FROM half UNION ALL SELECT b AS a, a AS b, together FROM half';
const quotient = '(together * together) / orders';
const topByWindow = (limit: number): string => `
  SELECT a, b, together, row_number() OVER (PARTITION BY a ORDER BY ${quotient} DESC, b) AS place
  FROM pairs JOIN counts ON counts.item = b QUALIFY place <= ${limit}`;

/** Ways to say it in SQL; each gives `a, b, together, place`. */
export const duckdbForms = {
  'duckdb-half': (limit: number) => `WITH ${counts}, ${half}, pairs AS (${bothWays}) ${topByWindow(limit)}`,
  'duckdb-both': (limit: number) => `WITH ${counts}, pairs AS (
    SELECT l.item AS a, r.item AS b, count(*) AS together
    FROM lines l JOIN lines r ON l.order_id = r.order_id AND l.item <> r.item GROUP BY ALL) ${topByWindow(limit)}`,
  'duckdb-max': (limit: number) => `WITH ${counts}, ${half}, pairs AS (${bothWays}), best AS (
    SELECT a, max({'quotient': ${quotient}, 'after': -b, 'together': together}, ${limit}) AS list
    FROM pairs JOIN counts ON counts.item = b GROUP BY a)
    SELECT a, -entry.after AS b, entry.together AS together, place
    FROM (SELECT a, unnest(list) AS entry, generate_subscripts(list, 1) AS place FROM best)`,
} as const;

export type DuckdbForm = keyof typeof duckdbForms;

/** DuckDB in memory, its answer left in a table of its own. */
export async function duckdbCompetitor(form: DuckdbForm, input: CompetitorInput): Promise<Competitor> {
  const { baskets, itemCount, limit, threads } = input;
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  await connection.run('CREATE TABLE lines (order_id INTEGER, item INTEGER)');
  const appender = await connection.createAppender('lines');
  const orderCount = baskets.offsets.length - 1;
  let orders: number[] = [];
  let items: number[] = [];
  const append = (): void => {
    const chunk = DuckDBDataChunk.create([INTEGER, INTEGER], orders.length);
    chunk.setColumns([orders, items]);
    appender.appendDataChunk(chunk);
    orders = [];
    items = [];
  };
  for (let order = 0; order < orderCount; order += 1) {
    for (const item of baskets.items.subarray(baskets.offsets[order], baskets.offsets[order + 1])) {
      orders.push(order);
      items.push(item);
      // The most rows that a chunk of DuckDB holds.
      if (orders.length === 2_048) append();
    }
  }
  append();
  appender.closeSync();
  return {
    async run() {
      await connection.run(`CREATE OR REPLACE TABLE best AS ${duckdbForms[form](limit)}`);
    },
    async answer() {
      const table = neighbourTable(itemCount, limit, allocateUnshared);
      const result = await connection.stream(
        'SELECT a::INTEGER, b::INTEGER, together::INTEGER, place::INTEGER FROM best',
      );
      for await (const rows of result.yieldRows()) {
        for (const [a, b, together, place] of rows) {
          const slot = Number(a) * limit + Number(place) - 1;
          table.neighbours[slot] = Number(b);
          table.sums[slot] = Number(together);
          table.lengths[Number(a)] = (table.lengths[Number(a)] ?? 0) + 1;
        }
      }
      return table;
    },
  };
}
