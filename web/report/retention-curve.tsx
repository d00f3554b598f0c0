import { areaY, dot, lineY } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { PlotChart } from '../components/plot-chart.tsx';
import { useLanguage } from '../language/language.ts';
import type { TileRow } from './report-context.ts';
import { Tile } from './tile.tsx';

const isOfAll = ({ curve }: TileRow): boolean => curve === 'all cohorts';

function Curve({ rows }: { readonly rows: readonly TileRow[] }) {
  const { texts, format } = useLanguage();
  const optionsAt = useCallback(() => {
    const measured = rows.filter((row) => isOfAll(row) && row.source === 'measured');
    const fitted = rows.filter((row) => isOfAll(row) && row.source === 'fitted');
    const axes = { x: 'monthsSince', y: 'share' };
    return {
      height: 270,
      marginLeft: 48,
      marginTop: 28,
      marginBottom: 42,
      x: { label: texts.curve.months, tickFormat: (value: number) => format.count(value) },
      y: {
        domain: [0, 1],
        label: texts.curve.share,
        tickFormat: (value: number) => format.wholeShare(value),
        grid: true,
      },
      marks: [
        areaY(measured, { x: 'monthsSince', y1: 'low', y2: 'high', fill: 'var(--series-1)', fillOpacity: 0.2 }),
        lineY(measured, { ...axes, stroke: 'var(--series-1)', strokeWidth: 2 }),
        dot(measured, { ...axes, fill: 'var(--series-1)', r: 2.5 }),
        lineY(fitted, { ...axes, stroke: 'var(--series-2)', strokeDasharray: '5 4' }),
      ],
    };
  }, [rows, texts, format]);
  return (
    <>
      <PlotChart label={texts.curve.label} optionsAt={optionsAt} />
      <ul class="legend">
        <li class="series-1">{texts.curve.measured}</li>
        <li class="series-2 dashed">{texts.curve.fitted}</li>
      </ul>
    </>
  );
}

/** How many of a cohort are still there, month by month, with interval and the fitted model. */
export const RetentionCurve = () => <Tile name="retention-curve">{({ rows }) => <Curve rows={rows} />}</Tile>;
