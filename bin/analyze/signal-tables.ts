import { currencyDecimals } from '../../functions/contracts/money.ts';
import { signalReason } from '../../functions/contracts/signal-reasons.ts';
import { signalsOf } from '../../functions/domain/switching/measure-signals.ts';
import { signalNames } from '../../functions/domain/switching/signal.ts';
import { actionOf } from '../../functions/domain/switching/switching-state.ts';
import { switchingTypes, switchingWeights } from '../../functions/domain/switching/switching-weights.ts';
import type { ShopSignals } from '../signals/shop-signals.ts';
import type { AnalysedCustomers } from './analyse-customers.ts';
import { csvLine } from './csv-line.ts';
import type { AnalysisTable } from './recommendation-tables.ts';
import { switchingOfAll } from './switching-report-of.ts';

const rounded = (value: number | null | undefined): number | undefined =>
  value === null || value === undefined ? undefined : Number(value.toPrecision(6));

function* scoreLines(signals: ShopSignals, analysed: AnalysedCustomers): Generator<string, void, undefined> {
  const scoreNames = ['switchingCost', 'hold', 'coverage', 'confidence', 'confidenceLevel', 'weightsVersion'];
  yield csvLine(['customerId', 'state', 'rule', 'action', ...switchingTypes, ...scoreNames]);
  for (const { year, switching } of switchingOfAll(signals, analysed)) {
    const { scores, found } = switching;
    const { state, rule } = found;
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
