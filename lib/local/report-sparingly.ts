import type { WriteLine } from './lambda/function-log.ts';

const quietMilliseconds = 10_000;
/** Lines remembered at most. */
const mostRemembered = 100;

/** Tells a line once in 10 s: a full disk fails a thousand writes in the same words. */
export function reportSparingly(report: WriteLine, now: () => number = Date.now): WriteLine {
  const toldAt = new Map<string, number>();
  return (line) => {
    const last = toldAt.get(line);
    if (last !== undefined && now() - last < quietMilliseconds) return;
    const [oldest] = toldAt.keys();
    if (toldAt.size >= mostRemembered && oldest !== undefined) toldAt.delete(oldest);
    toldAt.delete(line);
    toldAt.set(line, now());
    report(line);
  };
}
