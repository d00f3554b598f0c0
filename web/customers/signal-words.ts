import type { CustomerSwitchingView } from '../../functions/contracts/customer-switching-view.ts';
import type { Language } from '../language/language.ts';

export type SignalView = CustomerSwitchingView['signals'][number];

/** Inputs of a reason as a language takes them: numbers written out where they can be. */
export interface ReasonInputs {
  readonly of: (name: string) => number;
  readonly text: (name: string) => string | undefined;
  readonly count: (name: string) => string;
  readonly decimal: (name: string) => string;
  readonly share: (name: string) => string;
  readonly money: (name: string) => string;
}

function inputsOf({ inputs }: SignalView, { format }: Language): ReasonInputs {
  const of = (name: string): number => {
    const value = inputs[name];
    return typeof value === 'number' ? value : 0;
  };
  return {
    of,
    text: (name) => (inputs[name] === undefined ? undefined : String(inputs[name])),
    count: (name) => format.count(of(name)),
    decimal: (name) => format.number(of(name), 1),
    share: (name) => format.share(of(name)),
    money: (name) => format.minorMoney(of(name)),
  };
}

/** Why a signal has its value, or none, in the reader's language. */
export function signalWords(language: Language, signal: SignalView): string {
  const { texts } = language;
  const reasons: Readonly<Record<string, (inputs: ReasonInputs) => string>> = texts.reasons;
  const missing: Readonly<Record<string, string>> = texts.missing;
  if (signal.value === null) return missing[signal.reasonCode] ?? signal.reason;
  return reasons[signal.signal]?.(inputsOf(signal, language)) ?? signal.reason;
}

/** Known signals that count, those farthest from the shop's mean first, by weight. */
export const leadingSignals = (signals: readonly SignalView[], count: number): readonly SignalView[] =>
  signals
    .filter(({ value, weight }) => value !== null && weight > 0)
    .map((signal) => ({ signal, lead: signal.weight * Math.abs((signal.value ?? 0) - (signal.shopMean ?? 0.5)) }))
    .sort((left, right) => right.lead - left.lead || (left.signal.signal < right.signal.signal ? -1 : 1))
    .slice(0, count)
    .map(({ signal }) => signal);
