import { describe, expect, test } from 'vitest';
import { retentionTileTable } from '../../../../functions/contracts/retention/retention-tile-table.ts';
import { reportTiles } from '../../../../functions/contracts/retention/retention-tiles.ts';
import { switchingTileViewers } from '../../../../functions/contracts/retention/switching-tiles.ts';
import { retentionReportSchema, viewRetentionReport } from '../../../../functions/contracts/retention-report-view.ts';
import { finishRetention } from '../../../../functions/domain/reports/finish-retention.ts';
import { addCustomer, emptyRetentionSummary } from '../../../../functions/domain/reports/retention-summary.ts';
import {
  type SwitchingReport,
  SwitchingReportBuilder,
} from '../../../../functions/domain/switching/switching-report.ts';
import {
  drawnReportCustomer,
  reportCustomer,
  reportDay,
  reportSettings,
  standingWith,
} from '../../../support/report-customers.ts';

const money = { currency: 'EUR', decimals: 2 };
const nightOfSignals = '2026-04-01T04:50:00.000Z';

function switchingOf(brands: readonly Readonly<Record<string, readonly string[]>>[]): SwitchingReport {
  const builder = new SwitchingReportBuilder();
  const types = { procedural: 0.5, financial: null, relational: 0.25, alternatives: 0, dissatisfaction: 0 };
  for (const [place, ofCustomer] of brands.entries()) {
    const state = place === 0 ? 'core' : 'steady';
    builder.add({
      state,
      scores: { types },
      signals: [],
      isGone: place === 1,
      brands: new Map(Object.entries(ofCustomer)),
    });
  }
  return builder.report(nightOfSignals, new Map([['rhythm', { mean: 0.2, customerCount: 7 }]]));
}
const switching = switchingOf([
  { Tea: ['Alder', 'Alder', 'Brook', 'Corvid'], Cups: ['Corvid'] },
  { Tea: ['Alder', 'Brook', 'Brook'] },
]);

function viewOfShop() {
  const summary = emptyRetentionSummary(reportSettings);
  for (let seed = 0; seed < 80; seed += 1) addCustomer(summary, drawnReportCustomer(seed));
  const late = standingWith({
    valueAtRiskMinor: 1e7,
    daysSinceLastOrder: 74,
    gaps: { of: 'own', gapCount: 5, medianDays: 30, days80: 41, days95: 60 },
  });
  addCustomer(summary, reportCustomer('late', [{ day: reportDay - 74 }], { standing: late }));
  return viewRetentionReport(finishRetention(summary, undefined, { currency: 'EUR' }), switching, money);
}

describe('the view of the retention report', () => {
  const view = viewOfShop();

  test('has every tile with definition, units and as-of, as its schema says', () => {
    expect(retentionReportSchema.safeParse(view).error).toBeUndefined();
    expect(Object.keys(view.tiles ?? {})).toEqual([...reportTiles]);
    for (const tile of Object.values(view.tiles ?? {})) {
      expect(tile.definition.length).toBeGreaterThan(20);
      expect(tile.asOf).toMatch(/^\d{4}-/);
      for (const row of tile.rows) expect(Object.keys(row)).toEqual(tile.columns.map(({ name }) => name));
    }
  });

  test('tells silence in words and never that a customer will leave', () => {
    const [first] = view.tiles?.['at-risk']?.rows ?? [];
    expect(first).toMatchObject({
      customerId: 'late',
      valueAtRisk: 100_000,
      inWords: 'has not ordered for 74 days; usual gap 30, 4 of 5 gaps of this customer’s own at most 41',
    });
    expect(JSON.stringify(view)).not.toMatch(/will (churn|leave)/);
  });

  test('has states, kinds, signals and brands of the night of switching costs', () => {
    const rowsOf = (tile: string) => view.tiles?.[tile]?.rows;
    expect(view.tiles?.states?.asOf).toBe(nightOfSignals);
    expect(rowsOf('states')).toContainEqual({
      state: 'core',
      customers: 1,
      callsFor: 'reward and early access, no discount',
    });
    expect(rowsOf('switching-costs')).toContainEqual({ kind: 'relational', customers: 2, mean: 0.25 });
    expect(JSON.stringify(rowsOf('switching-costs'))).not.toContain('financial');
    expect(rowsOf('signals')).toEqual([{ signal: 'rhythm', kind: 'procedural', weight: 1, customers: 7, mean: 0.2 }]);
    // Of five pairs Alder and Brook are repeated once each.
    expect(rowsOf('brand-inertia')).toMatchObject([
      { category: 'Cups', customers: 1, pairs: 0, repeatShare: null, pValue: null },
      { category: 'Tea', customers: 2, pairs: 5, repeatShare: 0.4 },
    ]);
    expect(rowsOf('brands')).toContainEqual(expect.objectContaining({ category: 'Tea', brand: 'Alder', choices: 3 }));
    expect(rowsOf('brand-switching')).toContainEqual({
      category: 'Tea',
      fromBrand: 'Alder',
      toBrand: 'Brook',
      choices: 2,
      shareOfFrom: 0.666667,
    });
  });

  test('says where no brands are known, and how many categories it leaves out', () => {
    const tileOf = (report: SwitchingReport) => switchingTileViewers.brands(report, money);
    expect(tileOf(switchingOf([{}])).notes).toEqual([expect.stringContaining('No order line')]);
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, place) => [`c${place}`, ['a', 'b']]));
    expect(tileOf(switchingOf([many])).notes).toEqual(['3 categories with fewer choices are left out.']);
  });

  test('is empty before the first night', () => {
    expect(viewRetentionReport(undefined, undefined, money)).toEqual({ currency: 'EUR' });
    expect(retentionTileTable({ currency: 'EUR' }, 'groups')).toHaveLength(1);
  });
});

describe('a tile as a table', () => {
  const view = viewOfShop();

  test('has a header and rows as wide, each with as-of and definition', () => {
    for (const tile of reportTiles) {
      const [header = [], ...rows] = retentionTileTable(view, tile);
      expect(header.slice(-3)).toEqual(['asOf', 'currency', 'tileDefinition']);
      const { asOf } = view.tiles?.[tile] ?? {};
      for (const row of rows) {
        expect(row).toHaveLength(header.length);
        expect(row.slice(-3, -1)).toEqual([asOf, 'EUR']);
      }
    }
  });

  test('has numbers as numbers, so that one below 0 is not taken for a formula, and truths in words', () => {
    const rows = reportTiles.flatMap((tile) => retentionTileTable(view, tile).slice(1));
    const cells = rows.flat();
    expect(cells.some((cell) => typeof cell === 'number')).toBe(true);
    expect(cells.filter((cell) => typeof cell === 'string' && /^-\d/.test(cell))).toEqual([]);
    expect(new Set(cells.map((cell) => typeof cell))).toEqual(new Set(['string', 'number']));
  });

  test('leaves months that have not happened empty', () => {
    const [header = [], ...rows] = retentionTileTable(view, 'cohorts-by-month');
    const [net, kind, since] = ['net', 'kind', 'monthsSince'].map((name) => header.indexOf(name));
    const running = rows.filter((row) => row[kind ?? -1] === 'running month' && Number(row[since ?? -1]) > 0);
    expect(running.length).toBeGreaterThan(10);
    expect(new Set(running.map((row) => row[net ?? -1]))).toEqual(new Set(['']));
  });
});
