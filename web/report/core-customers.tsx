import { areaY, lineY, link } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { PlotChart } from '../components/plot-chart.tsx';
import { useLanguage } from '../language/language.ts';
import type { TileRow } from './report-context.ts';
import { Tile } from './tile.tsx';

function Lorenz({ rows }: { readonly rows: readonly TileRow[] }) {
  const { texts, format } = useLanguage();
  const optionsAt = useCallback(() => {
    const axes = { x: 'customerShare', y: 'spendShare' };
    const write = (value: number) => format.wholeShare(value);
    return {
      height: 270,
      marginLeft: 48,
      marginTop: 28,
      marginRight: 28,
      marginBottom: 42,
      x: { domain: [0, 1], label: texts.lorenz.customers, tickFormat: write, ticks: 5 },
      y: { domain: [0, 1], label: texts.lorenz.spend, tickFormat: write, ticks: 5, grid: true },
      marks: [
        areaY(rows, { ...axes, fill: 'var(--series-1)', fillOpacity: 0.15 }),
        lineY(rows, { ...axes, stroke: 'var(--series-1)', strokeWidth: 2 }),
        link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: 'var(--quiet)', strokeDasharray: '4 4' }),
      ],
    };
  }, [rows, texts, format]);
  return <PlotChart label={texts.lorenz.label} optionsAt={optionsAt} />;
}

/** How spend is spread over customers. */
export const CoreCustomers = () => <Tile name="core-customers">{({ rows }) => <Lorenz rows={rows} />}</Tile>;
