import { describe, expect, test } from 'vitest';
import { finishRetention } from '../../../../../functions/domain/reports/finish-retention.ts';
import { addCustomer, emptyRetentionSummary } from '../../../../../functions/domain/reports/retention-summary.ts';
import type { RetentionCustomer } from '../../../../../functions/domain/reports/summary-parts.ts';
import {
  drawnReportCustomer,
  reportCustomer,
  reportDay,
  reportSettings,
  standingWith,
} from '../../../../support/report-customers.ts';

const currency = 'EUR';

function reportOf(
  customers: readonly RetentionCustomer[],
  options: Partial<Parameters<typeof finishRetention>[2]> = {},
) {
  const summary = emptyRetentionSummary(reportSettings);
  for (const customer of customers) addCustomer(summary, customer);
  return finishRetention(summary, undefined, { currency, ...options });
}

const ago = (days: number, spendMinor = 1_000) => ({ day: reportDay - days, spendMinor });
const figureOf = (report: ReturnType<typeof reportOf>, name: string) =>
  report.keyFigures.find((figure) => figure.name === name);

describe('key figures', () => {
  const customers = [
    reportCustomer('soon-again', [ago(500), ago(450), ago(10)]),
    reportCustomer('late-again', [ago(700), ago(500)]),
    reportCustomer('once', [ago(100)]),
    reportCustomer('new', [ago(5)]),
  ];

  test('count repurchase among those whose first purchase is long enough ago', () => {
    const report = reportOf(customers);
    expect(figureOf(report, 'repurchase-rate-90-days')).toMatchObject({ value: 1 / 3, n: 3 });
    expect(figureOf(report, 'repurchase-rate-365-days')).toMatchObject({ value: 1, n: 2 });
    expect(figureOf(report, 'retention-rate-365-days')).toMatchObject({ value: 1 / 2, n: 2 });
    expect(figureOf(report, 'active-customers')).toMatchObject({ value: 3, n: 4 });
    expect(figureOf(report, 'new-customers')).toMatchObject({ value: 1 });
    expect(figureOf(report, 'average-gap')).toMatchObject({ value: (490 + 200) / 3, n: 3 });
    expect(figureOf(report, 'returning-revenue-share')).toMatchObject({ value: 3 / 7 });
  });

  test('tell the change since the report before, and the share of guests where they were counted', () => {
    const previous = reportOf(customers.slice(0, 2));
    const guestOrders = { months: [{ month: 1, orderCount: 7, lineCount: 9, netSpendMinor: 500 }] };
    const report = reportOf(customers, { previous, guestOrders });
    expect(figureOf(report, 'customers')).toMatchObject({ value: 4, previous: 2, change: 2 });
    expect(figureOf(report, 'guest-order-share')).toMatchObject({ value: 0.5, n: 14, previous: null, change: null });
    expect(report.previousAsOfDay).toBe(reportDay);
  });
});

describe('cohorts', () => {
  test('mark customers from before and the running month, and keep both out of the mean', () => {
    // Months of 2026: day 20,780 is in November; 60 days before in September, 100 in August.
    const report = reportOf([
      reportCustomer('before', [ago(100, 5_000)]),
      reportCustomer('whole', [ago(60, 2_000), ago(30, 500), ago(1, 300)]),
      reportCustomer('whole too', [ago(61, 4_000)]),
      reportCustomer('running', [ago(2, 9_000)]),
    ]);
    const { rows, months } = report.cohortsByMonth;
    expect(months).toBe(4);
    expect(rows.map(({ kind, name, customers }) => [kind, name, customers])).toEqual([
      ['before', '2026-08', 1],
      ['cohort', '2026-09', 2],
      ['running', '2026-11', 1],
      ['mean', null, 2],
    ]);
    expect(rows[1]?.active).toEqual([2, 1, 1, null]);
    expect(rows[1]?.cumulativeNetPerCustomerMinor).toEqual([3_000, 3_250, 3_400, null]);
    expect(rows[1]?.runningMonth).toBe(2);
    expect(rows[3]?.cumulativeNetPerCustomerMinor).toEqual([3_000, 3_250, null, null]);
  });

  test('sum up categories beyond the twelve largest', () => {
    const customers = Array.from({ length: 40 }, (_, place) =>
      reportCustomer(`c${place}`, [{ ...ago(200), category: `category-${place % 15}` }]),
    );
    const { rows } = reportOf(customers).cohortsByCategory;
    expect(rows).toHaveLength(13);
    expect(rows.at(-1)).toMatchObject({ kind: 'other', customers: 6 });
    expect(rows.reduce((sum, row) => sum + row.customers, 0)).toBe(40);
  });
});

describe('customers who object to profiling', () => {
  test('count in totals and in no group, list or sample', () => {
    const atRisk = {
      valueAtRiskMinor: 900,
      lifetimeValue12MonthsDiscounted1PercentMinor: 1_000,
      group: 'loyal',
    } as const;
    const customer = reportCustomer('objects', [ago(50), ago(20)], {
      standing: standingWith(atRisk),
      group: { group: 'loyal', since: '2026-11-20', previousGroup: 'new' },
    });
    const shown = reportOf([customer]);
    const hidden = reportOf([{ ...customer, objects: true }]);
    expect(shown).toMatchObject({ movement: [{ from: 'new', to: 'loyal', customers: 1 }] });
    expect([shown.atRisk.length, shown.scatter.length, shown.lifetimeValue.customers]).toEqual([1, 1, 1]);
    expect(figureOf(hidden, 'customers')?.value).toBe(1);
    expect(hidden.groups.every(({ customers }) => customers === 0)).toBe(true);
    expect([hidden.atRisk, hidden.scatter, hidden.movement, hidden.rfm]).toEqual([[], [], [], []]);
    expect(hidden.lifetimeValue.customers).toBe(0);
    expect(hidden.notes.map(({ code }) => code)).toContain('objecting-customers');
  });
});

test('a list of customers at risk is sorted by value, then by id', () => {
  const customers = ['b', 'a', 'c'].map((id) =>
    reportCustomer(id, [ago(99)], { standing: standingWith({ valueAtRiskMinor: id === 'c' ? 9 : 5 }) }),
  );
  expect(reportOf(customers).atRisk.map(({ customerId }) => customerId)).toEqual(['c', 'a', 'b']);
});

test('the report of a large shop with long names and ids stays under 300 KB', () => {
  const long = 'x'.repeat(100);
  const customers = Array.from({ length: 1_500 }, (_, seed): RetentionCustomer => {
    const drawn = drawnReportCustomer(seed, 30);
    const { activity, customerId } = drawn.summary;
    const firstCategory = activity.firstCategory === undefined ? undefined : `${long}${activity.firstCategory}`;
    const summary = {
      ...drawn.summary,
      customerId: `${long}${customerId}` as typeof customerId,
      netSpendMinor: drawn.summary.netSpendMinor * 1e9,
      activity: {
        ...activity,
        ...(firstCategory === undefined ? {} : { firstCategory }),
        months: activity.months.map((month) => ({ ...month, netSpendMinor: month.netSpendMinor * 1e9 })),
      },
    };
    return { ...drawn, summary };
  });
  expect(JSON.stringify(reportOf(customers)).length).toBeLessThan(300_000);
});
