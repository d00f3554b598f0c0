import { Worker } from 'node:worker_threads';
import { HoldfastError } from '../../functions/domain/errors.ts';
import type { WorkerTask } from './worker-task.ts';

/** A worker thread that does one task at a time. */
export class TaskThread {
  readonly #worker = new Worker(new URL('./neighbour-worker.mjs', import.meta.url), { execArgv: [] });
  #failure: HoldfastError | undefined;
  #settle: (() => void) | undefined;

  constructor() {
    this.#worker.on('message', () => this.#settle?.());
    // Out of memory comes as an error too. It is kept: it may come while no task is at work.
    this.#worker.on('error', (cause: Error) => {
      this.#fail(new HoldfastError('copurchase.worker-failed', `a worker thread failed: ${cause.message}`, { cause }));
    });
    this.#worker.on('exit', (exitCode) => {
      this.#fail(new HoldfastError('copurchase.worker-ended', `a worker thread ended with exit code ${exitCode}`));
    });
  }

  /** @throws HoldfastError `copurchase.worker-failed`, `copurchase.worker-ended` where it is no more */
  async run(task: WorkerTask): Promise<void> {
    if (this.#failure === undefined) {
      await new Promise<void>((resolve) => {
        this.#settle = resolve;
        this.#worker.postMessage(task);
      });
      this.#settle = undefined;
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: HoldfastError): void {
    this.#failure ??= error;
    this.#settle?.();
  }
}
