import { currencyDecimals } from '../../functions/contracts/money.ts';
import { signalReason } from '../../functions/contracts/signal-reasons.ts';
import type { CustomerStanding } from '../../functions/domain/standing/customer-standing.ts';
import type { CustomerYear } from '../../functions/domain/switching/customer-year.ts';
import { signalsOf } from '../../functions/domain/switching/measure-signals.ts';
import { type Signal, signalNames } from '../../functions/domain/switching/signal.ts';
import {
  type SwitchingScores,
  switchingScores,
  switchingTypes,
} from '../../functions/domain/switching/switching-scores.ts';
import { actionOf, switchingStateOf } from '../../functions/domain/switching/switching-state.ts';
import { switchingWeights } from '../../functions/domain/switching/switching-weights.ts';
import type { ShopSignals } from '../signals/shop-signals.ts';
import type { AnalysedCustomers } from './analyse-customers.ts';
import { csvLine } from './csv-line.ts';
import type { AnalysisTable } from './recommendation-tables.ts';

const rounded = (value: number | null | undefined): number | undefined =>
  value === null || value === undefined ? undefined : Number(value.toPrecision(6));

interface OfCustomer {
  readonly standing: CustomerStanding;
  readonly lifetimeValueP80Minor: number | null;
}

function stateOf(year: CustomerYear, signals: readonly Signal[], scores: SwitchingScores, of: OfCustomer) {
  const { standing, lifetimeValueP80Minor } = of;
  const { gaps, daysSinceLastOrder, isNew, goneBecause } = standing;
  return switchingStateOf({
    scores,
    dealSeeking: signals.find(({ name }) => name === 'dealSeeking') ?? null,
    openComplaintCount: year.service.complaintWeight === null ? null : year.service.openComplaintCount,
    lastStars: year.ratings === null || year.ratings.count === 0 ? null : year.ratings.lastStars,
    isNew,
    isGone: goneBecause !== null,
    lifetimeValueMinor: standing.lifetimeValue12MonthsDiscounted1PercentMinor,
    lifetimeValueP80Minor,
    daysBeyondOwn80: gaps === null || daysSinceLastOrder === null ? null : daysSinceLastOrder - gaps.days80,
  });
}

/** The value that a fifth of customers exceed. */
function percentile80(values: readonly number[]): number | null {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(switchingWeights.states.valuableQuantile * sorted.length) - 1)] ?? null;
}

function* scoreLines({ years, context }: ShopSignals, analysed: AnalysedCustomers): Generator<string, void, undefined> {
  const standings = new Map<string, CustomerStanding>();
  for (const { summary, standing } of analysed.customers()) standings.set(summary.customerId, standing);
  const lifetimeValueP80Minor = percentile80(
    [...standings.values()].flatMap((standing) => standing.lifetimeValue12MonthsDiscounted1PercentMinor ?? []),
  );
  const scoreNames = ['switchingCost', 'hold', 'coverage', 'confidence', 'confidenceLevel', 'weightsVersion'];
  yield csvLine(['customerId', 'state', 'rule', 'action', ...switchingTypes, ...scoreNames]);
  for (const year of years()) {
    const standing = standings.get(year.customerId);
    if (standing === undefined) continue;
    const signals = signalsOf(year, context);
    const scores = switchingScores(signals, year.purchaseDays.length);
    const { state, rule } = stateOf(year, signals, scores, { standing, lifetimeValueP80Minor });
    yield csvLine([
      year.customerId,
      state,
      rule,
      actionOf[state],
      ...switchingTypes.map((type) => rounded(scores.types[type])),
      rounded(scores.switchingCost),
      rounded(scores.hold),
      rounded(scores.coverage),
      rounded(scores.confidence),
      scores.confidenceLevel,
      scores.version,
    ]);
  }
}

function* signalLines({ years, context }: ShopSignals, currency: string): Generator<string, void, undefined> {
  const money = { currency, decimals: currencyDecimals(currency) };
  yield csvLine(['customerId', 'signal', 'type', 'value', 'low80', 'high80', 'evidence', 'shopMean', 'reason']);
  for (const year of years()) {
    for (const signal of signalsOf(year, context)) {
      const { name, value, interval, evidence, shopMean, missing } = signal;
      // What the shop never sends is missing for all, and in the table of means.
      if (missing === 'not-sent') continue;
      const figures = [value, interval?.[0], interval?.[1], evidence, shopMean].map(rounded);
      yield csvLine([
        year.customerId,
        name,
        switchingWeights.signals[name].type,
        ...figures,
        signalReason(signal, money),
      ]);
    }
  }
}

function* meanLines({ context }: ShopSignals): Generator<string, void, undefined> {
  yield csvLine(['signal', 'type', 'weight', 'mean', 'customers']);
  for (const name of signalNames) {
    const { type, weight } = switchingWeights.signals[name];
    const known = context.means.get(name);
    yield csvLine([name, type, weight, rounded(known?.mean), known?.customerCount ?? 0]);
  }
}

/** The files about switching costs. */
export function signalTables(signals: ShopSignals, analysed: AnalysedCustomers): readonly AnalysisTable[] {
  return [
    { fileName: 'switching-costs.csv', lines: scoreLines(signals, analysed) },
    { fileName: 'signals.csv', lines: signalLines(signals, analysed.settings.currency) },
    { fileName: 'signal-means.csv', lines: meanLines(signals) },
  ];
}
