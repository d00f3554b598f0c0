import { barX, ruleX, text } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { PlotChart } from '../components/plot-chart.tsx';
import { useLanguage } from '../language/language.ts';
import { numberOf, type TileRow } from './report-context.ts';
import { wordOf } from './tile-words.ts';

interface BarsProps {
  readonly rows: readonly TileRow[];
  /** Column that names a bar, the list its codes are of, and the column of its length. */
  readonly name: string;
  readonly list: 'states' | 'kinds' | 'signals' | 'exitReasons';
  readonly length: string;
  readonly isShare: boolean;
  readonly label: string;
}

/** A bar for each row that is named by a code. */
export function NamedBars({ rows, name, list, length, isShare, label }: BarsProps) {
  const { texts, format } = useLanguage();
  const optionsAt = useCallback(() => {
    const bars = rows.map((row) => ({
      shown: wordOf(texts, list, String(row[name])),
      value: numberOf(row, length),
      n: numberOf(row, 'customers'),
    }));
    return {
      height: 26 * bars.length + 40,
      marginLeft: 168,
      marginRight: 110,
      x: { axis: null, ...(isShare ? { domain: [0, 1] } : {}) },
      y: { domain: bars.map(({ shown }) => shown), label: null },
      marks: [
        barX(bars, { y: 'shown', x: 'value', fill: 'var(--series-1)', inset: 1 }),
        text(bars, {
          y: 'shown',
          x: 'value',
          textAnchor: 'start',
          dx: 4,
          text: ({ value, n }) => (isShare ? `${format.number(value, 2)} (n ${format.count(n)})` : format.count(value)),
        }),
        ruleX([0]),
      ],
    };
  }, [rows, name, list, length, isShare, texts, format]);
  return <PlotChart label={label} optionsAt={optionsAt} />;
}
