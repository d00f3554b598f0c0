import { createWriteStream } from 'node:fs';

/** Receives the output of the functions, a line at a time, each tagged with its function. */
export type WriteLine = (line: string) => void;

/** Cuts the pieces of output of one function into tagged lines; a piece may end in the middle of a line. */
export function taggedLines(tag: string, write: WriteLine): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) write(`[${tag}] ${line}`);
  };
}

/** Appends to a file. A full disk costs log lines, not the runtime: it is told once. */
export function openLogFile(path: string, reportProblem: WriteLine): { write: WriteLine; close(): Promise<void> } {
  const stream = createWriteStream(path, { flags: 'a' });
  let failed = false;
  stream.on('error', (error) => {
    if (!failed) reportProblem(`cannot write the log ${path}: ${error.message}`);
    failed = true;
  });
  return {
    write: (line) => {
      if (!failed) stream.write(`${line}\n`);
    },
    close: () =>
      new Promise((resolve) => {
        if (failed || stream.destroyed) resolve();
        else stream.end(() => resolve());
      }),
  };
}
