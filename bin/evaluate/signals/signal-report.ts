import type { AddedAtDate, AddedValue } from '../../../functions/domain/validity/added-value.ts';
import type { FrequencyBand } from '../../../functions/domain/validity/frequency-bands.ts';
import type { ShockTest } from '../../../functions/domain/validity/shock-test.ts';
import { layOut } from '../lay-out.ts';
import type { SignalEvaluation } from './evaluate-signals.ts';

const whole = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const signed = (value: number, digits: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(digits)}`;
const chance = (value: number): string => (value < 0.001 ? '< .001' : value.toFixed(3).replace(/^0/, ''));

const statusWords: Readonly<Record<AddedAtDate['status'], string>> = {
  converged: '',
  separated: 'some are told with certainty',
  dependent: 'retells the baseline',
  failed: 'no fit',
  few: 'too few',
  'not-sent': 'not sent',
};

const verdictWords: Readonly<Record<AddedValue['verdict'], string>> = {
  adds: 'ADDS',
  'adds-nothing-seen': 'adds nothing that can be seen',
  misleads: 'MISLEADS: worse than without it',
  'cannot-tell': 'cannot tell',
  'not-sent': 'not sent by this file',
};

const names: Readonly<Partial<Record<AddedValue['name'], string>>> = {
  switchingCost: 'switching cost',
  allTypes: 'all five together',
};

function rowOf({ name, first, second, saved, verdict }: AddedValue): readonly string[] {
  const pValueOf = ({ pValue, status }: AddedAtDate) => (pValue === null ? statusWords[status] : chance(pValue));
  const { logOddsPerDeviation: effect } = second;
  return [
    names[name] ?? name,
    whole.format(second.knownCount),
    pValueOf(first),
    pValueOf(second),
    effect === null ? '' : `${signed(effect.value, 2)} (${signed(effect.low, 2)} to ${signed(effect.high, 2)})`,
    saved === null
      ? ''
      : `${signed(1000 * saved.mean, 1)} (${signed(1000 * saved.low, 1)} to ${signed(1000 * saved.high, 1)})`,
    verdictWords[verdict],
  ];
}

const headings = ['', 'known', 'p, first date', 'p, second', 'log-odds per deviation', 'saved per 1,000', 'verdict'];

function tableOf(added: readonly AddedValue[]): readonly string[] {
  const sent = added.filter(({ verdict }) => verdict !== 'not-sent');
  const unsent = added.filter(({ verdict }) => verdict === 'not-sent').map(({ name }) => names[name] ?? name);
  return [
    ...(sent.length === 0 ? [] : layOut([headings, ...sent.map(rowOf)])),
    ...(unsent.length === 0 ? [] : [`not sent by this file: ${unsent.join(', ')}`]),
  ];
}

function shockLines(name: string, { status, ...test }: ShockTest): readonly string[] {
  if (status === 'none') return [`${name}: nothing that this file tells of went wrong within the 60 days before.`];
  const { shockedCount, boughtBelowMedian: below, boughtAboveMedian: above, interaction, pValue } = test;
  const shares =
    below === null || above === null
      ? ''
      : `; of those of lower switching cost ${percent.format(below)} bought again, of higher ${percent.format(above)}`;
  const found =
    interaction === null || pValue === null
      ? 'too few of them to tell more'
      : `a deviation of switching cost changes their log-odds by ${signed(interaction.value, 2)} (${signed(interaction.low, 2)} to ${signed(interaction.high, 2)}) beyond others’, p ${chance(pValue)}`;
  return [`${name}: ${whole.format(shockedCount)} customers${shares}; ${found}.`];
}

function bandRows(bands: readonly FrequencyBand[]): readonly string[] {
  const rows = bands.map(({ leastPurchaseDays: least, mostPurchaseDays: most, thirds }) => [
    most === null ? `${least} and more` : least === most ? `${least}` : `${least} to ${most}`,
    ...[0, 1, 2].map((place) => {
      const third = thirds[place];
      return third === undefined
        ? ''
        : `${percent.format(third.boughtShare)} of ${whole.format(third.customerCount)} (${third.meanSwitchingCost.toFixed(2)})`;
    }),
  ]);
  return layOut([['purchase days', 'lowest third', 'middle', 'highest third'], ...rows]);
}

/** The result in words and tables. */
export function signalText(evaluation: SignalEvaluation): string {
  const { path, withinDays, firstDate, secondDate, first, second, added, shock, bands, weightsVersion } = evaluation;
  const countsOf = ({ customerCount, boughtCount }: SignalEvaluation['first']): string =>
    `${whole.format(customerCount)} customers, ${whole.format(boughtCount)} of whom bought again within ${withinDays} days`;
  const ofKind = (kind: AddedValue['kind']) => tableOf(added.filter((one) => one.kind === kind));
  return [
    `${path}: what signals tell of who buys again, beyond the repeat model`,
    '',
    `First date ${firstDate}: ${countsOf(first)}.`,
    `Second date ${secondDate}: ${countsOf(second)}.`,
    `Everything is made of what was known at each date. Weights are of version ${weightsVersion} and were not fitted to this file.`,
    'Beside: log-odds by the repeat model, frequency, spend, tenure as a spline, and what is not known.',
    'p is the chance of as good a fit where nothing is added. Saved: log-loss of 1,000 customers of the second date, by',
    'what the first taught, above 0 for better, with 95%. To add, a signal saves surely and has p below .05 at the second date.',
    '',
    'Sums of signals',
    ...ofKind('composite'),
    '',
    'Kinds',
    ...ofKind('type'),
    '',
    'Signals, to weigh them by: one in twenty seems to add where none does',
    ...ofKind('signal'),
    '',
    'After something went wrong (late, faulty, out of stock, a complaint, a price that rose)',
    ...shockLines('First date', shock.first),
    ...shockLines('Second date', shock.second),
    '',
    'Bought again by switching cost, among customers of like frequency (mean switching cost)',
    ...bandRows(bands),
    '',
  ].join('\n');
}

export const signalJson = (evaluation: SignalEvaluation): string => `${JSON.stringify(evaluation, null, 2)}\n`;
