import { toMajorUnits } from '../../functions/contracts/money.ts';
import { crossBuyingOf } from '../../functions/domain/purchase-rhythm/cross-buying.ts';
import { regularity } from '../../functions/domain/purchase-rhythm/regularity.ts';
import { bgNbd } from '../../functions/domain/repeat-buying/bg-nbd.ts';
import { mbgNbd } from '../../functions/domain/repeat-buying/mbg-nbd.ts';
import type { ModelFit } from '../../functions/domain/repeat-buying/model-fit.ts';
import { nbd } from '../../functions/domain/repeat-buying/nbd.ts';
import { type BuyerObservation, daysOfUnit } from '../../functions/domain/repeat-buying/observation.ts';
import { paretoNbd } from '../../functions/domain/repeat-buying/pareto-nbd.ts';
import type { RepeatModel } from '../../functions/domain/repeat-buying/repeat-model.ts';
import { buyerTimes, observationOf } from '../../functions/domain/standing/buyer-times.ts';
import type { CustomerModels } from '../../functions/domain/standing/customer-models.ts';
import type { AnalysedCustomer, AnalysedCustomers } from './analyse-customers.ts';
import { csvLine } from './csv-line.ts';
import { noonOf } from './transaction-facts.ts';

/** Null is not known: an empty cell. */
type Cell = string | number | boolean | null | undefined;

interface Column {
  readonly name: string;
  readonly cellOf: (customer: AnalysedCustomer, observation: BuyerObservation) => Cell;
}

const dateOf = (day: number | null | undefined): string | undefined =>
  day === undefined || day === null ? undefined : noonOf(day).slice(0, 10);

/** Enough digits to tell customers apart, few enough to read. */
const rounded = (value: number | null | undefined): number | undefined =>
  value === undefined || value === null ? undefined : Number(value.toPrecision(9));

/** Days ahead that each model foretells. */
const horizonsDays = [90, 365] as const;

function modelColumns<Parameter extends string>(
  model: RepeatModel<Parameter>,
  { parameters }: ModelFit<Parameter>,
  unitDays: number,
  holdoutDays: number | undefined,
): readonly Column[] {
  const horizons = [
    ...horizonsDays.map((days) => ({ days, name: `ExpectedPurchaseDaysNext${days}Days` })),
    ...(holdoutDays === undefined ? [] : [{ days: holdoutDays, name: 'ExpectedPurchaseDaysInHoldout' }]),
  ];
  return [
    {
      name: `${model.name}ProbabilityAlive`,
      cellOf: (_, buyer) => rounded(parameters && model.probabilityAlive(parameters, buyer)),
    },
    ...horizons.map(
      ({ days, name }): Column => ({
        name: `${model.name}${name}`,
        cellOf: (_, buyer) => rounded(parameters && model.expectedPurchaseDays(parameters, buyer, days / unitDays)),
      }),
    ),
  ];
}

/** The literature's inputs, in the unit of the models and in major units of money. */
const inputColumns = (models: CustomerModels): readonly Column[] => [
  { name: 'customerId', cellOf: ({ summary }) => summary.customerId },
  { name: 'x', cellOf: (_, { repeatPurchaseDays }) => repeatPurchaseDays },
  { name: 'ageAtLastOrder', cellOf: (_, { ageAtLastOrder }) => rounded(ageAtLastOrder) },
  { name: 'age', cellOf: (_, { age }) => rounded(age) },
  {
    name: 'spend',
    cellOf({ summary }, { repeatPurchaseDays: x }) {
      const { repeatSpendMinor } = summary.activity;
      return x === 0 ? 0 : rounded(repeatSpendMinor / x / models.minorUnitsPerMajorUnit);
    },
  },
  { name: 'unit', cellOf: () => models.unit },
];

const factColumns = (decimals: number): readonly Column[] => [
  { name: 'orders', cellOf: ({ summary }) => summary.orderCount },
  { name: 'purchaseDays', cellOf: ({ summary }) => summary.purchaseDayCount },
  { name: 'firstPurchaseDay', cellOf: ({ summary }) => dateOf(summary.activity.firstPurchaseDay) },
  { name: 'lastPurchaseDay', cellOf: ({ summary }) => dateOf(summary.activity.lastPurchaseDay) },
  { name: 'grossSpend', cellOf: ({ summary }) => toMajorUnits(summary.grossSpendMinor, decimals) },
  { name: 'netSpend', cellOf: ({ summary }) => toMajorUnits(summary.netSpendMinor, decimals) },
  { name: 'returnedUnits', cellOf: ({ summary }) => summary.returnedUnitCount },
  { name: 'categories', cellOf: ({ summary }) => crossBuyingOf(summary).categoryCount },
  { name: 'mainCategory', cellOf: ({ summary }) => crossBuyingOf(summary).mainCategory },
  { name: 'country', cellOf: ({ summary }) => summary.activity.country },
  {
    name: 'regularity',
    cellOf({ summary }) {
      const days = summary.activity.purchaseDays;
      return rounded(regularity(days.slice(1).map((day, place) => day - (days[place] ?? day))));
    },
  },
];

