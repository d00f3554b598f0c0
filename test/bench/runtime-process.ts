import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeStartKeys } from '../../bin/start/start-keys.ts';
import { synthesise } from '../../lib/app.ts';
import { type StageSettings, stages } from '../../lib/config.ts';
import { startLocalRuntime } from '../../lib/local/start-local-runtime.ts';

/** Runs the stack in a process of its own, so that measuring does not take turns with what is measured. */
const [, , dataDirectory = '', refreshItemsWindowSeconds = '1'] = process.argv;
const settings: StageSettings = {
  ...stages.dev,
  throttle: { requestsPerSecond: 10_000, burst: 5_000 },
  streams: {
    projectBaskets: { batchSize: 500, windowSeconds: 0 },
    refreshItems: { batchSize: 10_000, windowSeconds: Number(refreshItemsWindowSeconds) },
    refreshCustomers: { batchSize: 1_000, windowSeconds: Number(refreshItemsWindowSeconds) },
    reactToCustomers: { batchSize: 1_000, windowSeconds: 0 },
  },
};
const assemblyDirectory = await mkdtemp(path.join(tmpdir(), 'holdfast-bench-assembly-'));
const { stackName } = synthesise(settings, assemblyDirectory);
const runtime = await startLocalRuntime({ assemblyDirectory, stackName, dataDirectory, clockSchedules: false });
const keys = await makeStartKeys(stackName, runtime.dynamodbUrl);

process.on('message', async (message) => {
  switch (message) {
    case 'reset':
      runtime.meter.reset();
      process.send?.({ answer: 'reset' });
      return;
    case 'idle':
      await runtime.untilIdle(600_000);
      process.send?.({ answer: 'idle', readings: runtime.meter.snapshot() });
      return;
    case 'stop':
      await runtime.stop();
      process.exit(0);
  }
});
process.send?.({ answer: 'ready', url: runtime.url, dynamodbUrl: runtime.dynamodbUrl, stackName, keys });
