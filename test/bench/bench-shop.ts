import { cp, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { importIntoTables } from '../../bin/import-into-tables.ts';
import { withStack } from '../../bin/open-stack.ts';
import { defaultMaximumBasketItems } from '../../functions/domain/orders/evidence-items.ts';
import { type BenchRuntime, startBenchRuntime } from './bench-runtime.ts';
import { costCurve } from './cost-curve.ts';
import { measureOrders, type OrderCost } from './measure-orders.ts';
import { measureReads } from './measure-reads.ts';
import { measureServing } from './measure-serving.ts';
import { type BenchShop, readBenchShop, writeOrderFile } from './shop-file.ts';

export interface ShopBenchOptions {
  /** Orders; absent: UCI Online Retail where it is at hand, else a simulated shop. */
  readonly file?: string;
  /** Newest orders that are sent while it is measured. */
  readonly orders: number;
  /** How many of them are also sent one by one. */
  readonly singly: number;
  /** Recommendation requests. */
  readonly requests: number;
  /** `load`, `serving`, `together`, `singly`, `curve`. */
  readonly only: readonly string[];
}

const say = (line = ''): boolean => process.stdout.write(`${line}\n`);
const round = (value: number, digits = 1): string => value.toFixed(digits);
const readsPerWrite = 5;

function sayCost(title: string, cost: OrderCost): void {
  say(`${title}: ${cost.orders} orders of ${round(cost.lines)} items on average`);
  say(
    `  write units an order ${round(cost.writeUnits)}, target at most ${round(cost.allowedWriteUnits)}; orders above it: ${cost.ordersAbove}`,
  );
  say(
    `  read units an order ${round(cost.readUnits)}; write-equivalents in all ${round(cost.writeUnits + cost.readUnits / readsPerWrite)}`,
  );
  for (const [caller, used] of cost.unitsByCaller) {
    say(`    ${caller}: ${round(used.writeUnits)} written, ${round(used.readUnits)} read`);
  }
  say(`  ${round(cost.orders / cost.seconds, 2)} orders a second until all rows are refreshed`);
}

async function importOrders(runtime: BenchRuntime, file: string): Promise<number> {
  const startedAt = performance.now();
  await withStack({ stack: runtime.stackName, endpoint: runtime.dynamodbUrl }, (open) =>
    importIntoTables(open, { path: file, rejectedPath: `${file}.rejected` }),
  );
  return (performance.now() - startedAt) / 1000;
}

async function measureLoad(dataDirectory: string, shop: BenchShop, requests: number): Promise<void> {
  const load = await startBenchRuntime(dataDirectory, 1);
  sayCost('500 at a time, as fast as it goes', await measureOrders(load, shop.newest, 500, 3, 8));
  const items = [...new Set(shop.newest.flatMap((order) => order.lines.map((line) => line.itemId)))];
  await measureReads(load, items, 500, 1);
  for (const concurrency of [1, 8]) {
    const latency = await measureReads(load, items, requests, concurrency);
    say(
      `recommendations, ${concurrency} at a time: p50 ${round(latency.p50Milliseconds, 2)} ms, ` +
        `p99 ${round(latency.p99Milliseconds, 2)} ms, ${round(latency.perSecond, 0)} a second`,
    );
  }
  await load.stop();
}

/** Loads a shop into the local runtime, sends it orders and requests, and tells times and units. */
export async function benchShop(options: ShopBenchOptions): Promise<void> {
  const wants = (part: string): boolean => options.only.includes(part);
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-bench-'));
  try {
    say(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`);
    const shop = await readBenchShop(options.file, folder, options.orders);
    say(`${shop.source}: ${shop.before.length} orders before, ${shop.newest.length} sent`);
    const file = path.join(folder, 'before.ndjson');
    await writeOrderFile(shop.before, file);
    const [singlyData, togetherData, loadData] = ['singly', 'together', 'load'].map((name) => path.join(folder, name));
    if (singlyData === undefined || togetherData === undefined || loadData === undefined)
      throw new Error('three folders');

    const first = await startBenchRuntime(singlyData, 0);
    say(`import of the orders before: ${round(await importOrders(first, file))} s`);
    if (wants('serving')) {
      const items = [...new Set(shop.newest.flatMap((order) => order.lines.map((line) => line.itemId)))];
      for (const cost of await measureServing(first, items, options.requests)) {
        say(
          `serving, processor time of a warm call (${cost.call}): p50 ${round(cost.p50Milliseconds, 2)} ms, ` +
            `p99 ${round(cost.p99Milliseconds, 2)} ms of ${cost.requests} calls`,
        );
      }
    }
    await first.stop();
    await cp(singlyData, togetherData, { recursive: true });
    await cp(singlyData, loadData, { recursive: true });

    if (wants('load')) await measureLoad(loadData, shop, options.requests);
    if (wants('together')) {
      const together = await startBenchRuntime(togetherData, 15);
      sayCost('200 in one window', await measureOrders(together, shop.newest, 200, 2, 8));
      await together.stop();
    }
    if (wants('singly')) {
      const step = Math.max(1, Math.floor(shop.newest.length / options.singly));
      const spread = shop.newest.filter((_, index) => index % step === 0).slice(0, options.singly);
      const singly = await startBenchRuntime(singlyData, 0);
      sayCost('singly', await measureOrders(singly, spread, 1, 3, 8));
      await singly.stop();
    }
    if (wants('curve')) {
      say('read units of postings an order, by times the history:');
      const curve = costCurve([...shop.before, ...shop.newest], shop.newest, defaultMaximumBasketItems, [1, 10, 100]);
      for (const point of curve) {
        const truncated = round(100 * point.truncatedShare);
        say(`  ${point.history}x: ${round(point.postingReadUnits, 0)}; ${truncated}% of items truncated`);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
