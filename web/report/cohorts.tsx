import { useState } from 'preact/hooks';
import { notKnown } from '../language/format.ts';
import { type Language, useLanguage } from '../language/language.ts';
import { heatClass } from './heat.ts';
import { numberOf, type TileRow, type TileView, textOf, useReport } from './report-context.ts';
import { Tile } from './tile.tsx';
import { columnHead, wordOf } from './tile-words.ts';

const tables = ['month', 'category', 'channel', 'country'] as const;
const measures = ['activeShare', 'activeCustomers', 'net', 'cumulativeNetPerCustomer'] as const;
type Measure = (typeof measures)[number];

/** Cells of a row by months since. */
interface CohortRow {
  readonly name: string | null;
  readonly kind: string;
  readonly customers: number | null;
  readonly cells: ReadonlyMap<number, TileRow>;
}

function rowsOf({ rows }: TileView): readonly CohortRow[] {
  const found = new Map<string, CohortRow & { cells: Map<number, TileRow> }>();
  for (const row of rows) {
    const [name, kind] = [textOf(row, 'cohort'), textOf(row, 'kind') ?? 'cohort'];
    const key = `${kind} ${name}`;
    const known = found.get(key) ?? { name, kind, customers: numberOf(row, 'customers'), cells: new Map() };
    known.cells.set(numberOf(row, 'monthsSince') ?? 0, row);
    found.set(key, known);
  }
  return [...found.values()];
}

const rowName = ({ texts, format }: Language, { name, kind }: CohortRow): string => {
  const words = wordOf(texts, 'cohortKinds', kind);
  if (name === null) return words;
  return kind === 'cohort' ? format.month(name) : `${format.month(name)} (${words})`;
};

const cellWords = ({ format }: Language, value: number | null, measure: Measure): string => {
  if (value === null) return '';
  if (measure === 'activeShare') return format.number(100 * value, 0);
  if (measure === 'activeCustomers') return format.count(value);
  return format.number(value, 0);
};

function HeatMap({ view, measure }: { readonly view: TileView; readonly measure: Measure }) {
  const language = useLanguage();
  const { texts, format } = language;
  const rows = rowsOf(view);
  const months = Math.max(0, ...rows.flatMap(({ cells }) => [...cells.keys()]));
  // Month 0 is all of a cohort, or its first orders: beside it the months that matter would look alike.
  const isAgainstLater = measure === 'activeShare' || measure === 'activeCustomers';
  const compared = rows
    .filter(({ kind }) => kind !== 'weighted mean')
    .flatMap(({ cells }) => [...cells].filter(([month]) => month > 0 || !isAgainstLater));
  const greatest = Math.max(0, ...compared.map(([, cell]) => numberOf(cell, measure) ?? 0));
  const label = texts.cohorts.label(columnHead(texts, measure));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="scrolls" tabIndex={0} aria-label={label}>
      <table class="heat-map">
        <caption class="for-readers">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.cohorts.cohort}</th>
            <th scope="col" class="number">
              n
            </th>
            {Array.from({ length: months + 1 }, (_, month) => (
              <th key={month} scope="col" class="number">
                {format.count(month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.kind} ${row.name}`} class={row.kind === 'weighted mean' ? 'mean' : undefined}>
              <th scope="row">{rowName(language, row)}</th>
              <td class="number">{format.count(row.customers)}</td>
              {Array.from({ length: months + 1 }, (_, month) => {
                const cell = row.cells.get(month);
                const value = cell === undefined ? null : numberOf(cell, measure);
                const isRunning = cell?.isRunning === true;
                const n = cell === undefined ? null : numberOf(cell, 'n');
                return (
                  <td
                    key={month}
                    class={`number ${heatClass(value, greatest)}${isRunning ? ' running' : ''}`}
                    title={
                      value === null
                        ? texts.cohorts.notHappened
                        : `${isRunning ? `${texts.cohorts.running} ` : ''}n ${format.count(n)}`
                    }
                  >
                    {value === null ? <span class="for-readers">{notKnown}</span> : cellWords(language, value, measure)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Heat map of cohorts, with switches for what makes a cohort and for what is shown. */
export function Cohorts() {
  const { texts } = useLanguage();
  const { tiles } = useReport().report;
  const [by, setBy] = useState<(typeof tables)[number]>('month');
  const [measure, setMeasure] = useState<Measure>('activeShare');
  return (
    <Tile key={by} name={`cohorts-by-${by}`} isWide>
      {(view) => (
        <>
          <div class="switches">
            <label>
              {texts.cohorts.by}
              <select value={by} onChange={(event) => setBy(event.currentTarget.value as typeof by)}>
                {tables
                  .filter((table) => (tiles?.[`cohorts-by-${table}`]?.rows.length ?? 0) > 0)
                  .map((table) => (
                    <option key={table} value={table}>
                      {texts.cohorts.tables[table]}
                    </option>
                  ))}
              </select>
            </label>
            <label>
              {texts.cohorts.show}
              <select value={measure} onChange={(event) => setMeasure(event.currentTarget.value as Measure)}>
                {measures.map((name) => (
                  <option key={name} value={name}>
                    {texts.cohorts.measures[name]}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <HeatMap view={view} measure={measure} />
          <p class="hint">{texts.cohorts.months}</p>
        </>
      )}
    </Tile>
  );
}
