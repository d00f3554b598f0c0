import type { RetentionReport } from '../../domain/reports/retention-report.ts';
import { toMajorUnits } from '../money.ts';

/** `money`: in the stage's currency. `share`: 0 to 1, as a rule. `number`: without a unit. */
export const columnUnits = ['text', 'flag', 'count', 'money', 'share', 'days', 'months', 'number'] as const;
export type ColumnUnit = (typeof columnUnits)[number];

export type Cell = string | number | boolean | null;

/** Minor units of money are turned into major ones by the unit of the column. */
export interface Column<Row> {
  readonly name: string;
  readonly unit: ColumnUnit;
  readonly definition: string;
  readonly of: (row: Row) => Cell;
}

/** Where a tile's numbers come from: counted from orders, expected by a model, or in part taken for granted. */
export const tileBases = ['measured', 'modelled', 'partly-assumed'] as const;
export type TileBasis = (typeof tileBases)[number];

export interface Money {
  readonly currency: string;
  readonly decimals: number;
}

export interface TileView {
  readonly title: string;
  readonly definition: string;
  readonly basis: TileBasis;
  readonly columns: Omit<Column<never>, 'of'>[];
  readonly rows: Record<string, Cell>[];
  readonly notes: string[];
}

export interface TileDefinition<Row, Report> {
  readonly title: string;
  /** Who is counted, over which time, and what to beware of. */
  readonly definition: string;
  readonly basis: TileBasis;
  readonly columns: readonly Column<Row>[];
  readonly rows: (report: Report) => readonly Row[];
  /** Single numbers of the tile and warnings, in words. */
  readonly notes?: (report: Report, money: Money) => readonly string[];
}

export type TileViewer<Report = RetentionReport> = (report: Report, money: Money) => TileView;

const rounded = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals;

/** Fractions of a minor unit, as means have, are rounded off. */
export const inMajorUnits = (minor: number, { decimals }: Money): number => toMajorUnits(Math.round(minor), decimals);

function shown(cell: Cell, unit: ColumnUnit, money: Money): Cell {
  if (typeof cell !== 'number') return cell;
  if (unit === 'money') return inMajorUnits(cell, money);
  if (unit === 'days') return rounded(cell, 1);
  return rounded(cell, 6);
}

/** Makes the view of a tile from what its columns say. */
export function tileViewer<Row, Report = RetentionReport>({
  rows,
  columns,
  notes,
  ...head
}: TileDefinition<Row, Report>): TileViewer<Report> {
  return (report, money) => ({
    ...head,
    columns: columns.map(({ name, unit, definition }) => ({ name, unit, definition })),
    rows: rows(report).map((row) =>
      Object.fromEntries(columns.map(({ name, unit, of }) => [name, shown(of(row), unit, money)])),
    ),
    notes: [...(notes?.(report, money) ?? [])],
  });
}
