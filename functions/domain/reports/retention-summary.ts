import { HoldfastError } from '../errors.ts';
import { compareIds } from '../ids.ts';
import { addToCohorts } from './add-to-cohorts.ts';
import { addToFacts } from './add-to-facts.ts';
import { addToScores } from './add-to-scores.ts';
import { FirstEntries } from './first-entries.ts';
import { IntegerSums } from './integer-sums.ts';
import type { RetentionCustomer, RetentionSettings, RetentionSummary } from './summary-parts.ts';

/** Customers of the sample. */
export const sampleSize = 500;

/** Customers of the at-risk list. */
export const atRiskLimit = 100;

/** The zero of merging. */
export const emptyRetentionSummary = (settings: RetentionSettings): RetentionSummary => ({
  settings,
  sums: new IntegerSums(),
  sample: new FirstEntries(
    sampleSize,
    (left, right) => left.hash - right.hash || compareIds(left.customerId, right.customerId),
  ),
  atRisk: new FirstEntries(
    atRiskLimit,
    (left, right) => right.valueAtRiskMinor - left.valueAtRiskMinor || compareIds(left.customerId, right.customerId),
  ),
});

/** Adds a customer in place, in any order. O(months + purchase days) for a customer. */
export function addCustomer(summary: RetentionSummary, customer: RetentionCustomer): void {
  addToFacts(summary, customer);
  addToCohorts(summary, customer);
  if (!customer.objects) addToScores(summary, customer);
}

/**
 * Both together; each customer may be in one of them only. O(size of a summary), whatever the number of customers.
 * @throws HoldfastError `report.settings-differ`
 */
export function mergeRetentionSummaries(left: RetentionSummary, right: RetentionSummary): RetentionSummary {
  const [ours, theirs] = [left.settings, right.settings];
  if (ours.asOf !== theirs.asOf || ours.asOfDay !== theirs.asOfDay || ours.firstDay !== theirs.firstDay) {
    throw new HoldfastError(
      'report.settings-differ',
      `a summary as of ${ours.asOf} cannot be merged with one as of ${theirs.asOf}: day and oldest day must be equal`,
      { details: { left: ours, right: theirs } },
    );
  }
  const merged = emptyRetentionSummary(ours);
  for (const { sums, sample, atRisk } of [left, right]) {
    merged.sums.addAll(sums);
    merged.sample.addAll(sample);
    merged.atRisk.addAll(atRisk);
  }
  return merged;
}

/** A text that is equal exactly when two summaries are. */
export const retentionSummaryText = ({ settings, sums, sample, atRisk }: RetentionSummary): string =>
  JSON.stringify({
    asOf: settings.asOf,
    asOfDay: settings.asOfDay,
    firstDay: settings.firstDay ?? null,
    sums: sums.sorted(),
    sample: sample.entries,
    atRisk: atRisk.entries,
  });
