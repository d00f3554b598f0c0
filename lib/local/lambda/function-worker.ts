import { Worker } from 'node:worker_threads';
import type { FunctionPlan } from '../plan/local-plan.ts';
import { localRegion } from '../template/local-account.ts';
import { type InvocationResult, maximumPayloadBytes } from './invocation.ts';

/** Lambda gives 10 s; a laptop with all functions starting at once may need longer. */
const initMilliseconds = 30_000;

/** What `worker-bootstrap.mjs` posts. */
type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly errorType: string; readonly errorMessage: string }
  | { readonly kind: 'succeeded'; readonly requestId: string; readonly payloadText: string }
  | {
      readonly kind: 'failed';
      readonly requestId: string;
      readonly errorType: string;
      readonly errorMessage: string;
      readonly trace: readonly string[];
    };

export interface FunctionWorkerProps {
  readonly plan: FunctionPlan;
  readonly environment: Readonly<Record<string, string>>;
  /** Hears of each piece of output. */
  readonly onOutput: (text: string) => void;
}

interface Failure {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** One warm execution environment: one invocation at a time, until it fails to answer in time or dies. */
export class FunctionWorker {
  readonly #worker: Worker;
  readonly #props: FunctionWorkerProps;
  readonly #ready: Promise<Failure | undefined>;
  #settle: ((message: WorkerMessage | Failure) => void) | undefined;
  #usable = true;

  constructor(props: FunctionWorkerProps) {
    this.#props = props;
    const { plan } = props;
    this.#worker = new Worker(new URL('./worker-bootstrap.mjs', import.meta.url), {
      env: { ...props.environment },
      // Without these a worker takes over the loader and the flags this process was started with.
      execArgv: [],
      argv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: plan.memoryMegabytes },
      workerData: {
        ...plan.location,
        contextFields: {
          functionName: plan.name,
          functionVersion: '$LATEST',
          invokedFunctionArn: plan.arn,
          memoryLimitInMB: String(plan.memoryMegabytes),
          logGroupName: `/aws/lambda/${plan.name}`,
          logStreamName: localRegion,
        },
      },
    });
    this.#worker.stdout.on('data', (chunk: Buffer) => props.onOutput(String(chunk)));
    this.#worker.stderr.on('data', (chunk: Buffer) => props.onOutput(String(chunk)));
    this.#worker.on('message', (message: WorkerMessage) => this.#settle?.(message));
    this.#worker.on('error', (error) => this.#die({ errorType: error.name, errorMessage: error.message }));
    this.#worker.on('exit', (status) =>
      this.#die({ errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with error: exit status ${status}` }),
    );
    this.#ready = this.#awaitReady();
  }

  get usable(): boolean {
    return this.#usable;
  }

  async invoke(requestId: string, eventText: string): Promise<InvocationResult> {
    const unready = await this.#ready;
    if (unready) return { status: 'failed', requestId, ...unready };
    const { timeoutMilliseconds } = this.#props.plan;
    const seconds = (timeoutMilliseconds / 1000).toFixed(2);
    const message = await this.#next(
      timeoutMilliseconds,
      {
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
      },
      () =>
        this.#worker.postMessage({
          requestId,
          eventText,
          deadlineEpochMilliseconds: Date.now() + timeoutMilliseconds,
        }),
    );
    if ('kind' in message && message.kind === 'succeeded') return this.#succeeded(requestId, message.payloadText);
    const { errorType, errorMessage } = 'errorType' in message ? message : { errorType: 'Error', errorMessage: '' };
    if ('trace' in message) this.#props.onOutput(`${message.trace.join('\n')}\n`);
    return { status: 'failed', requestId, errorType, errorMessage };
  }

  async stop(): Promise<void> {
    this.#usable = false;
    await this.#worker.terminate();
  }

  #succeeded(requestId: string, payloadText: string): InvocationResult {
    if (Buffer.byteLength(payloadText) <= maximumPayloadBytes) return { status: 'succeeded', requestId, payloadText };
    return {
      status: 'failed',
      requestId,
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${maximumPayloadBytes} bytes).`,
    };
  }

  async #awaitReady(): Promise<Failure | undefined> {
    const message = await this.#next(initMilliseconds, {
      errorType: 'Sandbox.Timedout',
      errorMessage: `Error: the bundle did not load in ${initMilliseconds / 1000} seconds`,
    });
    if ('kind' in message && message.kind === 'ready') return undefined;
    this.#end();
    if ('kind' in message && message.kind === 'unusable') {
      return { errorType: 'Runtime.ImportModuleError', errorMessage: `${message.errorType}: ${message.errorMessage}` };
    }
    return 'errorType' in message ? message : { errorType: 'Runtime.Unknown', errorMessage: 'no answer' };
  }

  /** The worker's next message, or the failure that ended it; past the limit the worker is ended. */
  #next(limitMilliseconds: number, late: Failure, start?: () => void): Promise<WorkerMessage | Failure> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#settle?.(late);
        this.#end();
      }, limitMilliseconds);
      this.#settle = (message) => {
        this.#settle = undefined;
        clearTimeout(timer);
        resolve(message);
      };
      start?.();
    });
  }

  #die(failure: Failure): void {
    this.#usable = false;
    this.#settle?.(failure);
  }

  #end(): void {
    this.#usable = false;
    void this.#worker.terminate();
  }
}