function standingColumns(decimals: number): readonly Column[] {
  const money = (minor: number | null): number | undefined =>
    minor === null ? undefined : toMajorUnits(Math.round(minor), decimals);
  return [
    { name: 'group', cellOf: ({ standing }) => standing.group },
    { name: 'basis', cellOf: ({ standing }) => standing.basis },
    { name: 'daysSinceLastOrder', cellOf: ({ standing }) => standing.daysSinceLastOrder },
    { name: 'usualGapDays', cellOf: ({ standing }) => rounded(standing.gaps?.medianDays) },
    { name: 'usualGapOf', cellOf: ({ standing }) => standing.gaps?.of },
    { name: 'daysLate', cellOf: ({ standing }) => rounded(standing.daysLate) },
    { name: 'nextOrderMedian', cellOf: ({ standing }) => dateOf(standing.nextOrder?.medianDay) },
    { name: 'nextOrderEarly80Percent', cellOf: ({ standing }) => dateOf(standing.nextOrder?.earlyDay) },
    { name: 'nextOrderLate80Percent', cellOf: ({ standing }) => dateOf(standing.nextOrder?.lateDay) },
    { name: 'isNew', cellOf: ({ standing }) => standing.isNew },
    { name: 'goneBecause', cellOf: ({ standing }) => standing.goneBecause },
    {
      name: 'probabilityOfOrderWithin365Days',
      cellOf: ({ standing }) => rounded(standing.probabilityOfOrderWithin365Days),
    },
    {
      name: 'expectedSpendPerPurchaseDay',
      cellOf: ({ standing }) => money(standing.expectedSpendPerPurchaseDayMinor),
    },
    {
      name: 'lifetimeValueNext12MonthsDiscounted1PercentAMonth',
      cellOf: ({ standing }) => money(standing.lifetimeValue12MonthsDiscounted1PercentMinor),
    },
    { name: 'valueAtRisk', cellOf: ({ standing }) => money(standing.valueAtRiskMinor) },
    { name: 'recencyClass', cellOf: ({ standing }) => standing.rfm?.recency },
    { name: 'frequencyClass', cellOf: ({ standing }) => standing.rfm?.frequency },
    { name: 'monetaryClass', cellOf: ({ standing }) => standing.rfm?.monetary },
  ];
}

function columnsOf({ models, settings }: AnalysedCustomers, decimals: number): readonly Column[] {
  const unitDays = daysOfUnit[models.unit];
  const { asOfDay, holdoutEndDay } = settings;
  const holdoutDays = holdoutEndDay === undefined ? undefined : holdoutEndDay - asOfDay;
  const later: Column = {
    name: 'actualPurchaseDaysInHoldout',
    cellOf: ({ laterPurchaseDays }) => laterPurchaseDays,
  };
  return [
    ...inputColumns(models),
    ...factColumns(decimals),
    ...standingColumns(decimals),
    ...modelColumns(mbgNbd, models.mbgNbd, unitDays, holdoutDays),
    ...modelColumns(bgNbd, models.bgNbd, unitDays, holdoutDays),
    ...modelColumns(paretoNbd, models.paretoNbd, unitDays, holdoutDays),
    ...modelColumns(nbd, models.nbd, unitDays, holdoutDays),
    ...(holdoutDays === undefined ? [] : [later]),
  ];
}

/** `customers.csv`: a header, and a row for each customer with a purchase. @param decimals of the currency */
export function* customerLines(analysed: AnalysedCustomers, decimals: number): Generator<string, void, undefined> {
  const columns = columnsOf(analysed, decimals);
  yield csvLine(columns.map(({ name }) => name));
  for (const customer of analysed.customers()) {
    const times = buyerTimes(customer.summary, analysed.settings.asOfDay);
    if (times === undefined) continue;
    const observation = observationOf(times, analysed.models.unit);
    yield csvLine(
      columns.map(({ cellOf }) => {
        const cell = cellOf(customer, observation);
        return typeof cell === 'boolean' ? String(cell) : (cell ?? undefined);
      }),
    );
  }
}
