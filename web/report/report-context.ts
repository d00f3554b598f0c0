import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { RetentionReportView } from '../../functions/contracts/retention-report-view.ts';

export type TileView = NonNullable<RetentionReportView['tiles']>[string];
export type TileRow = TileView['rows'][number];

/** The report that is shown, and how a tile of it becomes a file. */
export interface ShownReport {
  readonly report: RetentionReportView;
  readonly download: (tile: string) => Promise<void>;
}

export const ReportContext = createContext<ShownReport | undefined>(undefined);

export function useReport(): ShownReport {
  const shown = useContext(ReportContext);
  if (shown === undefined) throw new Error('a tile is shown outside of a report');
  return shown;
}

/** A cell that is a number, or null: not known, or not happened. */
export const numberOf = (row: TileRow, column: string): number | null => {
  const cell = row[column];
  return typeof cell === 'number' ? cell : null;
};

export const textOf = (row: TileRow, column: string): string | null => {
  const cell = row[column];
  return typeof cell === 'string' ? cell : null;
};
