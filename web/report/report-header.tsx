import { useLanguage } from '../language/language.ts';
import { numberOf, textOf, useReport } from './report-context.ts';
import { wordOf } from './tile-words.ts';

/** As of when, of whom, in which money, and what to beware of. */
export function ReportHeader() {
  const { texts, format } = useLanguage();
  const { report } = useReport();
  const figures = report.tiles?.['key-figures']?.rows ?? [];
  const customers = figures.find((row) => row.figure === 'customers');
  const notes = report.tiles?.['data-quality']?.rows ?? [];
  return (
    <header class="report-header">
      <h1>{texts.report.title}</h1>
      <dl class="facts">
        <div>
          <dt>{texts.report.asOf}</dt>
          <dd>{format.time(report.asOf)}</dd>
        </div>
        <div>
          <dt>{texts.report.customers}</dt>
          <dd>{format.count(customers === undefined ? null : numberOf(customers, 'value'))}</dd>
        </div>
        <div>
          <dt>{texts.report.currency}</dt>
          <dd>{report.currency}</dd>
        </div>
        <div>
          <dt>{texts.report.window}</dt>
          <dd>{texts.report.windowIs}</dd>
        </div>
        <div>
          <dt>{texts.report.clock}</dt>
          <dd>{texts.report.clockIs}</dd>
        </div>
      </dl>
      {notes.length > 0 && (
        <details class="quality">
          <summary>{texts.report.beware(format.count(notes.length))}</summary>
          <ul>
            {notes.map((row) => (
              <li key={textOf(row, 'note')}>{dataNote(texts, format, row)}</li>
            ))}
          </ul>
        </details>
      )}
    </header>
  );
}

function dataNote(
  texts: ReturnType<typeof useLanguage>['texts'],
  format: ReturnType<typeof useLanguage>['format'],
  row: Parameters<typeof textOf>[0],
): string {
  const code = textOf(row, 'note') ?? '';
  const words = wordOf(texts, 'dataNotes', code);
  if (words === code) return textOf(row, 'inWords') ?? code;
  return words
    .replace('{customers}', format.count(numberOf(row, 'customers')))
    .replace('{count}', format.count(numberOf(row, 'count')));
}
