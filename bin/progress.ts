import { Presets, SingleBar } from 'cli-progress';

/** Shows how far a piece of work is. */
export interface Progress {
  /** @param done in the unit of the total, never falling */
  update(done: number, total?: number): void;
  /** The work is done: the bar is left full, or a last line printed. */
  finish(): void;
  /** The work was cut off: nothing more is said. */
  stop(): void;
}

/** What a progress is written to. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface ProgressOptions {
  /** What is being done, such as `reading`. */
  readonly label: string;
  readonly total: number;
  /** Writes a number of the unit; default with thousands separated. */
  readonly show?: (value: number) => string;
  /** Default standard error, so that a command's result can be piped on. */
  readonly output?: ProgressOutput & NodeJS.WritableStream;
  /** Milliseconds since some moment; default the process's own clock. */
  readonly elapsedMilliseconds?: () => number;
}

/** A log of a job should not fill up, but a person who follows it should see that it lives. */
const lineIntervalMilliseconds = 3_000;

const thousands = new Intl.NumberFormat('en');
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** A bar on a terminal, a plain line every three seconds elsewhere. */
export function startProgress(options: ProgressOptions): Progress {
  const output = options.output ?? process.stderr;
  return output.isTTY === true ? startBar(options, output) : startLines(options, output);
}

function startBar(options: ProgressOptions, stream: NodeJS.WritableStream): Progress {
  const show = options.show ?? ((value: number) => thousands.format(value));
  const bar = new SingleBar(
    {
      stream,
      format: `${options.label.padEnd(16)} {bar} {percentage}% · {shown}`,
      fps: 8,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  let total = options.total;
  const shown = (done: number): { shown: string } => ({ shown: `${show(done)} of ${show(total)}` });
  bar.start(total, 0, shown(0));
  return {
    update(done, newTotal) {
      if (newTotal !== undefined && newTotal !== total) {
        total = newTotal;
        bar.setTotal(total);
      }
      bar.update(done, shown(done));
    },
    finish() {
      bar.update(total, shown(total));
      bar.stop();
    },
    stop: () => bar.stop(),
  };
}

function startLines(options: ProgressOptions, output: ProgressOutput): Progress {
  const show = options.show ?? ((value: number) => thousands.format(value));
  const elapsed = options.elapsedMilliseconds ?? (() => performance.now());
  const startedAt = elapsed();
  let lastLineAt = startedAt;
  let total = options.total;
  let lastSaid: number | undefined;
  const say = (done: number): void => {
    lastSaid = done;
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    const seconds = ((elapsed() - startedAt) / 1_000).toFixed(1);
    output.write(`${options.label}: ${show(done)} of ${show(total)} (${percent}%), ${seconds} s\n`);
  };
  return {
    update(done, newTotal) {
      total = newTotal ?? total;
      if (elapsed() - lastLineAt < lineIntervalMilliseconds) return;
      lastLineAt = elapsed();
      say(done);
    },
    finish() {
      if (lastSaid !== total) say(total);
    },
    stop: () => undefined,
  };
}
