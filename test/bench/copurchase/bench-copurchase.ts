import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { CompetitorRun } from './competitor-process.ts';
import { duckdbForms } from './duckdb-competitor.ts';
import { type WorkloadName, workloads } from './workload.ts';

/** One that is done frees its memory on other threads for a while; the next one is not to pay for that. */
const settleMilliseconds = 3_000;

export interface CopurchaseBenchOptions {
  readonly workload: readonly WorkloadName[];
  readonly runs: number;
  readonly threads: number;
  /** DuckDB and the map of maps on w3 too: they take minutes and gigabytes. */
  readonly all: boolean;
  /** Those to compare the kernel with; default each of `otherNames`. */
  readonly against: readonly string[];
}

/** What the kernel is compared with. */
export const otherNames: readonly string[] = [...Object.keys(duckdbForms), 'naive'];

interface Measured {
  readonly name: string;
  readonly medianMilliseconds: number;
  /** Processor time of all threads, the median of the same runs. */
  readonly processorMilliseconds: number;
  /** The first run, with code that is not compiled yet. */
  readonly firstMilliseconds: number;
  readonly peakBytes: number;
}

const say = (line = ''): boolean => process.stdout.write(`${line}\n`);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

/** Waits for a message, or fails when the process ends instead. */
async function answerOf<Answer>(child: ChildProcess, name: string): Promise<Answer> {
  const over = new AbortController();
  try {
    const ended = once(child, 'exit', { signal: over.signal }).then(([exitCode]): never => {
      throw new Error(`${name} ended with exit code ${exitCode}`);
    });
    const [answer] = await Promise.race([once(child, 'message', { signal: over.signal }), ended]);
    return answer as Answer;
  } finally {
    over.abort();
  }
}

async function startCompetitor(name: string, workload: string, threads: number): Promise<ChildProcess> {
  const script = new URL('./competitor-process.ts', import.meta.url);
  // A map of maps of 1M orders needs more than the heap that Node takes by itself.
  const execArgv = ['--import', 'tsx', '--max-old-space-size=16384'];
  const child = fork(script, [name, workload, String(threads)], { execArgv });
  await answerOf(child, name);
  return child;
}

/** Runs each in turn, `runs` times, after a first run of each. Medians are of the runs after the first. */
async function measure(names: readonly string[], workload: string, runs: number, threads: number): Promise<Measured[]> {
  const children = new Map<string, ChildProcess>();
  const results = new Map<string, CompetitorRun[]>(names.map((name) => [name, []]));
  try {
    for (const name of names) children.set(name, await startCompetitor(name, workload, threads));
    for (let run = 0; run <= runs; run += 1) {
      for (const [name, child] of children) {
        await pause(settleMilliseconds);
        child.send('run');
        const result = await answerOf<CompetitorRun>(child, name);
        results.get(name)?.push(result);
        process.stderr.write(`${workload} run ${run} of ${runs}: ${name} ${result.milliseconds.toFixed(0)} ms\n`);
      }
    }
  } finally {
    for (const child of children.values()) child.kill();
  }
  const digests = new Set([...results.values()].flat().map(({ digest }) => digest));
  if (digests.size !== 1) {
    const named = [...results].map(([name, [first]]) => `${name} ${first?.digest.slice(0, 8)}`);
    throw new Error(`the answers on ${workload} differ: ${named.join(', ')}`);
  }
  return [...results].map(([name, [first, ...later]]) => ({
    name,
    medianMilliseconds: median(later.map(({ milliseconds }) => milliseconds)),
    processorMilliseconds: median(later.map(({ processorMilliseconds }) => processorMilliseconds)),
    firstMilliseconds: first?.milliseconds ?? 0,
    // Of one run, as a shop is ranked once: what later runs leave lying is the collector's affair.
    peakBytes: first?.peakBytes ?? 0,
  }));
}

function sayTable(measured: readonly Measured[]): void {
  const kernel = measured.find(({ name }) => name === 'kernel')?.medianMilliseconds ?? 0;
  say('| | seconds | times the kernel | processor seconds | first run, seconds | peak memory, MB |');
  say('|---|---|---|---|---|---|');
  for (const { name, medianMilliseconds, processorMilliseconds, firstMilliseconds, peakBytes } of measured) {
    const cells = [
      (medianMilliseconds / 1_000).toFixed(3),
      (medianMilliseconds / kernel).toFixed(1),
      (processorMilliseconds / 1_000).toFixed(3),
      (firstMilliseconds / 1_000).toFixed(3),
      (peakBytes / 1_000_000).toFixed(0),
    ];
    say(`| ${name} | ${cells.join(' | ')} |`);
  }
}

/** The 50 best neighbours of every item: times, ratios and memory of the kernel and of others, with equal answers. */
export async function benchCopurchase({
  workload,
  runs,
  threads,
  all,
  against,
}: CopurchaseBenchOptions): Promise<void> {
  say(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${threads} threads, Node ${process.version}, medians of ${runs} runs`,
  );
  const secondsPerOrder = new Map<WorkloadName, number>();
  for (const name of workload) {
    const { orders, items } = workloads[name];
    const others = name === 'w3' && !all ? [] : against;
    const measured = await measure(['kernel', 'kernel-1', ...others], name, runs, threads);
    say();
    say(`${name}: ${orders} orders, ${items} items; all answers are equal`);
    sayTable(measured);
    const kernel = measured.find((one) => one.name === 'kernel')?.medianMilliseconds ?? 0;
    secondsPerOrder.set(name, kernel / orders);
    const duckdb = measured.filter((one) => one.name.startsWith('duckdb')).map((one) => one.medianMilliseconds);
    if (duckdb.length > 0)
      say(`DuckDB's best form takes ${(Math.min(...duckdb) / kernel).toFixed(1)} times the kernel`);
  }
  const atW2 = secondsPerOrder.get('w2');
  const atW3 = secondsPerOrder.get('w3');
  if (atW2 !== undefined && atW3 !== undefined) {
    say();
    say(`time an order at w3: ${(atW3 / atW2).toFixed(2)} times that at w2`);
  }
}
