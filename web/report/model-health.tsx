import { barY, ruleY, text } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { PlotChart } from '../components/plot-chart.tsx';
import { useLanguage } from '../language/language.ts';
import { numberOf, type TileRow } from './report-context.ts';
import { Tile } from './tile.tsx';
import { columnHead } from './tile-words.ts';

function Bars({ rows }: { readonly rows: readonly TileRow[] }) {
  const { texts, format } = useLanguage();
  const optionsAt = useCallback(() => {
    const kinds = ['predictedPerBuyer', 'actualPerBuyer'] as const;
    const heads = kinds.map((kind) => columnHead(texts, kind));
    const bars = rows.flatMap((row) =>
      kinds.map((kind) => ({
        shown: texts.model.repeats(numberOf(row, 'fromRepeatPurchaseDays') ?? 0),
        kind: columnHead(texts, kind),
        value: numberOf(row, kind),
      })),
    );
    return {
      height: 250,
      marginLeft: 44,
      marginTop: 36,
      fx: { label: texts.model.classes, domain: [...new Set(bars.map(({ shown }) => shown))] },
      x: { axis: null, domain: heads },
      y: { grid: true, label: texts.model.days },
      color: { domain: heads, range: ['var(--series-2)', 'var(--series-1)'] },
      marks: [
        barY(bars, { fx: 'shown', x: 'kind', y: 'value', fill: 'kind' }),
        text(bars, { fx: 'shown', x: 'kind', y: 'value', text: ({ value }) => format.number(value, 2), dy: -7 }),
        ruleY([0]),
      ],
    };
  }, [rows, texts, format]);
  return (
    <>
      <PlotChart label={texts.model.label} optionsAt={optionsAt} />
      <ul class="legend">
        <li class="series-2">{columnHead(texts, 'predictedPerBuyer')}</li>
        <li class="series-1">{columnHead(texts, 'actualPerBuyer')}</li>
      </ul>
    </>
  );
}

/** What the model foretold against what came. */
export const ModelHealth = () => (
  <Tile name="model-health" isWide>
    {({ rows }) => <Bars rows={rows} />}
  </Tile>
);
