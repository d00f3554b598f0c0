import { dot } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { PlotChart } from '../components/plot-chart.tsx';
import { Empty } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';
import type { TileRow } from './report-context.ts';
import { Tile } from './tile.tsx';
import { columnHead, titleOf } from './tile-words.ts';

const value = 'lifetimeValue12MonthsDiscounted1Percent';

function Points({ known }: { readonly known: readonly TileRow[] }) {
  const { texts, format } = useLanguage();
  const optionsAt = useCallback(() => {
    return {
      height: 290,
      marginLeft: 48,
      marginTop: 28,
      marginRight: 28,
      marginBottom: 42,
      x: {
        type: 'log' as const,
        label: columnHead(texts, value),
        tickFormat: (amount: number) => (Number.isInteger(Math.log10(amount)) ? format.roundMoney(amount) : ''),
      },
      y: {
        domain: [0, 1],
        label: columnHead(texts, 'probabilityAlive'),
        tickFormat: (share: number) => format.wholeShare(share),
        grid: true,
      },
      marks: [dot(known, { x: value, y: 'probabilityAlive', fill: 'var(--series-1)', fillOpacity: 0.5, r: 3 })],
    };
  }, [known, texts, format]);
  return <PlotChart label={titleOf(texts, 'scatter', undefined)} optionsAt={optionsAt} />;
}

/** What customers are worth against whether they still buy. */
export function ValueScatter() {
  const { texts } = useLanguage();
  return (
    <Tile name="scatter">
      {({ rows }) => {
        const known = rows.filter((row) => Number(row[value]) > 0 && row.probabilityAlive !== null);
        return known.length === 0 ? <Empty>{texts.tile.empty}</Empty> : <Points known={known} />;
      }}
    </Tile>
  );
}
