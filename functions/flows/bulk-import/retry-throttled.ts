import { HoldfastError } from '../../domain/errors.ts';

/** Waits of 50 ms doubling to 12.8 s: some half a minute in all, in which an on-demand table doubles its capacity. */
const maximumAttempts = 11;
const firstPauseMilliseconds = 50;
const longestPauseMilliseconds = 12_800;

/**
 * Works through a list until nothing is left over: `attempt` answers what is to be tried again, which waits for the
 * database longer each time.
 * @throws HoldfastError `import.throttled`, where something is still left over after the last attempt
 */
export async function retryThrottled<Entry>(
  pause: (milliseconds: number) => Promise<void>,
  entries: readonly Entry[],
  attempt: (entries: readonly Entry[]) => Promise<readonly Entry[]>,
): Promise<void> {
  let left = entries;
  for (let turn = 0; turn < maximumAttempts; turn += 1) {
    left = await attempt(left);
    if (left.length === 0) return;
    await pause(Math.min(firstPauseMilliseconds * 2 ** turn, longestPauseMilliseconds));
  }
  throw new HoldfastError(
    'import.throttled',
    `the database took no more writes: ${left.length} were refused ${maximumAttempts} times; it is too busy or cannot write (a local one says why where it runs, such as a full disk); run the import again later, it goes on where it stopped`,
  );
}
