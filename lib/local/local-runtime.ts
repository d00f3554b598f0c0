import type { Meter } from './database/meter.ts';
import type { LocalEvent } from './events/local-event.ts';
import type { Json } from './json.ts';

export interface LocalRuntimeProps {
  /** Folder that `cdk synth` wrote. */
  readonly assemblyDirectory: string;
  readonly stackName: string;
  /** Port of the HTTP API. Default 0: a free one. */
  readonly httpPort?: number;
  /** The marketer's page, served at `/`: folder that `bundlePage` wrote, and what the page is told. Default: none. */
  readonly page?: { readonly directory: string; readonly settings: Readonly<Record<string, Json>> };
  /** Port of the embedded database. Default 0: a free one. */
  readonly dynamodbPort?: number;
  /** Folder for data, failed records and the log. Default: in memory, gone at the end. */
  readonly dataDirectory?: string;
  /** Receives the functions' output, a line at a time, tagged. Default: the file `functions.log`. */
  readonly onLog?: (line: string) => void;
  /** Receives troubles in one line each. Default: standard error. */
  readonly onProblem?: (line: string) => void;
  /** Receives a line of each event of a bus. Default: standard error. */
  readonly onEvent?: (line: string) => void;
  /** Address that each event of a bus is posted to as JSON. Default: none. */
  readonly postEventsTo?: string;
  /** The code by which a bus refuses an event, to see what a function does then. Default: it takes all. */
  readonly refuseEvent?: (event: LocalEvent) => string | undefined;
  /** Wait before the first retry of a failed batch or post; doubles with each retry, up to a hundredfold. Default 100. */
  readonly retryBackOffMilliseconds?: number;
  /** Whether schedules run by the clock. Default true; by hand they always can. */
  readonly clockSchedules?: boolean;
  /** How long a stop waits for pending records where data is kept. Default 10,000. */
  readonly drainMilliseconds?: number;
}

export interface LocalRuntime {
  /** Address of the HTTP API; empty for a stack without one. */
  readonly url: string;
  /** Address of the embedded database. */
  readonly dynamodbUrl: string;
  readonly stackName: string;
  readonly meter: Meter;
  /** Holds a folder per function with a JSON document per batch given up on. */
  readonly failuresDirectory: string;
  /** Stream records and queued refreshes not yet worked off, those in flight among them. */
  pendingRecords(): number;
  /** Waits until nothing is pending. @throws HoldfastError `local.not-idle` after `timeoutMilliseconds` */
  untilIdle(timeoutMilliseconds: number): Promise<void>;
  /** Calls a function by its name, logical id, or the name inside that. @throws HoldfastError `local.function-failed` */
  invoke(functionName: string, event: Json): Promise<Json>;
  /** Runs a schedule now, named by itself, or all those of a function, named by that. @throws HoldfastError `local.function-failed` */
  runSchedule(name: string): Promise<void>;
  /** Removes rows past their time to live, as the hourly sweep does; gives how many. */
  removeExpiredRows(): Promise<number>;
  /** Ends everything; where data is kept, after working off what is pending. */
  stop(): Promise<void>;
}
