import { useLanguage } from '../language/language.ts';
import { NamedBars } from './named-bars.tsx';
import { Tile } from './tile.tsx';
import { titleOf } from './tile-words.ts';

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
