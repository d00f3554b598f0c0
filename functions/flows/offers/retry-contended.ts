/** What waiting needs; injected, so that tests wait for nothing. */
export interface RetryDeps {
  readonly now: () => Date;
  /** 0 to below 1. */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

const maximumRetries = 5;
const maximumMilliseconds = 2_000;
const firstWaitMilliseconds = 25;
const longestWaitMilliseconds = 500;

/**
 * Tries something until it comes to a result, again at most 5 times and within 2 s. Waits in between up to 25 ms, 50,
 * 100 and so on, and how long is drawn: those who met once do not meet again.
 * Source of the draw: "full jitter", M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015.
 * @param attempt counts from 0; undefined for a try that others got in the way of
 * @returns undefined where every try failed
 */
export async function retryContended<Result>(
  { now, random, sleep }: RetryDeps,
  attempt: (count: number) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  const startedAt = now().getTime();
  for (let count = 0; ; count += 1) {
    const result = await attempt(count);
    if (result !== undefined || count === maximumRetries) return result;
    const waitMilliseconds = random() * Math.min(longestWaitMilliseconds, firstWaitMilliseconds * 2 ** count);
    if (now().getTime() - startedAt + waitMilliseconds > maximumMilliseconds) return undefined;
    await sleep(waitMilliseconds);
  }
}
