import { DataTable, type TableColumn } from '../components/data-table.tsx';
import { notKnown } from '../language/format.ts';
import { type Language, useLanguage } from '../language/language.ts';
import type { TileRow, TileView } from './report-context.ts';
import { columnDefinition, columnHead, rowKey, textCell } from './tile-words.ts';

type Column = TileView['columns'][number];

/** A key figure says the unit of its own value. */
const unitIn = (row: TileRow, { name, unit }: Column): string =>
  unit === 'number' && typeof row.unit === 'string' && name !== 'n' ? row.unit : unit;

function cellWords({ texts, format }: Language, tile: string, row: TileRow, column: Column): string {
  const cell = row[column.name];
  if (cell === null || cell === undefined || cell === '') return notKnown;
  if (typeof cell === 'boolean') return cell ? texts.table.yes : texts.table.no;
  if (typeof cell === 'number') return format.value(cell, unitIn(row, column));
  return column.name === 'cohort' ? format.month(cell) : textCell(texts, tile, column.name, cell);
}

/** All numbers of a tile. */
export function TileTable({
  name,
  view,
  title,
}: {
  readonly name: string;
  readonly view: TileView;
  readonly title: string;
}) {
  const language = useLanguage();
  const { texts } = language;
  const columns = view.columns.map((column): TableColumn<TileRow> => {
    const isText = column.unit === 'text' || column.unit === 'flag';
    return {
      key: column.name,
      head: columnHead(texts, column.name),
      definition: columnDefinition(texts, name, column.name, column.definition),
      isNumber: !isText,
      cell: (row) => cellWords(language, name, row, column),
      sortedBy: (row) => {
        const cell = row[column.name];
        return typeof cell === 'number' || typeof cell === 'string' ? cell : null;
      },
    };
  });
  return (
    <DataTable
      label={texts.tile.tableOf(title)}
      columns={columns}
      rows={view.rows}
      keyOf={(row, place) => `${place} ${rowKey(row, view.columns.slice(0, 3))}`}
    />
  );
}
