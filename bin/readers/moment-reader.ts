import * as z from 'zod';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { wallClockReader } from './wall-clock-time.ts';

const zonedTime = z.iso.datetime({ offset: true });
const day = /^\d{4}-\d{2}-\d{2}$/;
const decimalNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Epoch milliseconds of a time; one without a zone is taken for UTC. Undefined where the text is none. */
function timeReader(): (text: string) => number | undefined {
  const wallClock = wallClockReader('UTC');
  return (text) => {
    const epochMilliseconds = wallClock(day.test(text) ? `${text} 00:00` : text);
    if (epochMilliseconds !== undefined) return epochMilliseconds;
    const iso = text.replace(' ', 'T');
    if (zonedTime.safeParse(iso).success) return Date.parse(iso);
    return zonedTime.safeParse(`${iso}Z`).success ? Date.parse(`${iso}Z`) : undefined;
  };
}

function readNumber(text: string): number | undefined {
  const number = decimalNumber.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

const allowed = {
  time: 'a time such as 2026-03-01, 2026-03-01 10:00:00 or 2026-03-01T10:00:00Z',
  sequence: 'a number',
} as const;

/**
 * Makes a reader of a column that tells earlier from later: times as epoch milliseconds, or numbers as they are.
 * @returns a function of a cell and its line; throws HoldfastError `line.time` or `line.sequence`
 */
export function momentReader(path: string, kind: 'time' | 'sequence'): (text: string, lineNumber: number) => number {
  const read = kind === 'time' ? timeReader() : readNumber;
  return (text, lineNumber) => {
    const moment = read(text.trim());
    if (moment !== undefined) return moment;
    throw new HoldfastError(
      `line.${kind}`,
      `line ${lineNumber} of ${path} has ${JSON.stringify(text)} for its ${kind}; ${allowed[kind]} is needed`,
      { details: { line: lineNumber, value: text } },
    );
  };
}
