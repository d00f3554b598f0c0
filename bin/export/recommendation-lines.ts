import { stringify } from 'csv-stringify/sync';
import { type PersonalView, viewPersonal } from '../../functions/contracts/personal-view.ts';
import type { PersonalAnswer } from '../../functions/domain/personal/personal-answer.ts';

export const exportFormats = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const columns = [
  'customerId',
  'kind',
  'rank',
  'itemId',
  'name',
  'url',
  'imageUrl',
  'price',
  'source',
  'reasonCode',
  'reason',
  'becauseOf',
  'state',
  'dueOn',
  'recommendationId',
] as const;

/** What comes first in the file. */
export const headOf = (format: ExportFormat): string => (format === 'csv' ? `${columns.join(',')}\n` : '');

function rowsOf({ customerId, kind, recommendationId, recommendations }: PersonalView): readonly unknown[][] {
  return recommendations.map((entry) => {
    const { item, ...own } = entry;
    const cells: Readonly<Record<string, unknown>> = { customerId, kind, recommendationId, ...own, ...item };
    return columns.map((column) => cells[column]);
  });
}

/**
 * One customer's list as text: NDJSON, a line a list in the shape of the API; or CSV, a line an entry. A cell that a
 * spreadsheet would run as a formula gets an apostrophe before it, ids too.
 * @param decimals of the stage's currency
 */
export function linesOf(answer: PersonalAnswer, format: ExportFormat, decimals: number): string {
  const view = viewPersonal(answer, { withItems: true, decimals });
  if (format === 'ndjson') return `${JSON.stringify(view)}\n`;
  return stringify([...rowsOf(view)], { escape_formulas: true });
}
