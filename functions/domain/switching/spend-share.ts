import type { YearLine } from './customer-year.ts';
import { type Measurement, missing } from './signal.ts';

/** Share of spend on lines of some kind; undefined from `isOfKind` leaves a line out. */
export function spendShare(lines: readonly YearLine[], isOfKind: (line: YearLine) => boolean | undefined): Measurement {
  let lineCount = 0;
  let linesOfKind = 0;
  let spendMinor = 0;
  let ofKindMinor = 0;
  for (const line of lines) {
    const isOf = isOfKind(line);
    if (isOf === undefined) continue;
    lineCount += 1;
    spendMinor += line.spendMinor;
    if (!isOf) continue;
    linesOfKind += 1;
    ofKindMinor += line.spendMinor;
  }
  const inputs = { lines: lineCount, linesOfKind };
  if (lineCount === 0) return missing('too-little-evidence', 0, inputs);
  if (spendMinor <= 0) return missing('not-defined', lineCount, inputs);
  return { raw: ofKindMinor / spendMinor, evidence: lineCount, inputs, shrinks: true };
}
