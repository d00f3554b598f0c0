import { HoldfastError } from '../../functions/domain/errors.ts';
import type { EventSourcePoller } from './streams/event-source-poller.ts';

const checkMilliseconds = 5;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Everything the streams still owe their readers. */
export class PendingWork {
  readonly #pollers: readonly EventSourcePoller[];
  #requeueing = false;

  constructor(pollers: readonly EventSourcePoller[]) {
    this.#pollers = pollers;
  }

  get records(): number {
    // While rows are being queued again nobody knows how many are to come, but it is more than none.
    return this.#pollers.reduce((sum, poller) => sum + poller.pendingRecords, this.#requeueing ? 1 : 0);
  }

  /** Counts as pending until `work` has ended well. */
  async requeue(work: () => Promise<void>): Promise<void> {
    this.#requeueing = true;
    await work();
    this.#requeueing = false;
  }

  async untilIdle(timeoutMilliseconds: number): Promise<void> {
    const deadline = Date.now() + timeoutMilliseconds;
    while (this.records > 0) {
      if (Date.now() > deadline) {
        throw new HoldfastError(
          'local.not-idle',
          `${this.records} records are still pending after ${timeoutMilliseconds} ms`,
          { details: Object.fromEntries(this.#pollers.map((p) => [p.source.logicalId, p.pendingRecords])) },
        );
      }
      await pause(checkMilliseconds);
    }
  }

  /** Works off what is pending without batching windows, for as long as that may take; true if nothing is left. */
  async drain(milliseconds: number): Promise<boolean> {
    for (const poller of this.#pollers) poller.drain();
    const deadline = Date.now() + milliseconds;
    while (this.records > 0 && Date.now() < deadline) await pause(checkMilliseconds);
    return this.records === 0;
  }

  stop(): void {
    for (const poller of this.#pollers) poller.stop();
  }
}
