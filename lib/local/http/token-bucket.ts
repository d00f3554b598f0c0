import type { Throttle } from '../plan/local-plan.ts';

/** Takes a token if there is one: `burst` at most, refilled at `ratePerSecond`. The clock is milliseconds. */
export function createTokenBucket({ ratePerSecond, burst }: Throttle, now: () => number): () => boolean {
  let tokens = burst;
  let filledAt = now();
  return () => {
    const time = now();
    tokens = Math.min(burst, tokens + ((time - filledAt) / 1000) * ratePerSecond);
    filledAt = time;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
