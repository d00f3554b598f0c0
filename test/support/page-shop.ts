import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSimulatedShop } from '../../bin/start/load-shop.ts';
import { makeStartKeys, type StartKeys } from '../../bin/start/start-keys.ts';
import { simulateShop } from '../../functions/domain/simulation/simulate-shop.ts';
import { synthesise } from '../../lib/app.ts';
import { bundlePage } from '../../lib/bundle-page.ts';
import { stages } from '../../lib/config.ts';
import { type LocalRuntime, startLocalRuntime } from '../../lib/local/start-local-runtime.ts';

export interface PageShop {
  readonly runtime: LocalRuntime;
  readonly keys: StartKeys;
  stop(): Promise<void>;
}

/**
 * The whole stack on this machine with its page.
 * @param customers of the simulated shop that is loaded; 0 for an empty one. From 500 buyers on models are fitted.
 */
export async function startPageShop(customers: number): Promise<PageShop> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-page-shop-'));
  const { stackName, assemblyDirectory } = synthesise(stages.dev, path.join(folder, 'assembly'));
  const page = { directory: path.join(folder, 'page'), settings: { signIn: { kind: 'key' } } };
  bundlePage(page.directory);
  const runtime = await startLocalRuntime({
    assemblyDirectory,
    stackName,
    page,
    clockSchedules: false,
    onLog: () => {},
    onEvent: () => {},
  });
  const stack = { stack: stackName, endpoint: runtime.dynamodbUrl };
  if (customers > 0) {
    const shop = simulateShop({ customers, seed: 1, end: new Date().toISOString(), currency: stages.dev.currency });
    await loadSimulatedShop(stack, shop, stages.dev.currency);
  }
  const keys = await makeStartKeys(stackName, runtime.dynamodbUrl);
  return {
    runtime,
    keys,
    async stop() {
      await runtime.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An answer of the API to a key. */
export async function askApi<Answer>({ runtime }: PageShop, key: string, route: string): Promise<Answer> {
  const response = await fetch(runtime.url + route, { headers: { authorization: `Bearer ${key}` } });
  if (!response.ok) throw new Error(`${route}: ${response.status}`);
  return (await response.json()) as Answer;
}
