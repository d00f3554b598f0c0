import type { RetentionReportView } from '../retention-report-view.ts';
import type { ReportTile } from './retention-tiles.ts';
import type { Cell } from './tile-definition.ts';

/** Numbers stay numbers: as a text a negative one would look like a formula, and be quoted as one. */
type TableCell = string | number;

const tableCell = (cell: Cell): TableCell => (typeof cell === 'number' ? cell : String(cell ?? ''));

/**
 * A tile as a table, a header first; what is not known is empty. Every row says the as-of instant, the currency and
 * the tile's definition, so that a file that is passed on explains itself. Before the first night, the header alone.
 */
export function retentionTileTable({ currency, tiles }: RetentionReportView, tile: ReportTile): readonly TableCell[][] {
  const view = tiles?.[tile];
  if (view === undefined) return [['asOf', 'currency', 'tileDefinition']];
  const tail = [view.asOf, currency, view.definition];
  return [
    [...view.columns.map(({ name }) => name), 'asOf', 'currency', 'tileDefinition'],
    ...view.rows.map((row) => [...view.columns.map(({ name }) => tableCell(row[name] ?? null)), ...tail]),
  ];
}
