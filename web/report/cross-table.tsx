import { useLanguage } from '../language/language.ts';
import { heatClass } from './heat.ts';

interface Props {
  readonly label: string;
  readonly rowsAre: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly valueAt: (row: string, column: string) => number | null;
  readonly nameOf: (name: string) => string;
  readonly write?: (value: number) => string;
  readonly hintAt?: (row: string, column: string) => string | undefined;
}

/** Two ways of parting customers, one against the other; numbers in the cells, so that no colour is needed. */
export function CrossTable({ label, rowsAre, rows, columns, valueAt, nameOf, write, hintAt }: Props) {
  const { format } = useLanguage();
  const greatest = Math.max(0, ...rows.flatMap((row) => columns.map((column) => valueAt(row, column) ?? 0)));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="scrolls" tabIndex={0} aria-label={label}>
      <table class="heat-map">
        <caption class="for-readers">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{rowsAre}</th>
            {columns.map((column) => (
              <th key={column} scope="col" class="number">
                {nameOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{nameOf(row)}</th>
              {columns.map((column) => {
                const value = valueAt(row, column);
                return (
                  <td key={column} class={`number ${heatClass(value, greatest)}`} title={hintAt?.(row, column)}>
                    {value === null ? '' : (write ?? format.count)(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
