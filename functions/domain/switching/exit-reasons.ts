import type { Signal, SignalName } from './signal.ts';

/** Why customers fell silent, as far as signals tell; in this order where two are as far above what is usual. */
export const exitReasons = [
  'service-failure',
  'stock-out',
  'price-pull',
  'category-drop',
  'natural-end',
  'unknown',
] as const;
export type ExitReason = (typeof exitReasons)[number];

const signalOf = {
  'service-failure': 'serviceFailures',
  'stock-out': 'stockOuts',
  'price-pull': 'dealSeeking',
  'category-drop': 'categoryDrop',
} as const satisfies Partial<Record<ExitReason, SignalName>>;
type SignalReason = keyof typeof signalOf;
const signalReasons = Object.keys(signalOf) as readonly SignalReason[];

export interface ExitReasonCount {
  readonly reason: ExitReason;
  /** Silent customers whose leading reason it is; null where nothing the shop sends could tell. */
  readonly customerCount: number | null;
  /** Active customers that silent ones are compared with; null where no signal tells the reason. */
  readonly activeCount: number | null;
}

export interface ExitReasons {
  /** Customers who fell silent. */
  readonly customerCount: number;
  readonly reasons: readonly ExitReasonCount[];
}

/** Values of a signal are counted in bins of a thousandth. */
const bins = 1_000;
/** A bin that stands for a value that is not known. */
const notKnown = bins + 1;
/** A rank among fewer tells nothing. */
const leastActive = 20;
const leastRank = 0.8;

const binOf = (signals: readonly Signal[], reason: SignalReason): number => {
  const value = signals.find(({ name }) => name === signalOf[reason])?.value ?? null;
  return value === null ? notKnown : Math.round(value * bins);
};

/**
 * Finds for each customer who fell silent what is farthest above what is usual among those who still buy. A signal leads
 * where the share of active customers strictly below it is greatest, from .8 on. Customers come in any order.
 * Memory: 8 bytes a silent customer.
 */
export class ExitReasonsBuilder {
  readonly #active = new Map<SignalReason, Uint32Array>(
    signalReasons.map((reason) => [reason, new Uint32Array(bins + 1)]),
  );
  #silent = new Uint16Array(4 * signalReasons.length);
  #silentCount = 0;

  /** @param isGone silent by the rules of states, whatever else holds */
  add(signals: readonly Signal[], isGone: boolean): void {
    if (!isGone) {
      for (const [reason, counts] of this.#active) {
        const bin = binOf(signals, reason);
        if (bin !== notKnown) counts[bin] = (counts[bin] ?? 0) + 1;
      }
      return;
    }
    const begin = this.#silentCount * signalReasons.length;
    if (begin + signalReasons.length > this.#silent.length) {
      const grown = new Uint16Array(2 * this.#silent.length);
      grown.set(this.#silent);
      this.#silent = grown;
    }
    for (const [place, reason] of signalReasons.entries()) this.#silent[begin + place] = binOf(signals, reason);
    this.#silentCount += 1;
  }

  /** O(silent customers). */
  build(): ExitReasons {
    const ranks = signalReasons.map((reason) => rankedBins(this.#active.get(reason) ?? new Uint32Array()));
    const counts = new Map<ExitReason, number>();
    for (let customer = 0; customer < this.#silentCount; customer += 1) {
      const found = ranks.map(({ shareBelow }, place) => {
        const bin = this.#silent[customer * signalReasons.length + place] ?? notKnown;
        return bin === notKnown ? 0 : (shareBelow?.[bin] ?? 0);
      });
      const greatest = Math.max(...found);
      const leading = greatest < leastRank ? undefined : signalReasons[found.indexOf(greatest)];
      const reason = leading ?? 'unknown';
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    return {
      customerCount: this.#silentCount,
      reasons: exitReasons.map((reason) => {
        const place = (signalReasons as readonly ExitReason[]).indexOf(reason);
        const activeCount = ranks[place]?.activeCount ?? null;
        const isTold = reason === 'unknown' || (activeCount !== null && activeCount >= leastActive);
        return { reason, activeCount, customerCount: isTold ? (counts.get(reason) ?? 0) : null };
      }),
    };
  }
}

/** The share of active customers below each bin; undefined of too few. */
function rankedBins(counts: Uint32Array): { readonly activeCount: number; readonly shareBelow?: Float64Array } {
  const activeCount = counts.reduce((sum, count) => sum + count, 0);
  if (activeCount < leastActive) return { activeCount };
  const shareBelow = new Float64Array(counts.length);
  let below = 0;
  for (const [bin, count] of counts.entries()) {
    shareBelow[bin] = below / activeCount;
    below += count;
  }
  return { activeCount, shareBelow };
}
