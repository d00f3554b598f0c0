import { useState } from 'preact/hooks';
import { useLanguage } from '../language/language.ts';
import { CrossTable } from './cross-table.tsx';
import { numberOf, type TileRow, textOf } from './report-context.ts';
import { Tile } from './tile.tsx';

function Matrix({ rows }: { readonly rows: readonly TileRow[] }) {
  const { texts, format } = useLanguage();
  const categories = [...new Set(rows.map((row) => textOf(row, 'category') ?? ''))];
  const [asked, setCategory] = useState(categories[0] ?? '');
  const category = categories.includes(asked) ? asked : (categories[0] ?? '');
  const shown = rows.filter((row) => row.category === category);
  const brands = [...new Set(shown.flatMap((row) => [textOf(row, 'fromBrand') ?? '', textOf(row, 'toBrand') ?? '']))];
  const at = (from: string, to: string) => shown.find((row) => row.fromBrand === from && row.toBrand === to);
  return (
    <>
      <div class="switches">
        <label>
          {texts.brands.category}
          <select value={category} onChange={(event) => setCategory(event.currentTarget.value)}>
            {categories.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <CrossTable
        label={texts.brands.label(category)}
        rowsAre={texts.brands.from}
        rows={brands}
        columns={brands}
        nameOf={(brand) => brand}
        valueAt={(from, to) => {
          const row = at(from, to);
          return row === undefined ? null : numberOf(row, 'shareOfFrom');
        }}
        write={(share) => format.number(100 * share, 0)}
        hintAt={(from, to) => {
          const row = at(from, to);
          return row === undefined ? undefined : `n ${format.count(numberOf(row, 'choices'))}`;
        }}
      />
      <p class="hint">{texts.brands.hint}</p>
    </>
  );
}

/** From which brand to which, and what is beyond preference. */
export const BrandSwitching = () => (
  <>
    <Tile name="brand-inertia" isTable isWide />
    <Tile name="brand-switching">{({ rows }) => <Matrix rows={rows} />}</Tile>
    <Tile name="brands" isTable />
  </>
);
