import { barX, ruleX, text } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { PlotChart } from '../components/plot-chart.tsx';
import { useLanguage } from '../language/language.ts';
import { numberOf, type TileRow } from './report-context.ts';
import { Tile } from './tile.tsx';
import { titleOf, wordOf } from './tile-words.ts';

interface BarsProps {
  readonly rows: readonly TileRow[];
  /** Column that names a bar, the list its codes are of, and the column of its length. */
  readonly name: string;
  readonly list: 'states' | 'kinds' | 'signals';
  readonly length: string;
  readonly isShare: boolean;
  readonly label: string;
}

function NamedBars({ rows, name, list, length, isShare, label }: BarsProps) {
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

/** States, what holds and what pulls, and the signals it is made of. */
export function SwitchingCosts() {
  const { texts } = useLanguage();
  const label = (tile: string) => titleOf(texts, tile, undefined);
  return (
    <>
      <Tile name="states">
        {({ rows }) => (
          <NamedBars
            rows={rows}
            name="state"
            list="states"
            length="customers"
            isShare={false}
            label={label('states')}
          />
        )}
      </Tile>
      <Tile name="switching-costs">
        {({ rows }) => (
          <NamedBars rows={rows} name="kind" list="kinds" length="mean" isShare label={label('switching-costs')} />
        )}
      </Tile>
      <Tile name="signals" isWide>
        {({ rows }) => (
          <NamedBars rows={rows} name="signal" list="signals" length="mean" isShare label={label('signals')} />
        )}
      </Tile>
    </>
  );
}
