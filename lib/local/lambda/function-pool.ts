import { randomUUID } from 'node:crypto';
import { FunctionWorker, type FunctionWorkerProps } from './function-worker.ts';
import type { InvocationResult } from './invocation.ts';

interface Waiting {
  readonly eventText: string;
  readonly resolve: (result: InvocationResult) => void;
}

/** The execution environments of one function: made when first needed, kept warm, at most `plan.concurrency`. */
export class FunctionPool {
  readonly #props: FunctionWorkerProps;
  readonly #idle: FunctionWorker[] = [];
  readonly #all = new Set<FunctionWorker>();
  readonly #waiting: Waiting[] = [];
  #stopped = false;

  constructor(props: FunctionWorkerProps) {
    this.#props = props;
  }

  /** Waits for a free environment where all are busy. Never rejects. */
  invoke(eventText: string): Promise<InvocationResult> {
    return new Promise((resolve) => {
      this.#waiting.push({ eventText, resolve });
      this.#serve();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const stopping = [...this.#all].map((worker) => worker.stop());
    this.#serve();
    await Promise.all(stopping);
  }

  #serve(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#stopped ? undefined : this.#freeWorker();
      if (!worker && !this.#stopped) return;
      const next = this.#waiting.shift();
      if (!next) return;
      if (worker) void this.#run(worker, next);
      else next.resolve(this.#notRunning());
    }
  }

  #freeWorker(): FunctionWorker | undefined {
    const warm = this.#idle.pop();
    if (warm?.usable) return warm;
    if (warm) {
      // It died between two invocations.
      this.#all.delete(warm);
      return this.#freeWorker();
    }
    if (this.#all.size >= this.#props.plan.concurrency) return undefined;
    const worker = new FunctionWorker(this.#props);
    this.#all.add(worker);
    return worker;
  }

  async #run(worker: FunctionWorker, { eventText, resolve }: Waiting): Promise<void> {
    const result = await worker.invoke(randomUUID(), eventText);
    if (result.status === 'failed') this.#props.onOutput(`${result.errorType}: ${result.errorMessage}\n`);
    if (worker.usable) this.#idle.push(worker);
    else this.#all.delete(worker);
    resolve(result);
    this.#serve();
  }

  #notRunning(): InvocationResult {
    return {
      status: 'failed',
      requestId: randomUUID(),
      errorType: 'Runtime.Stopped',
      errorMessage: 'the runtime stops',
    };
  }
}
