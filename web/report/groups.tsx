import { barX, text } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { PlotChart } from '../components/plot-chart.tsx';
import { useLanguage } from '../language/language.ts';
import { numberOf, type TileRow } from './report-context.ts';
import { Tile } from './tile.tsx';
import { columnHead, wordOf } from './tile-words.ts';

function Bars({ rows }: { readonly rows: readonly TileRow[] }) {
  const { texts, format } = useLanguage();
  const optionsAt = useCallback(() => {
    const bars = rows.flatMap((row) => {
      const group = wordOf(texts, 'groups', String(row.group));
      const of = (column: string) => ({ group, of: columnHead(texts, column), share: numberOf(row, column) ?? 0 });
      return [
        { ...of('customerShare'), n: format.count(numberOf(row, 'customers')) },
        { ...of('revenueShare'), n: format.roundMoney(numberOf(row, 'netRevenue')) },
      ];
    });
    return {
      height: 46 * rows.length + 40,
      marginLeft: 8,
      marginRight: 130,
      axis: null,
      fy: { domain: [...new Set(bars.map(({ group }) => group))], axis: null, padding: 0.1 },
      x: { domain: [0, Math.max(...bars.map(({ share }) => share))] },
      y: { domain: [columnHead(texts, 'customerShare'), columnHead(texts, 'revenueShare')], insetTop: 14 },
      color: {
        domain: [columnHead(texts, 'customerShare'), columnHead(texts, 'revenueShare')],
        range: ['var(--series-1)', 'var(--series-2)'],
      },
      marks: [
        barX(bars, { fy: 'group', y: 'of', x: 'share', fill: 'of' }),
        text(bars, {
          fy: 'group',
          y: 'of',
          x: 'share',
          text: ({ share, n }) => `${format.share(share)} (${n})`,
          textAnchor: 'start',
          dx: 4,
        }),
        text([...new Set(bars.map(({ group }) => group))], {
          fy: (group: string) => group,
          text: (group: string) => group,
          frameAnchor: 'top-left',
          fontWeight: 600,
          dy: 0,
        }),
      ],
    };
  }, [rows, texts, format]);
  return (
    <>
      <PlotChart label={texts.groups.label} optionsAt={optionsAt} />
      <ul class="legend">
        <li class="series-1">{columnHead(texts, 'customerShare')}</li>
        <li class="series-2">{columnHead(texts, 'revenueShare')}</li>
      </ul>
    </>
  );
}

/** Groups by share of customers and of revenue. */
export const Groups = () => <Tile name="groups">{({ rows }) => <Bars rows={rows} />}</Tile>;
