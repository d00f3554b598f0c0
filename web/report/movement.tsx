import { useLanguage } from '../language/language.ts';
import { CrossTable } from './cross-table.tsx';
import { numberOf, textOf, useReport } from './report-context.ts';
import { Tile } from './tile.tsx';
import { wordOf } from './tile-words.ts';

const first = '';

/** Who came from which group into which. */
export function Movement() {
  const { texts } = useLanguage();
  const groups = (useReport().report.tiles?.groups?.rows ?? []).map((row) => textOf(row, 'group') ?? '');
  return (
    <Tile name="movement" isWide>
      {({ rows }) => {
        const from = [first, ...groups].filter((group) => rows.some((row) => (textOf(row, 'from') ?? first) === group));
        return (
          <CrossTable
            label={texts.movement.label}
            rowsAre={texts.movement.from}
            rows={from}
            columns={groups}
            nameOf={(group) => (group === first ? texts.movement.none : wordOf(texts, 'groups', group))}
            valueAt={(left, right) => {
              const row = rows.find((one) => (textOf(one, 'from') ?? first) === left && textOf(one, 'to') === right);
              return row === undefined ? null : numberOf(row, 'customers');
            }}
          />
        );
      }}
    </Tile>
  );
}
