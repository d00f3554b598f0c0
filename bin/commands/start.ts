import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { type SimulatedShop, simulateShop } from '../../functions/domain/simulation/simulate-shop.ts';
import { synthesise } from '../../lib/app.ts';
import { bundlePage } from '../../lib/bundle-page.ts';
import { stages } from '../../lib/config.ts';
import { startLocalRuntime } from '../../lib/local/start-local-runtime.ts';
import { withStack } from '../open-stack.ts';
import { sendLiveOrders } from '../start/live-orders.ts';
import { loadOrderFile, loadSimulatedShop } from '../start/load-shop.ts';
import { makeStartKeys, type StartKeys } from '../start/start-keys.ts';
import { describeAddresses } from '../start/try-addresses.ts';

interface StartOptions {
  readonly port: number;
  readonly dynamodbPort: number;
  readonly dataDir?: string;
  readonly orders?: string;
  readonly empty?: true;
  readonly postEvents?: string;
}

// From 500 buyers on models are fitted, so that every part of the report has something to show.
const simulatedCustomers = 700;
const simulatedSeed = 1;
const liveOrderIntervalMilliseconds = 3_000;

function port(text: string): number {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number > 65_535) throw new InvalidArgumentError('A port from 0 to 65535 is needed.');
  return number;
}

function address(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('An http or https address is needed.');
}

/** Resolves at the first signal to stop; a second one ends the process at once, as a terminal user expects. */
function untilSignal(stopping: AbortController): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        stopping.abort();
        resolve();
        process.once(signal, () => process.exit(130));
      });
    }
  });
}

const simulatedShop = (): SimulatedShop =>
  simulateShop({
    customers: simulatedCustomers,
    seed: simulatedSeed,
    end: new Date().toISOString(),
    currency: stages.dev.currency,
  });

const pageSettings = {
  signIn: { kind: 'key' },
  stage: stages.dev.stage,
  currency: stages.dev.currency,
  timeZone: stages.dev.timeZone,
};

async function start(options: StartOptions): Promise<void> {
  const stopping = new AbortController();
  const stopped = untilSignal(stopping);
  const assemblyDirectory = await mkdtemp(path.join(tmpdir(), 'holdfast-assembly-'));
  const pageDirectory = await mkdtemp(path.join(tmpdir(), 'holdfast-page-'));
  try {
    bundlePage(pageDirectory);
    const { stackName } = synthesise(stages.dev, assemblyDirectory);
    const runtime = await startLocalRuntime({
      assemblyDirectory,
      stackName,
      httpPort: options.port,
      page: { directory: pageDirectory, settings: pageSettings },
      dynamodbPort: options.dynamodbPort,
      ...(options.dataDir === undefined ? {} : { dataDirectory: path.resolve(options.dataDir) }),
      ...(options.postEvents === undefined ? {} : { postEventsTo: options.postEvents }),
    });
    try {
      const stack = { stack: stackName, endpoint: runtime.dynamodbUrl };
      const isEmpty = await withStack(stack, (open) => open.history.isEmpty());
      const simulated = options.empty || options.orders !== undefined ? undefined : simulatedShop();
      if (options.orders !== undefined) await loadOrderFile(stack, options.orders);
      // A shop that is already there is left as it is; only new orders are placed in it.
      if (simulated !== undefined && isEmpty) await loadSimulatedShop(stack, simulated, stages.dev.currency);
      const keys: StartKeys = await makeStartKeys(stackName, runtime.dynamodbUrl);
      const ready = { url: runtime.url, dynamodb: runtime.dynamodbUrl, stack: stackName, keys };
      process.stdout.write(`ready ${JSON.stringify(ready)}\n`);
      const best = await withStack(stack, (open) => open.recommendations.findBestSellers('shop'));
      const example = best?.items[0]?.itemId;
      process.stderr.write(describeAddresses(runtime.url, keys, example && { itemId: example }));
      const live =
        simulated &&
        sendLiveOrders({
          shop: simulated,
          currency: stages.dev.currency,
          url: runtime.url,
          ingestKey: keys.ingest,
          intervalMilliseconds: liveOrderIntervalMilliseconds,
          signal: stopping.signal,
          onSent: ({ orderId, itemIds }) => process.stderr.write(`order ${orderId}: ${itemIds.join(', ')}\n`),
        });
      await Promise.race([stopped, ...(live === undefined ? [] : [live.then(() => stopped)])]);
    } finally {
      stopping.abort();
      await runtime.stop();
    }
  } finally {
    await rm(assemblyDirectory, { recursive: true, force: true });
    await rm(pageDirectory, { recursive: true, force: true });
  }
}

/** Adds `start`: the whole backend on this machine. */
export function registerStartCommand(program: Command): void {
  program
    .command('start')
    .description('run the whole backend on this machine; without options with a simulated shop that goes on selling')
    .option('--port <number>', 'port of the API; 0 takes a free one', port, 8787)
    .option('--dynamodb-port <number>', 'port of the embedded database; 0 takes a free one', port, 0)
    .option('--data-dir <folder>', 'keep the data here; default in memory, gone at the end')
    .option('--orders <file>', 'import this file of orders first')
    .option('--empty', 'start without any orders')
    .option('--post-events <url>', 'post each event of offers and customers at risk there, as JSON', address)
    .action(start);
}
