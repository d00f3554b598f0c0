import { textHash } from '../attribution/text-hash.ts';
import { clumpiness } from '../purchase-rhythm/clumpiness.ts';
import { lastGapShare } from '../purchase-rhythm/population-regularity.ts';
import { regularity } from '../purchase-rhythm/regularity.ts';
import { addAmount, addAt } from './integer-sums.ts';
import { dateOfDay } from './report-dates.ts';
import type { RetentionCustomer, RetentionSummary, SampledCustomer } from './summary-parts.ts';
import { binOf, classOf } from './value-bins.ts';

/** Rows of what is made of customers who do not object to profiling. */
export const scoreRows = {
  totals: 'scores',
  group: 'group/',
  /** `<from>/<to>`; from nothing for a customer's first group. */
  movement: 'movement/',
  rfm: 'rfm',
  alive: 'alive',
  lifetimeValue: 'lifetime-value',
  lifetimeValueBins: 'lifetime-value-bins',
  regularity: 'regularity',
} as const;

/** Places in `scores`; an amount takes two. Probabilities are counted in millionths, values in millionths of a minor unit. */
export const scorePlaces = {
  customers: 0,
  byModel: 1,
  byPlainRates: 2,
  alive: 3,
  aliveMillionths: 4,
  valued: 6,
  valueMillionths: 7,
  atRisk: 9,
  valueAtRiskMillionths: 10,
  isNew: 12,
  gone: 13,
  gapShares: 14,
  gapShareMillionths: 15,
  /** Squares of shares, in millionths of millionths. */
  gapShareSquares: 17,
} as const;

/** Places in a group's row. */
export const groupPlaces = { customers: 0, net: 1, valueAtRiskMillionths: 3, moved: 5 } as const;

/** Places for each pair of classes in `rfm`: customers, net spend. The recency class goes first, from 1. */
export const rfmStride = 3;
export const rfmPlace = (recency: number, frequency: number): number => ((recency - 1) * 5 + frequency - 1) * rfmStride;

export const aliveClasses = 10;
export const regularityClasses = 10;

const million = 1e6;
const inMillionths = (value: number): number => Math.round(value * million);
const rounded = (value: number | null): number | null => (value === null ? null : inMillionths(value) / million);

/** A group counts as changed in the last period when it did within as many days. */
const movementDays = 30;

let lastStart = { asOfDay: Number.NaN, date: '' };

/** The last day that is before the period; a report asks for one day only, but for every customer. */
function movementStart(asOfDay: number): string {
  if (lastStart.asOfDay !== asOfDay) lastStart = { asOfDay, date: dateOfDay(asOfDay - movementDays) };
  return lastStart.date;
}

/** Of ids, unlike the draws that models and experiments make of them. */
const sampleSeed = 0x5e11;

/** Equal parts of 0 to 1. */
const partOf = (share: number, parts: number): number => Math.max(0, Math.min(parts - 1, Math.floor(share * parts)));

function addToGroup({ settings, sums }: RetentionSummary, { summary, standing, group }: RetentionCustomer): void {
  const name = group?.group ?? standing.group;
  if (name === null) return;
  const row = sums.row(`${scoreRows.group}${name}`);
  addAt(row, groupPlaces.customers, 1);
  addAmount(row, groupPlaces.net, summary.netSpendMinor);
  addAmount(row, groupPlaces.valueAtRiskMillionths, inMillionths(standing.valueAtRiskMinor ?? 0));
  if (group === undefined || group.since <= movementStart(settings.asOfDay)) return;
  addAt(row, groupPlaces.moved, 1);
  addAt(sums.row(`${scoreRows.movement}${group.previousGroup ?? ''}/${name}`), 0, 1);
}

function addToValues({ sums }: RetentionSummary, { standing }: RetentionCustomer): void {
  const totals = sums.row(scoreRows.totals);
  const { probabilityAlive, lifetimeValue12MonthsDiscounted1PercentMinor: value, valueAtRiskMinor } = standing;
  if (probabilityAlive !== null) {
    addAt(totals, scorePlaces.alive, 1);
    addAmount(totals, scorePlaces.aliveMillionths, inMillionths(probabilityAlive));
    addAt(sums.row(scoreRows.alive), partOf(probabilityAlive, aliveClasses), 1);
  }
  if (value !== null) {
    addAt(totals, scorePlaces.valued, 1);
    addAmount(totals, scorePlaces.valueMillionths, inMillionths(value));
    addAt(sums.row(scoreRows.lifetimeValue), classOf(value), 1);
    addAt(sums.row(scoreRows.lifetimeValueBins), binOf(Math.round(value)), 1);
  }
  if (valueAtRiskMinor !== null) {
    addAt(totals, scorePlaces.atRisk, 1);
    addAmount(totals, scorePlaces.valueAtRiskMillionths, inMillionths(valueAtRiskMinor));
  }
}

