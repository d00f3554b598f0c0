import { compareIds } from '../ids.ts';
import { loyalShares } from './loyal-shares.ts';
import { type ExcessRepeat, RepeatTotal } from './repeat-total.ts';

/** A brand of a category, or all that are not shown by themselves. */
export interface SwitchedBrand {
  /** Null for the brands beyond the eleven most chosen, taken together. */
  readonly brand: string | null;
  /** Days on which a customer chose it. */
  readonly choiceCount: number;
  /** Customers who ever chose it; null for brands taken together. */
  readonly customerCount: number | null;
  /** See `loyalShares`; null where it cannot be told. */
  readonly loyalShare: number | null;
  readonly pull: number | null;
}

/** How customers go from brand to brand within a category. */
export interface CategorySwitching {
  readonly category: string;
  /** Customers who chose any brand of it. */
  readonly customerCount: number;
  /** Most choices first, ties by name. */
  readonly brands: readonly SwitchedBrand[];
  /** Element [i][j]: choices of brand j after brand i, in the order of `brands`. */
  readonly switches: readonly (readonly number[])[];
  /** Null where no customer chose twice. */
  readonly repeats: ExcessRepeat | null;
}

/** Brands shown one by one; a matrix of more is not read. */
const maximumBrands = 12;

class CategoryCounter {
  readonly #choices = new Map<string, number>();
  readonly #customers = new Map<string, number>();
  readonly #switches = new Map<string, Map<string, number>>();
  readonly #repeats = new RepeatTotal();
  #customerCount = 0;

  add(brands: readonly string[]): void {
    this.#customerCount += 1;
    for (const brand of new Set(brands)) this.#customers.set(brand, (this.#customers.get(brand) ?? 0) + 1);
    for (const [place, brand] of brands.entries()) {
      this.#choices.set(brand, (this.#choices.get(brand) ?? 0) + 1);
      const before = brands[place - 1];
      if (before === undefined) continue;
      const after = this.#switches.get(before) ?? new Map<string, number>();
      this.#switches.set(before, after);
      after.set(brand, (after.get(brand) ?? 0) + 1);
    }
    this.#repeats.add(brands);
  }

  result(category: string): CategorySwitching {
    const ranked = [...this.#choices].sort(
      ([leftName, left], [rightName, right]) => right - left || compareIds(leftName, rightName),
    );
    const shown = ranked.length > maximumBrands ? maximumBrands - 1 : ranked.length;
    const placeOf = new Map(ranked.map(([brand], rank) => [brand, Math.min(rank, shown)]));
    const size = Math.min(ranked.length, maximumBrands);
    const zeros = (): number[] => Array.from({ length: size }, () => 0);
    const switches = Array.from({ length: size }, zeros);
    for (const [before, after] of this.#switches) {
      const row = switches[placeOf.get(before) ?? 0] ?? [];
      for (const [brand, count] of after) {
        const place = placeOf.get(brand) ?? 0;
        row[place] = (row[place] ?? 0) + count;
      }
    }
    const choices = zeros();
    for (const [brand, count] of ranked) {
      const place = placeOf.get(brand) ?? 0;
      choices[place] = (choices[place] ?? 0) + count;
    }
    const isLumped = shown < ranked.length;
    const holds = loyalShares(switches, isLumped);
    return {
      category,
      customerCount: this.#customerCount,
      brands: choices.map((choiceCount, place) => {
        const brand = isLumped && place === shown ? null : (ranked[place]?.[0] ?? null);
        return {
          brand,
          choiceCount,
          customerCount: brand === null ? null : (this.#customers.get(brand) ?? 0),
          loyalShare: holds?.[place]?.loyalShare ?? null,
          pull: holds?.[place]?.pull ?? null,
        };
      }),
      switches,
      repeats: this.#repeats.result(),
    };
  }
}

/** Adds up how the customers of a shop go from brand to brand; each customer is added once, in any order. */
export interface BrandSwitchingBuilder {
  /** @param brands by category, in the order in which the customer chose them; see `brandChoices` */
  add(brands: ReadonlyMap<string, readonly string[]>): void;
  /** Ascending by category. O(categories x brands^2 x steps of `loyalShares`). */
  build(): readonly CategorySwitching[];
}

export function brandSwitchingBuilder(): BrandSwitchingBuilder {
  const counters = new Map<string, CategoryCounter>();
  return {
    add(brands) {
      for (const [category, ofCategory] of brands) {
        let counter = counters.get(category);
        if (counter === undefined) {
          counter = new CategoryCounter();
          counters.set(category, counter);
        }
        counter.add(ofCategory);
      }
    },
    build: () =>
      [...counters]
        .sort(([left], [right]) => compareIds(left, right))
        .map(([category, counter]) => counter.result(category)),
  };
}
