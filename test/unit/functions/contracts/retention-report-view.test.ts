import { describe, expect, test } from 'vitest';
import { retentionTileTable } from '../../../../functions/contracts/retention/retention-tile-table.ts';
import { retentionTiles } from '../../../../functions/contracts/retention/retention-tiles.ts';
import { retentionReportSchema, viewRetentionReport } from '../../../../functions/contracts/retention-report-view.ts';
import { finishRetention } from '../../../../functions/domain/reports/finish-retention.ts';
import { addCustomer, emptyRetentionSummary } from '../../../../functions/domain/reports/retention-summary.ts';
import {
  drawnReportCustomer,
  reportCustomer,
  reportDay,
  reportSettings,
  standingWith,
} from '../../../support/report-customers.ts';

const money = { currency: 'EUR', decimals: 2 };

function viewOfShop() {
  const summary = emptyRetentionSummary(reportSettings);
  for (let seed = 0; seed < 80; seed += 1) addCustomer(summary, drawnReportCustomer(seed));
  const late = standingWith({
    valueAtRiskMinor: 1e7,
    daysSinceLastOrder: 74,
    gaps: { of: 'own', gapCount: 5, medianDays: 30, days80: 41, days95: 60 },
  });
  addCustomer(summary, reportCustomer('late', [{ day: reportDay - 74 }], { standing: late }));
  return viewRetentionReport(finishRetention(summary, undefined, { currency: 'EUR' }), money);
}

describe('the view of the retention report', () => {
  const view = viewOfShop();

  test('has every tile with definition, units and as-of, as its schema says', () => {
    expect(retentionReportSchema.safeParse(view).error).toBeUndefined();
    expect(Object.keys(view.tiles ?? {})).toEqual([...retentionTiles]);
    for (const tile of Object.values(view.tiles ?? {})) {
      expect(tile.definition.length).toBeGreaterThan(20);
      expect(tile.asOf).toBe(reportSettings.asOf);
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

  test('is empty before the first night', () => {
    expect(viewRetentionReport(undefined, money)).toEqual({ currency: 'EUR' });
    expect(retentionTileTable({ currency: 'EUR' }, 'groups')).toHaveLength(1);
  });
});

describe('a tile as a table', () => {
  const view = viewOfShop();

  test('has a header and rows as wide, each with as-of and definition', () => {
    for (const tile of retentionTiles) {
      const [header = [], ...rows] = retentionTileTable(view, tile);
      expect(header.slice(-3)).toEqual(['asOf', 'currency', 'tileDefinition']);
      for (const row of rows) {
        expect(row).toHaveLength(header.length);
        expect(row.slice(-3, -1)).toEqual([reportSettings.asOf, 'EUR']);
      }
    }
  });

  test('has numbers as numbers, so that one below 0 is not taken for a formula, and truths in words', () => {
    const rows = retentionTiles.flatMap((tile) => retentionTileTable(view, tile).slice(1));
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
