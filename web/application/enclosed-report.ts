import type { RetentionReportView } from '../../functions/contracts/retention-report-view.ts';

/** What a page that was mailed holds within itself. */
export interface EnclosedReport {
  readonly report: RetentionReportView;
  /** File the report was made of, as its maker called it. */
  readonly source: string;
}

/** Id of the script element that holds it, as JSON. */
export const enclosedElementId = 'holdfast-report';

/** The report in the page itself, or undefined in one that asks the API. */
export function readEnclosedReport(page: Document): EnclosedReport | undefined {
  const text = page.getElementById(enclosedElementId)?.textContent;
  return text ? (JSON.parse(text) as EnclosedReport) : undefined;
}
