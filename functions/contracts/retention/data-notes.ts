import type { DataNote, DataNoteCode } from '../../domain/reports/data-notes.ts';

const because = ({ reason }: DataNote): string => (reason === null ? '' : ` (${reason})`);

const words: Readonly<Record<DataNoteCode, (note: DataNote) => string>> = {
  'unmatched-returns': ({ count, customers }) =>
    `${count} units returned by ${customers} customers match no purchase: they reduce no amount.`,
  'other-currency': ({ count, customers }) =>
    `${count} orders of ${customers} customers are in another currency: they count as orders and are in no amount.`,
  'objecting-customers': ({ customers }) =>
    `${customers} customers object to profiling: they are in totals, cohorts and distributions of what was bought, and in no score, group, list or sample.`,
  'customers-without-purchase': ({ customers }) =>
    `${customers} customers have no order that was not cancelled: they are in none of the figures.`,
  'spend-of-zero-or-less': ({ customers }) =>
    `${customers} customers spent 0 or less after returns: the spend model and the Lorenz curve take it for nothing.`,
  'purchase-days-not-held': ({ customers }) =>
    `Of ${customers} customers only the latest purchase days are held: their rhythm is of those.`,
  'months-not-held': ({ customers }) =>
    `Of ${customers} customers only the latest months are held: earlier cells of cohorts are too low by theirs.`,
  'measures-not-known': ({ customers }) =>
    `Of up to ${customers} customers the days held do not tell whether they came again in time: they are left out of that rate.`,
  'purchases-after-as-of': ({ customers }) =>
    `${customers} customers have an order dated after the as-of day: it counts as of that day.`,
  'guests-not-counted': () => 'Guest orders were not counted: their share is not known.',
  'no-models': () => 'There are no models yet: nothing is foretold.',
  'short-history': (note) => `The history is too short for the model, so plain rates are used${because(note)}.`,
  'fit-failed': (note) => `The model could not be fitted, so plain rates are used${because(note)}.`,
  'no-spend-model': (note) => `There is no spend model, so the mean spend of the shop is used${because(note)}.`,
  'fitted-on-a-sample': ({ customers }) => `The models for comparison are fitted on a sample of ${customers} buyers.`,
};

/** A note of the report in plain words. */
export const noteInWords = (note: DataNote): string => words[note.code](note);
