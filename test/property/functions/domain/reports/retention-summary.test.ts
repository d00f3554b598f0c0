import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishRetention } from '../../../../../functions/domain/reports/finish-retention.ts';
import {
  addCustomer,
  emptyRetentionSummary,
  mergeRetentionSummaries,
  retentionSummaryText,
} from '../../../../../functions/domain/reports/retention-summary.ts';
import type { RetentionCustomer } from '../../../../../functions/domain/reports/summary-parts.ts';
import { drawnReportCustomer, reportSettings } from '../../../../support/report-customers.ts';

function summaryOf(customers: readonly RetentionCustomer[]) {
  const summary = emptyRetentionSummary(reportSettings);
  for (const customer of customers) addCustomer(summary, customer);
  return summary;
}

const pool = Array.from({ length: 700 }, (_, seed) => drawnReportCustomer(seed));
const customersOf = (seeds: readonly number[]) => seeds.flatMap((seed) => pool[seed] ?? []);
const seeds = fc.uniqueArray(fc.nat({ max: 699 }), { maxLength: 60 });
const parts = fc.tuple(seeds, fc.nat(), fc.nat()).map(([all, first, second]) => {
  const [low, high] = [first % (all.length + 1), second % (all.length + 1)].sort((left, right) => left - right);
  return [all.slice(0, low), all.slice(low, high), all.slice(high)] as const;
});

describe('the summary of customers', () => {
  test('merges in any grouping and order to the same bytes', () => {
    fc.assert(
      fc.property(parts, ([first, second, third]) => {
        const [a, b, c] = [first, second, third].map((part) => summaryOf(customersOf(part)));
        if (a === undefined || b === undefined || c === undefined) throw new Error('three parts');
        const left = retentionSummaryText(mergeRetentionSummaries(mergeRetentionSummaries(a, b), c));
        expect(retentionSummaryText(mergeRetentionSummaries(a, mergeRetentionSummaries(b, c)))).toBe(left);
        expect(retentionSummaryText(mergeRetentionSummaries(c, mergeRetentionSummaries(b, a)))).toBe(left);
        expect(retentionSummaryText(mergeRetentionSummaries(a, emptyRetentionSummary(reportSettings)))).toBe(
          retentionSummaryText(a),
        );
      }),
      { numRuns: 25 },
    );
  });

  test('is the same of all customers in any order and of any two halves', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          pool.map((_, seed) => seed),
          { minLength: 700, maxLength: 700 },
        ),
        fc.nat({ max: 700 }),
        (order, cut) => {
          const customers = customersOf(order);
          const merged = mergeRetentionSummaries(summaryOf(customers.slice(cut)), summaryOf(customers.slice(0, cut)));
          expect(retentionSummaryText(merged)).toBe(retentionSummaryText(summaryOf(pool)));
        },
      ),
      { numRuns: 5 },
    );
  });

  test('refuses to merge another day', () => {
    const other = emptyRetentionSummary({ ...reportSettings, asOfDay: 1 });
    expect(() => mergeRetentionSummaries(emptyRetentionSummary(reportSettings), other)).toThrow(/cannot be merged/);
  });
});

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('the finished report', () => {
  test('never holds NaN or infinity, and cells of cohorts add up to the net revenue', () => {
    fc.assert(
      fc.property(seeds, (drawn) => {
        const report = finishRetention(summaryOf(customersOf(drawn)), undefined, { currency: 'EUR' });
        expect(numbersIn(report).every(Number.isFinite)).toBe(true);
        const net = report.keyFigures.find(({ name }) => name === 'net-revenue')?.value;
        const rows = report.cohortsByMonth.rows.filter(({ kind }) => kind !== 'mean');
        expect(rows.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(net);
        for (const { kind, netMinor, netByMonthMinor } of rows) {
          if (kind === 'earlier') continue;
          expect(netByMonthMinor.reduce<number>((sum, cell) => sum + (cell ?? 0), 0)).toBe(netMinor);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('has null, never 0, where a month has not happened', () => {
    const report = finishRetention(summaryOf(pool), undefined, { currency: 'EUR' });
    const shown = report.cohortsByMonth.rows.filter(({ kind }) => kind === 'cohort' || kind === 'running');
    expect(shown.length).toBeGreaterThan(30);
    for (const { runningMonth, active, grossMinor, netByMonthMinor, cumulativeNetPerCustomerMinor } of shown) {
      for (const cells of [active, grossMinor, netByMonthMinor, cumulativeNetPerCustomerMinor]) {
        expect(cells.every((cell, month) => (cell === null) === month > (runningMonth ?? -1))).toBe(true);
      }
    }
  });

  test('has a Gini coefficient and a share of the top fifth within the bounds it states', () => {
    const powersFrom = (min: number, max: number) =>
      fc.array(
        fc.double({ min, max, noNaN: true }).map((power) => Math.round(10 ** power)),
        { minLength: 5, maxLength: 300 },
      );
    // The second kind of shop is within a bin or two, where binning loses most.
    const amounts = fc.oneof(powersFrom(0, 12), powersFrom(6, 6.01));
    fc.assert(
      fc.property(amounts, (spent) => {
        const [base] = pool;
        if (base === undefined) throw new Error('a customer');
        const customers = spent.map((netSpendMinor) => ({ ...base, summary: { ...base.summary, netSpendMinor } }));
        const { coreCustomers: core } = finishRetention(summaryOf(customers), undefined, { currency: 'EUR' });
        const ascending = [...spent].sort((left, right) => left - right);
        const total = ascending.reduce((sum, amount) => sum + amount, 0);
        const weighted = ascending.reduce(
          (sum, amount, place) => sum + (2 * (place + 1) - spent.length - 1) * amount,
          0,
        );
        const gini = weighted / (spent.length * total);
        expect(gini - (core.gini ?? Number.NaN)).toBeGreaterThan(-1e-9);
        expect(gini - (core.gini ?? Number.NaN)).toBeLessThanOrEqual(core.giniErrorBound + 1e-9);
        const top = spent.length / 5;
        const topSum = [...ascending]
          .reverse()
          .reduce((sum, amount, place) => sum + amount * Math.max(0, Math.min(1, top - place)), 0);
        const missed = topSum / total - (core.top20SpendShare ?? Number.NaN);
        expect(missed).toBeGreaterThan(-1e-9);
        expect(missed).toBeLessThanOrEqual(core.top20SpendShareErrorBound + 1e-9);
      }),
      { numRuns: 40 },
    );
  });
});
