import { useLanguage } from '../language/language.ts';
import { NamedBars } from './named-bars.tsx';
import { Tile } from './tile.tsx';
import { titleOf } from './tile-words.ts';

/** Why customers fell silent, as far as anything tells. */
export function ExitReasons() {
  const { texts } = useLanguage();
  return (
    <Tile name="exit-reasons">
      {({ rows }) => (
        <NamedBars
          rows={rows}
          name="reason"
          list="exitReasons"
          length="customers"
          isShare={false}
          label={titleOf(texts, 'exit-reasons', undefined)}
        />
      )}
    </Tile>
  );
}
