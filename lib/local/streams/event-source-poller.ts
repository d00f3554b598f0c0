import { createHash } from 'node:crypto';
import { maximumPayloadBytes } from '../lambda/invocation.ts';
import type { EventSourcePlan } from '../plan/local-plan.ts';
import { waitOrAbort } from './abortable-wait.ts';
import { BatchDelivery, type DeliveryProps } from './batch-delivery.ts';
import { batchLength, estimatedBytes, type QueuedRecord } from './event-batch.ts';
import type { RecordCandidate } from './stream-record.ts';

export type PollerProps = Omit<DeliveryProps, 'onFinished'>;

/** Records that must be handed over one batch after the other. */
interface Lane {
  records: QueuedRecord[];
  /** Of the records; kept along, since summing them at every arrival would be quadratic. */
  estimatedBytes: number;
  /** Wakes the lane when it waits for more records. */
  wake: (() => void) | undefined;
  running: boolean;
}

/** One event source: its own queue, so two readers of a table neither see nor delay each other. */
export class EventSourcePoller {
  readonly source: EventSourcePlan;
  readonly #delivery: BatchDelivery;
  readonly #lanes: readonly Lane[];
  readonly #abort = new AbortController();
  #pending = 0;
  #draining = false;

  constructor(props: PollerProps) {
    this.source = props.source;
    this.#delivery = new BatchDelivery(
      {
        ...props,
        onFinished: (records) => {
          this.#pending -= records;
        },
      },
      this.#abort.signal,
    );
    this.#lanes = Array.from({ length: props.source.parallelizationFactor }, () => ({
      records: [],
      estimatedBytes: 0,
      wake: undefined,
      running: false,
    }));
  }

  /** Records not yet worked off, those in flight among them. */
  get pendingRecords(): number {
    return this.#pending;
  }

  wants(candidate: RecordCandidate): boolean {
    return this.source.filter(candidate);
  }

  offer(queued: QueuedRecord): void {
    const lane = this.#laneOf(queued);
    this.#pending += 1;
    lane.records.push(queued);
    lane.estimatedBytes += estimatedBytes(queued);
    if (this.#isFull(lane)) lane.wake?.();
    if (!lane.running) void this.#run(lane);
  }

  /** From now on batching windows are cut short. */
  drain(): void {
    this.#draining = true;
    for (const lane of this.#lanes) lane.wake?.();
  }

  /** Ends waiting and retrying; what is not worked off stays pending. */
  stop(): void {
    this.#abort.abort();
    this.drain();
  }

  #laneOf({ record }: QueuedRecord): Lane {
    const [first] = this.#lanes;
    const number =
      this.#lanes.length === 1
        ? 0
        : createHash('md5').update(JSON.stringify(record.dynamodb.Keys)).digest().readUInt32BE(0) % this.#lanes.length;
    const lane = this.#lanes[number] ?? first;
    if (!lane) throw new RangeError('an event source has at least one lane');
    return lane;
  }

  async #run(lane: Lane): Promise<void> {
    lane.running = true;
    while (lane.records.length > 0 && !this.#abort.signal.aborted) {
      await this.#gather(lane);
      const length = batchLength(lane.records, this.source.batchSize);
      const batch = lane.records.slice(0, length);
      lane.records = lane.records.slice(length);
      lane.estimatedBytes -= batch.reduce((sum, queued) => sum + estimatedBytes(queued), 0);
      await this.#delivery.deliver(batch);
    }
    lane.running = false;
  }

  #isFull(lane: Lane): boolean {
    return this.#draining || lane.records.length >= this.source.batchSize || lane.estimatedBytes >= maximumPayloadBytes;
  }

  /** Waits until the batch is full or the window, which began with the first record, is over. */
  async #gather(lane: Lane): Promise<void> {
    const [first] = lane.records;
    const end = (first?.arrivedEpochMilliseconds ?? 0) + this.source.windowMilliseconds;
    if (this.#isFull(lane) || Date.now() >= end) return;
    const full = new AbortController();
    lane.wake = () => full.abort();
    await waitOrAbort(end - Date.now(), full.signal);
    lane.wake = undefined;
  }
}
