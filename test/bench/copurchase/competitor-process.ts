import { createHash } from 'node:crypto';
import { maximumNeighbours } from '../../../functions/domain/copurchase/rank-neighbours.ts';
import type { Competitor, CompetitorInput } from './competitor.ts';
import { type DuckdbForm, duckdbCompetitor, duckdbForms } from './duckdb-competitor.ts';
import { kernelCompetitor } from './kernel-competitor.ts';
import { naiveCompetitor } from './naive-competitor.ts';
import { makeWorkload, type WorkloadName, workloads } from './workload.ts';

/** What a competitor's process answers to `run`. */
export interface CompetitorRun {
  readonly milliseconds: number;
  /** Processor time of all threads: steadier than wall time where others use the machine too. */
  readonly processorMilliseconds: number;
  /** Most memory of the process so far, the lines as they were made included. */
  readonly peakBytes: number;
  /** Of the whole answer. */
  readonly digest: string;
}

const isDuckdbForm = (name: string): name is DuckdbForm => Object.hasOwn(duckdbForms, name);

async function startCompetitor(name: string, input: CompetitorInput): Promise<Competitor> {
  if (isDuckdbForm(name)) return duckdbCompetitor(name, input);
  if (name === 'naive') return naiveCompetitor(input);
  return kernelCompetitor(name === 'kernel-1' ? { ...input, threads: 1 } : input);
}

/** Each competitor has a process of its own, so that its memory is its own. */
const [, , name = '', workloadName = '', threads = '1'] = process.argv;
const workload = workloads[workloadName as WorkloadName];
const baskets = makeWorkload(workload);
const input = { baskets, itemCount: workload.items, limit: maximumNeighbours, threads: Number(threads) };
const competitor = await startCompetitor(name, input);

process.on('message', async (message) => {
  if (message === 'stop') process.exit(0);
  const startedAt = performance.now();
  const usedBefore = process.cpuUsage();
  await competitor.run();
  const milliseconds = performance.now() - startedAt;
  const used = process.cpuUsage(usedBefore);
  const processorMilliseconds = (used.user + used.system) / 1_000;
  const peakBytes = 1024 * process.resourceUsage().maxRSS;
  const { lengths, neighbours, sums } = await competitor.answer();
  const digest = createHash('sha256').update(lengths).update(neighbours).update(sums).digest('hex');
  const run: CompetitorRun = { milliseconds, processorMilliseconds, peakBytes, digest };
  process.send?.(run);
});
process.send?.('ready');
