import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLanguage } from '../language/language.ts';

/** A column of a table on the page. */
export interface TableColumn<Row> {
  readonly key: string;
  readonly head: string;
  /** What the column means, shown on the heading. */
  readonly definition?: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
  /** What rows are sorted by; a column without it cannot be sorted by. Null comes last either way. */
  readonly sortedBy?: (row: Row) => number | string | null;
}

interface Props<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, place: number) => string;
  /** Rows a page. Default 25. */
  readonly pageSize?: number;
  /** The first column heads its row. Default true. */
  readonly hasRowHeads?: boolean;
  readonly className?: string;
}

interface Sorting {
  readonly key: string;
  readonly isDescending: boolean;
}

function compared(left: number | string | null, right: number | string | null, isDescending: boolean): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const order =
    typeof left === 'number' && typeof right === 'number' ? left - right : `${left}`.localeCompare(`${right}`);
  return isDescending ? -order : order;
}

function sortedRows<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  sorting: Sorting | undefined,
): readonly Row[] {
  const by = columns.find(({ key }) => key === sorting?.key)?.sortedBy;
  if (sorting === undefined || by === undefined) return rows;
  return [...rows].sort((left, right) => compared(by(left), by(right), sorting.isDescending));
}

function Heading<Row>({
  column: { key, head, definition, isNumber, sortedBy },
  sorting,
  onSort,
}: {
  readonly column: TableColumn<Row>;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting) => void;
}) {
  const direction = sorting?.key === key ? (sorting.isDescending ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" class={isNumber ? 'number' : undefined} title={definition} aria-sort={direction}>
      {sortedBy === undefined ? (
        head
      ) : (
        <button
          type="button"
          class="sort"
          onClick={() =>
            onSort({ key, isDescending: direction === undefined ? isNumber === true : direction === 'ascending' })
          }
        >
          {head}
          <span aria-hidden="true">{direction === undefined ? ' ↕' : direction === 'ascending' ? ' ↑' : ' ↓'}</span>
        </button>
      )}
    </th>
  );
}

/** A table that can be sorted and turned over page by page. Wide ones scroll within themselves. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  pageSize = 25,
  hasRowHeads = true,
  className,
}: Props<Row>) {
  const { texts, format } = useLanguage();
  const [sorting, setSorting] = useState<Sorting>();
  const [asked, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(asked, pages - 1);
  const shown = sortedRows(rows, columns, sorting).slice(page * pageSize, (page + 1) * pageSize);
  return (
    <div class={className}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="scrolls" tabIndex={0} aria-label={label}>
        <table>
          <caption class="for-readers">{label}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <Heading key={column.key} column={column} sorting={sorting} onSort={setSorting} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, place) => (
              <tr key={keyOf(row, page * pageSize + place)}>
                {columns.map(({ key, isNumber, cell }, at) =>
                  at === 0 && hasRowHeads ? (
                    <th key={key} scope="row" class={isNumber ? 'number' : undefined}>
                      {cell(row)}
                    </th>
                  ) : (
                    <td key={key} class={isNumber ? 'number' : undefined}>
                      {cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {pages > 1 && (
        <nav class="pages" aria-label={texts.table.pages(label)}>
          <button type="button" class="plain" disabled={page === 0} onClick={() => setPage(page - 1)}>
            {texts.table.before}
          </button>
          <span>{texts.table.page(format.count(page + 1), format.count(pages), format.count(rows.length))}</span>
          <button type="button" class="plain" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
            {texts.table.after}
          </button>
        </nav>
      )}
    </div>
  );
}
