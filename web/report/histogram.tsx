import { axisX, barY, ruleY, text } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { PlotChart } from '../components/plot-chart.tsx';
import { type Language, useLanguage } from '../language/language.ts';
import { numberOf, type TileRow, type TileView } from './report-context.ts';
import { Tile } from './tile.tsx';
import { columnHead, titleOf } from './tile-words.ts';

/** Names of the columns that a class goes from and to. */
const bounds = (columns: TileView['columns']): readonly [from: string, to: string] => {
  const [from, to] = columns.map(({ name }) => name).filter((name) => /^(from|to)/.test(name));
  return [from ?? 'from', to ?? 'to'];
};

const shortNumber = ({ tag }: Language, value: number): string =>
  new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 2 }).format(value);

function classWords(language: Language, row: TileRow, columns: TileView['columns']): string {
  const [fromColumn, toColumn] = bounds(columns);
  const [from, to] = [numberOf(row, fromColumn), numberOf(row, toColumn)];
  const write = (value: number) => shortNumber(language, value);
  if (from === null) return to === null ? '' : `< ${write(to)}`;
  if (to === null) return `${write(from)}+`;
  return from === to ? write(from) : `${write(from)}…${write(to)}`;
}

function Bars({ name, view }: { readonly name: string; readonly view: TileView }) {
  const language = useLanguage();
  const optionsAt = useCallback(
    (width: number) => {
      const { texts, format } = language;
      const bars = view.rows.map((row) => ({
        shown: classWords(language, row, view.columns),
        customers: numberOf(row, 'customers'),
      }));
      const isTight = width / bars.length < 64;
      return {
        height: 240,
        marginLeft: 52,
        marginTop: 36,
        marginBottom: isTight ? 62 : 36,
        x: { domain: bars.map(({ shown }) => shown), label: null },
        y: { label: columnHead(texts, 'customers'), grid: true, tickFormat: (value: number) => format.count(value) },
        marks: [
          axisX({ tickRotate: isTight ? -45 : 0, label: null }),
          barY(bars, { x: 'shown', y: 'customers', fill: 'var(--series-1)', inset: 1 }),
          text(bars, { x: 'shown', y: 'customers', text: ({ customers }) => format.count(customers), dy: -7 }),
          ruleY([0]),
        ],
      };
    },
    [language, view],
  );
  return <PlotChart label={titleOf(language.texts, name, view)} optionsAt={optionsAt} />;
}

/** Customers by class. */
export const Histogram = ({ name }: { readonly name: string }) => (
  <Tile name={name}>{(view) => <Bars name={name} view={view} />}</Tile>
);
