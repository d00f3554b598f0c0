import { errorText } from '../json.ts';
import type { Invoke } from '../lambda/invocation.ts';
import type { EventSourcePlan } from '../plan/local-plan.ts';
import { waitOrAbort } from './abortable-wait.ts';
import { eventText, type QueuedRecord } from './event-batch.ts';
import { type FailureCondition, keepFailedBatch } from './failure-folder.ts';
import { finishedRecords } from './partial-failure.ts';

export interface DeliveryProps {
  readonly source: EventSourcePlan;
  readonly invoke: Invoke;
  readonly failuresDirectory: string;
  /** Wait before the first retry; doubles with each, up to a hundredfold. */
  readonly retryBackOffMilliseconds: number;
  readonly reportProblem: (line: string) => void;
  /** Told how many records are worked off, whichever way. */
  readonly onFinished: (records: number) => void;
}

interface Attempt {
  /** Records the function finished, from the first on. */
  readonly finished: number;
  readonly requestId: string;
}

const longestBackOffFactor = 100;

/**
 * Hands one batch to the function until every record is worked off: finished, or given up on and kept in the
 * failure folder. A failed batch is halved down to single records (halving costs no retry), the first half
 * before the second, so the order of a key holds. Only `signal` ends it early; what is not worked off by then
 * stays pending.
 */
export class BatchDelivery {
  readonly #props: DeliveryProps;
  readonly #signal: AbortSignal;

  constructor(props: DeliveryProps, signal: AbortSignal) {
    this.#props = props;
    this.#signal = signal;
  }

  async deliver(given: readonly QueuedRecord[]): Promise<void> {
    const { bisects, maximumRetryAttempts } = this.#props.source;
    let batch = given;
    let failures = 0;
    while (batch.length > 0 && !this.#signal.aborted) {
      batch = await this.#giveUpOnOld(batch, failures);
      if (batch.length === 0) return;
      const { finished, requestId } = await this.#attempt(batch);
      this.#props.onFinished(finished);
      batch = batch.slice(finished);
      // After some progress it is another record that stands first, and it has failed once.
      failures = finished > 0 ? 1 : failures + 1;
      if (batch.length === 0) return;
      const divisible = bisects && batch.length > 1;
      if (finished === 0 && divisible) return this.#halve(batch);
      if (!divisible && maximumRetryAttempts >= 0 && failures > maximumRetryAttempts) {
        return this.#giveUp(batch, 'RetryAttemptsExhausted', requestId, failures);
      }
      await this.#backOff(failures);
    }
  }

  async #halve(batch: readonly QueuedRecord[]): Promise<void> {
    const middle = Math.ceil(batch.length / 2);
    await this.deliver(batch.slice(0, middle));
    await this.deliver(batch.slice(middle));
  }

  async #attempt(batch: readonly QueuedRecord[]): Promise<Attempt> {
    const { source, invoke } = this.#props;
    const result = await invoke(eventText(batch));
    if (result.status === 'failed') return { finished: 0, requestId: result.requestId };
    const finished = source.reportsPartialFailures ? finishedRecords(batch, result.payloadText) : batch.length;
    return { finished, requestId: result.requestId };
  }

  async #giveUpOnOld(batch: readonly QueuedRecord[], failures: number): Promise<readonly QueuedRecord[]> {
    const { maximumRecordAgeSeconds } = this.#props.source;
    if (maximumRecordAgeSeconds < 0) return batch;
    const oldest = Date.now() - maximumRecordAgeSeconds * 1000;
    const fresh = batch.findIndex(({ arrivedEpochMilliseconds }) => arrivedEpochMilliseconds >= oldest);
    if (fresh === 0) return batch;
    const old = fresh < 0 ? batch : batch.slice(0, fresh);
    await this.#giveUp(old, 'RecordAgeExceeded', 'none', failures);
    return batch.slice(old.length);
  }

  /** A record is dropped only when it is safely in the failure folder: a full disk must not lose it. */
  async #giveUp(
    batch: readonly QueuedRecord[],
    condition: FailureCondition,
    requestId: string,
    invokeCount: number,
  ): Promise<void> {
    const { source, failuresDirectory, reportProblem, onFinished } = this.#props;
    const what = `${batch.length} record${batch.length === 1 ? '' : 's'} of ${source.table.name} for ${source.function.name}`;
    for (let tries = 1; source.keepsFailures && !this.#signal.aborted; tries += 1) {
      try {
        const epochMilliseconds = Date.now();
        await keepFailedBatch(failuresDirectory, {
          source,
          batch,
          condition,
          requestId,
          invokeCount,
          epochMilliseconds,
        });
        break;
      } catch (error) {
        if (tries === 1) reportProblem(`cannot keep ${what} in ${failuresDirectory}, trying on: ${errorText(error)}`);
        await this.#backOff(tries);
      }
    }
    if (this.#signal.aborted) return;
    reportProblem(
      `gave up on ${what} (${condition})${source.keepsFailures ? `, kept in ${failuresDirectory}` : ', dropped'}`,
    );
    onFinished(batch.length);
  }

  #backOff(failures: number): Promise<void> {
    const factor = Math.min(2 ** (failures - 1), longestBackOffFactor);
    return waitOrAbort(this.#props.retryBackOffMilliseconds * factor, this.#signal);
  }
}
