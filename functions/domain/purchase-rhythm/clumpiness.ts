import { randomFor } from '../simulation/random.ts';

/**
 * How unevenly events lie in a window: H = 1 + sum of x_i ln x_i over ln(n+1), with x_i the n + 1 gaps between start,
 * events and end, each over N + 1. Clumpy is not bad, and H alone says little: what chance gives depends on n and N,
 * see `clumpinessThreshold`. O(events).
 * Source: Zhang, Bradlow & Small 2015, "Predicting Customer Value Using Clumpiness", Marketing Science 34(2).
 * @param times of events in periods from the start, 1 to `periods`, ascending and distinct
 * @param periods N, in which at most one event falls each
 * @returns 0 evenly spread to 1 all at one end; null without an event
 */
export function clumpiness(times: ArrayLike<number>, periods: number): number | null {
  if (times.length === 0) return null;
  let before = 0;
  let entropy = 0;
  for (let place = 0; place <= times.length; place += 1) {
    const time = times[place] ?? periods + 1;
    const share = (time - before) / (periods + 1);
    entropy -= share * Math.log(share);
    before = time;
  }
  return 1 - entropy / Math.log(times.length + 1);
}

/** Draws that a threshold is made of: its own error at 5% is then about half a point of probability. */
const defaultDraws = 2_000;

/** Level of the verdict: of customers who buy at random, so many are called clumpy. */
const level = 0.05;

/** Floyd's way of drawing distinct numbers from 1 to `periods`; ascending. O(events log events). */
function randomTimes(eventCount: number, periods: number, below: (limit: number) => number): Int32Array {
  const taken = new Set<number>();
  for (let last = periods - eventCount + 1; last <= periods; last += 1) {
    const time = 1 + below(last);
    taken.add(taken.has(time) ? last : time);
  }
  return Int32Array.from(taken).sort();
}

/**
 * The clumpiness that 5% of customers exceed who buy on any day with equal chance, by simulation. The same for the
 * same arguments everywhere: the stream of random numbers is seeded by them.
 * O(draws x events log events), such as 5 ms for 5 events and 90 ms for 200: to be asked for a customer, not for all.
 * @param eventCount n, 1 to `periods`
 * @param periods N
 * @param draws default 2,000
 */
export function clumpinessThreshold(eventCount: number, periods: number, draws = defaultDraws): number {
  const random = randomFor(eventCount, periods, draws);
  const drawn = Float64Array.from(
    { length: draws },
    () =>
      clumpiness(
        randomTimes(eventCount, periods, (limit) => random.below(limit)),
        periods,
      ) ?? 0,
  ).sort();
  return drawn[Math.ceil((1 - level) * draws) - 1] ?? 0;
}
