import type { BenchRuntime } from './bench-runtime.ts';

export interface Latency {
  readonly concurrency: number;
  readonly requests: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  readonly perSecond: number;
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Asks for recommendations of items drawn in turn, `concurrency` at a time, over connections that stay open. */
export async function measureReads(
  runtime: BenchRuntime,
  itemIds: readonly string[],
  requests: number,
  concurrency: number,
): Promise<Latency> {
  const durations: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < requests) {
      // 7,919 is prime, so all items come in turn and neighbours in the list are far apart.
      const itemId = itemIds[(next * 7_919) % itemIds.length] ?? '';
      next += 1;
      const startedAt = performance.now();
      const answer = await fetch(`${runtime.url}/v1/items/${encodeURIComponent(itemId)}/recommendations?limit=10`, {
        headers: { authorization: `Bearer ${runtime.keys.storefront}` },
      });
      await answer.arrayBuffer();
      durations.push(performance.now() - startedAt);
      if (answer.status !== 200) throw new Error(`recommendations of ${itemId} answered ${answer.status}`);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  durations.sort((left, right) => left - right);
  return {
    concurrency,
    requests,
    p50Milliseconds: quantile(durations, 0.5),
    p99Milliseconds: quantile(durations, 0.99),
    perSecond: requests / seconds,
  };
}
