import type { CategorySwitching, SwitchedBrand } from '../../domain/switching/brand-switching.ts';
import type { ExcessRepeat } from '../../domain/switching/repeat-total.ts';
import type { SwitchingReport } from '../../domain/switching/switching-report.ts';
import { type Column, type TileViewer, tileViewer } from './tile-definition.ts';

type BrandOfCategory = SwitchedBrand & { readonly category: string };
interface Switch {
  readonly category: string;
  readonly fromBrand: string;
  readonly toBrand: string;
  readonly choices: number;
  readonly shareOfFrom: number;
}

const lastYear = 'Of the last 365 days, a choice a day and category, where order lines name category and brand.';
const named = (brand: string | null | undefined): string => brand ?? '(other brands)';

const category: Column<{ readonly category: string }> = {
  name: 'category',
  unit: 'text',
  definition: 'Category of the items.',
  of: (row) => row.category,
};

const ofRepeats =
  (of: (repeats: ExcessRepeat) => number | null) =>
  ({ repeats }: CategorySwitching): number | null =>
    repeats === null ? null : of(repeats);

function* switchesOf({ category, brands, switches }: CategorySwitching): Generator<Switch> {
  for (const [from, row] of switches.entries()) {
    const all = row.reduce((sum, count) => sum + count, 0);
    for (const [to, choices] of row.entries()) {
      if (choices === 0) continue;
      const [fromBrand, toBrand] = [named(brands[from]?.brand), named(brands[to]?.brand)];
      yield { category, fromBrand, toBrand, choices, shareOfFrom: choices / all };
    }
  }
}

const brandNotes = ({ categories, leftOutCategoryCount }: SwitchingReport): readonly string[] => [
  ...(categories.length === 0 ? ['No order line of the last 365 days names both a category and a brand.'] : []),
  ...(leftOutCategoryCount === 0 ? [] : [`${leftOutCategoryCount} categories with fewer choices are left out.`]),
];

/** Tiles of how customers go from brand to brand. */
export const brandTiles = {
  'brand-inertia': tileViewer<CategorySwitching, SwitchingReport>({
    title: 'Do customers come back to brands?',
    definition: `${lastYear} A high repeat share is mostly preference: inertia is what is beyond the share that the same choices would give in any order.`,
    basis: 'measured',
    columns: [
      category,
      {
        name: 'customers',
        unit: 'count',
        definition: 'Customers who chose any brand of it.',
        of: ({ customerCount }) => customerCount,
      },
      {
        name: 'pairs',
        unit: 'count',
        definition: 'Choices with one before them.',
        of: ({ repeats }) => repeats?.pairCount ?? 0,
      },
      {
        name: 'repeatShare',
        unit: 'share',
        definition: 'Pairs of the same brand.',
        of: ofRepeats(({ repeatShare }) => repeatShare),
      },
      {
        name: 'expectedShare',
        unit: 'share',
        definition: 'The same of these choices in any order.',
        of: ofRepeats(({ expectedShare }) => expectedShare),
      },
      {
        name: 'inertia',
        unit: 'number',
        definition: '(repeats - expected) / (1 - expected); below 0 for who varies.',
        of: ofRepeats(({ inertia }) => inertia),
      },
      {
        name: 'pValue',
        unit: 'share',
        definition: 'Chance of as many repeats or more in any order.',
        of: ofRepeats(({ pValue }) => pValue),
      },
    ],
    rows: ({ categories }) => categories,
    notes: brandNotes,
  }),
  brands: tileViewer<BrandOfCategory, SwitchingReport>({
    title: 'Hard-core loyals and pull of brands',
    definition: `${lastYear} Who prefers a brand looks loyal here: read it beside inertia (Colombo & Morrison 1989).`,
    basis: 'modelled',
    columns: [
      category,
      {
        name: 'brand',
        unit: 'text',
        definition: 'Brand; all beyond the eleven most chosen together.',
        of: ({ brand }) => named(brand),
      },
      {
        name: 'choices',
        unit: 'count',
        definition: 'Days on which a customer chose it.',
        of: ({ choiceCount }) => choiceCount,
      },
      {
        name: 'customers',
        unit: 'count',
        definition: 'Customers who ever chose it.',
        of: ({ customerCount }) => customerCount,
      },
      {
        name: 'loyalShare',
        unit: 'share',
        definition:
          'Of those who chose it last, who would again whatever else there is; null of fewer than three brands.',
        of: ({ loyalShare }) => loyalShare,
      },
      {
        name: 'pull',
        unit: 'share',
        definition: 'Share of the choices of all others that it wins.',
        of: ({ pull }) => pull,
      },
    ],
    rows: ({ categories }) =>
      categories.flatMap(({ category: name, brands }) => brands.map((brand) => ({ ...brand, category: name }))),
    notes: brandNotes,
  }),
  'brand-switching': tileViewer<Switch, SwitchingReport>({
    title: 'From brand to brand',
    definition: lastYear,
    basis: 'measured',
    columns: [
      category,
      { name: 'fromBrand', unit: 'text', definition: 'Chosen last.', of: ({ fromBrand }) => fromBrand },
      { name: 'toBrand', unit: 'text', definition: 'Chosen next.', of: ({ toBrand }) => toBrand },
      { name: 'choices', unit: 'count', definition: 'How often.', of: ({ choices }) => choices },
      {
        name: 'shareOfFrom',
        unit: 'share',
        definition: 'Of all that was chosen after the first.',
        of: ({ shareOfFrom }) => shareOfFrom,
      },
    ],
    rows: ({ categories }) => categories.flatMap((one) => [...switchesOf(one)]),
    notes: brandNotes,
  }),
} as const satisfies Readonly<Record<string, TileViewer<SwitchingReport>>>;
