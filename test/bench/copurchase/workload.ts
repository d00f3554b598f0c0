import type { BasketRows } from '../../../functions/domain/copurchase/packed-baskets.ts';

export const workloadNames = ['w1', 'w2', 'w3'] as const;
export type WorkloadName = (typeof workloadNames)[number];

export interface Workload {
  readonly orders: number;
  readonly items: number;
  /** Lines of each order, or their mean where they are drawn geometrically. */
  readonly basketSize: number;
  readonly geometric: boolean;
}

export const workloads: Readonly<Record<WorkloadName, Workload>> = {
  w1: { orders: 22_000, items: 4_000, basketSize: 20, geometric: false },
  w2: { orders: 1_000_000, items: 100_000, basketSize: 5, geometric: true },
  w3: { orders: 10_000_000, items: 500_000, basketSize: 4, geometric: true },
};

const largestBasket = 100;
const zipfExponent = 1.05;
/** Items bought together more than by chance: half of an order's further lines are of the first one's cluster. */
const clusterLength = 100;
const sameClusterShare = 0.5;

/** Mulberry32: 0 to 1, the same for the same seed. */
function drawsOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws ranks 0 to length - 1 by Zipf's law (Walker 1977, alias method). */
function zipfDraws(length: number, draw: () => number): () => number {
  const share = new Float64Array(length);
  const alias = new Int32Array(length);
  let sum = 0;
  for (let rank = 0; rank < length; rank += 1) sum += (rank + 1) ** -zipfExponent;
  const small: number[] = [];
  const large: number[] = [];
  for (let rank = 0; rank < length; rank += 1) {
    share[rank] = ((rank + 1) ** -zipfExponent * length) / sum;
    ((share[rank] ?? 0) < 1 ? small : large).push(rank);
  }
  for (let low = small.pop(); low !== undefined; low = small.pop()) {
    const high = large.pop();
    if (high === undefined) {
      share[low] = 1;
      continue;
    }
    alias[low] = high;
    share[high] = (share[high] ?? 0) - (1 - (share[low] ?? 0));
    ((share[high] ?? 0) < 1 ? small : large).push(high);
  }
  return () => {
    const rank = Math.floor(draw() * length);
    return draw() < (share[rank] ?? 1) ? rank : (alias[rank] ?? 0);
  };
}

function shuffled(length: number, draw: () => number): Int32Array {
  const order = Int32Array.from({ length }, (_, index) => index);
  for (let index = length - 1; index > 0; index -= 1) {
    const other = Math.floor(draw() * (index + 1));
    const kept = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

/** Orders of distinct items, the same in every run and process, in shared memory. */
export function makeWorkload({ orders, items, basketSize, geometric }: Workload): BasketRows {
  const draw = drawsOf(20_261_122);
  const itemOfRank = shuffled(items, draw);
  const anyRank = zipfDraws(items, draw);
  const rankInCluster = zipfDraws(clusterLength, draw);
  const clusters = Math.ceil(items / clusterLength);
  const offsets = new Int32Array(new SharedArrayBuffer(4 * (orders + 1)));
  // Room for more than the mean; pages that are never written take no memory.
  const drawn = new Int32Array(new SharedArrayBuffer(4 * Math.ceil(orders * basketSize * 1.1 + largestBasket)));
  let length = 0;
  for (let order = 0; order < orders; order += 1) {
    const start = length;
    const size = geometric
      ? Math.min(largestBasket, 1 + Math.floor(Math.log(1 - draw()) / Math.log(1 - 1 / basketSize)))
      : basketSize;
    const first = anyRank();
    // Ranks that leave the same rest are a cluster, so each has items of all degrees of popularity.
    const cluster = first % clusters;
    for (let tries = 0; length - start < size && tries < 20 * size; tries += 1) {
      const inCluster = draw() < sameClusterShare;
      const rank = tries === 0 ? first : inCluster ? cluster + clusters * rankInCluster() : anyRank();
      if (rank >= items) continue;
      const item = itemOfRank[rank] ?? 0;
      let place = start;
      while (place < length && drawn[place] !== item) place += 1;
      if (place < length) continue;
      drawn[length] = item;
      length += 1;
    }
    offsets[order + 1] = length;
  }
  return { offsets, items: drawn.subarray(0, length) };
}
