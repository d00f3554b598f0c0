import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { StartKeys } from '../../bin/start/start-keys.ts';
import type { MeterReading } from '../../lib/local/database/meter.ts';

interface Ready {
  readonly url: string;
  readonly dynamodbUrl: string;
  readonly stackName: string;
  readonly keys: StartKeys;
}

/** Units since the last reset. */
export interface Units {
  readonly readings: readonly MeterReading[];
  readonly writeUnits: number;
  readonly readUnits: number;
}

export interface BenchRuntime extends Ready {
  reset(): Promise<void>;
  /** Waits until all records are worked off. */
  untilIdle(): Promise<Units>;
  stop(): Promise<void>;
}

async function ask<Answer>(child: ChildProcess, question: string): Promise<Answer> {
  child.send(question);
  const [answer] = await once(child, 'message');
  return answer as Answer;
}

/** @param refreshWindowSeconds how long changes of one item or customer are gathered */
export async function startBenchRuntime(dataDirectory: string, refreshWindowSeconds: number): Promise<BenchRuntime> {
  const script = new URL('./runtime-process.ts', import.meta.url);
  const child = fork(script, [dataDirectory, String(refreshWindowSeconds)], { execArgv: ['--import', 'tsx'] });
  const [ready] = (await once(child, 'message')) as [Ready];
  return {
    ...ready,
    reset: () => ask(child, 'reset'),
    async untilIdle() {
      const { readings } = await ask<{ readings: readonly MeterReading[] }>(child, 'idle');
      // What the person at the command line reads and writes is no cost of an order.
      const ofFunctions = readings.filter(({ caller }) => caller !== 'operator');
      return {
        readings: ofFunctions,
        writeUnits: ofFunctions.reduce((sum, reading) => sum + reading.writeUnits, 0),
        readUnits: ofFunctions.reduce((sum, reading) => sum + reading.readUnits, 0),
      };
    },
    async stop() {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}
