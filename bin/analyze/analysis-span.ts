import { currencyDecimals } from '../../functions/contracts/money.ts';
import { HoldfastError } from '../../functions/domain/errors.ts';
import type { ModelUnit } from '../../functions/domain/repeat-buying/observation.ts';
import type { CustomerAnalysisSettings } from './analyse-customers.ts';
import { noonOf } from './transaction-facts.ts';

/** What a user asked for of an analysis, whatever the file. */
export interface AnalysisRequest {
  /** Folder to write to. */
  readonly out: string;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly unit: ModelUnit;
  /** The last day to learn from; default all days. From 1970-01-01. */
  readonly calibrationEnd?: number;
  /** File for what cannot be used. */
  readonly rejectedPath: string;
}

/** The days a file is of, from 1970-01-01. */
export interface Span {
  readonly firstDay: number;
  readonly lastDay: number;
  /** Day and moment that are looked at from where no end of calibration is given. */
  readonly asOfDay: number;
  readonly asOf: string;
}

/** An end of calibration outside of the file would leave nothing to learn from, or nothing to foretell. */
export function settingsFor(file: string, request: AnalysisRequest, span: Span): CustomerAnalysisSettings {
  const { currency, unit, calibrationEnd } = request;
  const terms = { unit, currency, minorUnitsPerMajorUnit: 10 ** currencyDecimals(currency) };
  if (calibrationEnd === undefined) return { ...terms, asOfDay: span.asOfDay, asOf: span.asOf };
  if (calibrationEnd > span.firstDay && calibrationEnd < span.lastDay) {
    return { ...terms, asOfDay: calibrationEnd, asOf: noonOf(calibrationEnd), holdoutEndDay: span.lastDay };
  }
  const [given, first, last] = [calibrationEnd, span.firstDay, span.lastDay].map((at) => noonOf(at).slice(0, 10));
  throw new HoldfastError(
    'analysis.calibration-end',
    `the end of calibration, ${given}, is not between the first and the last day of ${file}, ${first} and ${last}`,
    { details: { given, first, last } },
  );
}
