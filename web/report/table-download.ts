import { retentionTileTable } from '../../functions/contracts/retention/retention-tile-table.ts';
import type { RetentionReportView } from '../../functions/contracts/retention-report-view.ts';
import { handOver } from '../components/download.ts';

/** A text that a spreadsheet would run as a formula is quoted, as the API does. */
const cellText = (cell: string | number): string => {
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Makes the file of a tile in the page itself, for a page that asks nobody. */
export const tableDownload =
  (report: RetentionReportView) =>
  async (tile: string): Promise<void> => {
    const lines = retentionTileTable(report, tile as never).map((row) => row.map(cellText).join(','));
    handOver(new Blob(['\uFEFF', lines.join('\r\n'), '\r\n'], { type: 'text/csv' }), `${tile}.csv`);
  };