function addToRhythm({ sums }: RetentionSummary, { summary }: RetentionCustomer): void {
  const { purchaseDays } = summary.activity;
  const share = lastGapShare(purchaseDays);
  if (share !== null) {
    const totals = sums.row(scoreRows.totals);
    const millionths = inMillionths(share);
    addAt(totals, scorePlaces.gapShares, 1);
    addAmount(totals, scorePlaces.gapShareMillionths, millionths);
    addAmount(totals, scorePlaces.gapShareSquares, millionths * millionths);
  }
  const gaps = purchaseDays.slice(1).map((day, place) => day - (purchaseDays[place] ?? day));
  const regular = regularity(gaps);
  if (regular !== null) addAt(sums.row(scoreRows.regularity), partOf((regular + 1) / 2, regularityClasses), 1);
}

function sampled(summary: RetentionSummary, customer: RetentionCustomer, hash: number): SampledCustomer {
  const { asOfDay } = summary.settings;
  const { standing, group } = customer;
  const { customerId, netSpendMinor, purchaseDayCount, activity } = customer.summary;
  const days = activity.purchaseDays.filter((day) => day <= asOfDay);
  const [firstHeld = asOfDay, ...later] = days;
  const clumped = clumpiness(
    later.map((day) => day - firstHeld),
    asOfDay - firstHeld,
  );
  return {
    hash,
    customerId,
    group: group?.group ?? standing.group,
    netSpendMinor,
    purchaseDayCount,
    daysSinceLastOrder: standing.daysSinceLastOrder,
    probabilityAlive: rounded(standing.probabilityAlive),
    lifetimeValue12MonthsDiscounted1PercentMinor: rounded(standing.lifetimeValue12MonthsDiscounted1PercentMinor),
    clumpiness: rounded(clumped),
    clumpinessEvents: later.length,
    clumpinessPeriods: asOfDay - firstHeld,
  };
}

function addToAtRisk({ atRisk }: RetentionSummary, { summary, standing, group }: RetentionCustomer): void {
  const { valueAtRiskMinor, gaps } = standing;
  if (valueAtRiskMinor === null || valueAtRiskMinor <= 0) return;
  atRisk.add({
    customerId: summary.customerId,
    valueAtRiskMinor: inMillionths(valueAtRiskMinor) / million,
    lifetimeValue12MonthsDiscounted1PercentMinor: rounded(standing.lifetimeValue12MonthsDiscounted1PercentMinor),
    probabilityAlive: rounded(standing.probabilityAlive),
    group: group?.group ?? standing.group,
    netSpendMinor: summary.netSpendMinor,
    purchaseDayCount: summary.purchaseDayCount,
    daysSinceLastOrder: standing.daysSinceLastOrder,
    daysLate: standing.daysLate,
    gapsOf: gaps?.of ?? null,
    gapMedianDays: gaps?.medianDays ?? null,
    gap80Days: gaps?.days80 ?? null,
  });
}

/** @param customer one who does not object to profiling */
export function addToScores(summary: RetentionSummary, customer: RetentionCustomer): void {
  const { standing, summary: facts } = customer;
  if (facts.activity.firstPurchaseDay === undefined || facts.purchaseDayCount < 1) return;
  const { sums, sample } = summary;
  const totals = sums.row(scoreRows.totals);
  addAt(totals, scorePlaces.customers, 1);
  if (standing.basis === 'model') addAt(totals, scorePlaces.byModel, 1);
  if (standing.basis === 'plain-rates') addAt(totals, scorePlaces.byPlainRates, 1);
  if (standing.isNew) addAt(totals, scorePlaces.isNew, 1);
  if (standing.goneBecause !== null) addAt(totals, scorePlaces.gone, 1);
  addToGroup(summary, customer);
  addToValues(summary, customer);
  addToRhythm(summary, customer);
  if (standing.rfm !== null) {
    const row = sums.row(scoreRows.rfm);
    const place = rfmPlace(standing.rfm.recency, standing.rfm.frequency);
    addAt(row, place, 1);
    addAmount(row, place + 1, facts.netSpendMinor);
  }
  const hash = textHash(facts.customerId, sampleSeed);
  if (sample.mayTake((last) => hash <= last.hash)) sample.add(sampled(summary, customer, hash));
  addToAtRisk(summary, customer);
}
