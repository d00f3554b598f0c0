import type { ItemId } from '../ids.ts';
import { productOf } from '../items/product-of.ts';
import type { Candidate, Source, Step } from './candidate.ts';
import { diversify } from './diversify.ts';
import { type ItemLookup, isAllowed, type SelectionRules } from './selection-rules.ts';

export interface SelectionInput {
  /** Most specific first; each is used up before the next. */
  readonly steps: readonly Step[];
  readonly rules: SelectionRules;
  readonly lookup: ItemLookup;
  /** Items asked for or in the cart, and those named elsewhere on the page: neither they nor their variants are named. */
  readonly besides: Iterable<ItemId>;
  /** Most entries of the list. */
  readonly limit: number;
}

/** An entry of the list. */
export interface SelectedItem extends Candidate {
  readonly source: Source;
  /** Named only because the list would have been short. */
  readonly isBuried: boolean;
}

/**
 * The list that rules make of candidates: at most one variant of a product, pinned items first, buried ones last, the
 * steps of the ladder in turn between them. The same input gives the same list. O(candidates), with diversity
 * O(candidates * limit).
 */
export function selectItems({ steps, rules, lookup, besides, limit }: SelectionInput): readonly SelectedItem[] {
  const excluded = new Set(rules.exclude);
  const buried = new Set(rules.buried);
  const takenProducts = new Set<ItemId>();
  for (const itemId of besides) takenProducts.add(itemId).add(productOf(itemId, lookup));
  const entries: SelectedItem[] = [];

  /** The first of each product still free, in order. */
  function free(candidates: readonly Candidate[]): Candidate[] {
    const products = new Set(takenProducts);
    return candidates.filter(({ itemId }) => {
      const product = productOf(itemId, lookup);
      if (products.has(product) || products.has(itemId)) return false;
      if (excluded.has(itemId) || !isAllowed(lookup(itemId), rules)) return false;
      products.add(product);
      return true;
    });
  }

  function take(candidates: readonly Candidate[], source: Source, isBuried: boolean): void {
    for (const candidate of candidates) {
      takenProducts.add(productOf(candidate.itemId, lookup));
      entries.push({ ...candidate, source, isBuried });
    }
  }

  const categoryOf = ({ itemId }: Candidate): string | undefined => lookup(itemId)?.category;
  const named = (): string[] => entries.map(categoryOf).filter((category) => category !== undefined);
  const fill = (candidates: readonly Candidate[], source: Source, isBuried: boolean): void =>
    take(diversify(free(candidates), categoryOf, rules.diversity, named(), limit - entries.length), source, isBuried);

  for (const itemId of rules.pinned) {
    if (entries.length >= limit) break;
    const step = steps.find(({ candidates }) => candidates.some((candidate) => candidate.itemId === itemId));
    const found = step?.candidates.find((candidate) => candidate.itemId === itemId);
    const candidate: Candidate = found ?? { itemId, score: 1, evidence: { reasonCode: 'pinned' } };
    take(free([candidate]), step?.source ?? 'pinned', false);
  }
  for (const { source, candidates } of steps) {
    fill(
      candidates.filter(({ itemId }) => !buried.has(itemId)),
      source,
      false,
    );
  }
  for (const { source, candidates } of steps) {
    fill(
      candidates.filter(({ itemId }) => buried.has(itemId)),
      source,
      true,
    );
  }
  return entries;
}

/** Where a list comes from: the most specific source that an entry came of; what is pinned alone says `pinned`. */
export function sourceOf(entries: readonly Pick<SelectedItem, 'source'>[]): Source | 'none' {
  const order: readonly Source[] = ['item', 'basket', 'category', 'shop', 'pinned'];
  return order.find((source) => entries.some((entry) => entry.source === source)) ?? 'none';
}
