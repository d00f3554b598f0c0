import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ItemId, toItemId } from '../../../functions/domain/ids.ts';
import type { CatalogueItem } from '../../../functions/domain/items/item.ts';
import { productOf } from '../../../functions/domain/items/product-of.ts';
import type { Candidate, Step } from '../../../functions/domain/selection/candidate.ts';
import { diversify } from '../../../functions/domain/selection/diversify.ts';
import { type SelectionInput, selectItems } from '../../../functions/domain/selection/select-items.ts';
import { isAllowed, noRules, type SelectionRules } from '../../../functions/domain/selection/selection-rules.ts';

const ids = Array.from({ length: 14 }, (_, place) => toItemId(`i${place}`));
const anyId = fc.constantFrom(...ids);
const someIds = fc.uniqueArray(anyId, { maxLength: 4 });

const catalogue: fc.Arbitrary<ReadonlyMap<ItemId, CatalogueItem>> = fc
  .uniqueArray(
    fc.record(
      {
        itemId: anyId,
        category: fc.constantFrom('x', 'y', 'z'),
        priceMinor: fc.nat(10),
        stock: fc.integer({ min: -1, max: 2 }),
        variantOf: fc.constantFrom(...ids.slice(0, 4)),
        neverRecommend: fc.boolean(),
      },
      { requiredKeys: ['itemId'] },
    ),
    { selector: ({ itemId }) => itemId },
  )
  .map((items) => new Map(items.map((item) => [item.itemId, item])));

const candidates: fc.Arbitrary<readonly Candidate[]> = fc
  .uniqueArray(anyId, { maxLength: 12 })
  .map((named) =>
    named.map((itemId, place) => ({ itemId, score: 1 / (place + 1), evidence: { reasonCode: 'pinned' as const } })),
  );

const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(candidates, candidates, candidates)
  .map(([own, category, shop]) => [
    { source: 'item' as const, candidates: own },
    { source: 'category' as const, candidates: category },
    { source: 'shop' as const, candidates: shop },
  ]);

const rules: fc.Arbitrary<SelectionRules> = fc
  .record(
    {
      exclude: someIds,
      inStock: fc.boolean(),
      pinned: someIds,
      buried: someIds,
      diversity: fc.constantFrom(0, 0.3, 1),
      category: fc.constantFrom('x', 'y'),
      minimumPriceMinor: fc.nat(5),
      maximumPriceMinor: fc.nat(10),
    },
    { requiredKeys: ['exclude', 'inStock', 'pinned', 'buried', 'diversity'] },
  )
  .map((drawn) => ({ ...noRules, ...drawn }));

type Case = SelectionInput & { readonly besides: readonly ItemId[] };
const cases: fc.Arbitrary<Case> = fc
  .record({ steps, rules, items: catalogue, besides: someIds, limit: fc.integer({ min: 1, max: 10 }) })
  .map(({ items, ...rest }) => ({ ...rest, lookup: (itemId) => items.get(itemId) }));

/** Holds a law against many cases. */
const always = (law: (input: Case, entries: ReturnType<typeof selectItems>) => void): void =>
  fc.assert(
    fc.property(cases, (input) => law(input, selectItems(input))),
    { numRuns: 500 },
  );

const idsOf = (entries: readonly { readonly itemId: ItemId }[]): readonly ItemId[] =>
  entries.map(({ itemId }) => itemId);

describe('a selected list', () => {
  it('holds only candidates and pinned items, each once, at most as many as were asked for', () => {
    always(({ steps: given, rules: { pinned }, limit }, entries) => {
      const allowed = new Set([...pinned, ...given.flatMap((step) => idsOf(step.candidates))]);

      expect(entries.length).toBeLessThanOrEqual(limit);
      expect(new Set(idsOf(entries)).size).toBe(entries.length);
      for (const itemId of idsOf(entries)) expect(allowed).toContain(itemId);
    });
  });

  it('names nothing that a rule forbids, pinned or not', () => {
    always(({ rules: given, lookup, besides }, entries) => {
      for (const { itemId } of entries) {
        expect(given.exclude).not.toContain(itemId);
        expect(besides).not.toContain(itemId);
        expect(isAllowed(lookup(itemId), given)).toBe(true);
      }
    });
  });

  it('names at most one variant of a product, and none of what was asked for', () => {
    always(({ lookup, besides }, entries) => {
      const products = entries.map(({ itemId }) => productOf(itemId, lookup));
      const asked = besides.flatMap((itemId) => [itemId, productOf(itemId, lookup)]);

      expect(new Set(products).size).toBe(products.length);
      for (const product of products) expect(asked).not.toContain(product);
    });
  });

  it('begins with the pinned items in their order and ends with the buried ones', () => {
    always(({ rules: { pinned, buried } }, entries) => {
      const isPinned = ({ itemId }: { readonly itemId: ItemId }) => pinned.includes(itemId);
      const head = entries.filter(isPinned);
      const tail = entries.filter((entry) => !isPinned(entry) && buried.includes(entry.itemId));

      expect(entries.slice(0, head.length)).toEqual(head);
      expect(idsOf(head)).toEqual(pinned.filter((itemId) => idsOf(head).includes(itemId)));
      expect(entries.slice(entries.length - tail.length)).toEqual(tail);
    });
  });

  it('leaves nothing out that would fit', () => {
    always(({ steps: given, rules: given_, lookup, besides, limit }, entries) => {
      if (entries.length >= limit) return;
      const taken = new Set(entries.map(({ itemId }) => productOf(itemId, lookup)));
      for (const itemId of besides) taken.add(itemId).add(productOf(itemId, lookup));
      for (const itemId of given.flatMap((step) => idsOf(step.candidates))) {
        const isFree = !taken.has(productOf(itemId, lookup)) && !taken.has(itemId);
        expect(isFree && !given_.exclude.includes(itemId) && isAllowed(lookup(itemId), given_)).toBe(false);
      }
    });
  });

  it('without rules is in the order of the ladder and of the scores within a step', () => {
    always(({ steps: given, lookup, besides, limit }) => {
      const entries = selectItems({ steps: given, rules: noRules, lookup, besides, limit });
      const order = given.flatMap((step) => step.candidates.map(({ itemId }) => `${step.source} ${itemId}`));
      const places = entries.map(({ source, itemId }) => order.indexOf(`${source} ${itemId}`));

      expect(places).toEqual([...places].sort((left, right) => left - right));
    });
  });

  it('is diversified by the order of its candidates alone, whatever their scores', () => {
    fc.assert(
      fc.property(
        candidates,
        catalogue,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, items, scores, diversity) => {
          const steeper = given.map((candidate, place) => ({ ...candidate, score: scores[place] ?? 0 }));
          const ordered = (list: readonly Candidate[]) =>
            idsOf(diversify(list, ({ itemId }) => items.get(itemId)?.category, diversity, [], 20));

          expect(ordered(steeper)).toEqual(ordered(given));
        },
      ),
    );
  });

  it('follows variants over all the steps that the catalogue at hand has', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(toItemId);
    const of = (itemId: ItemId, variantOf: ItemId): readonly [ItemId, CatalogueItem] => [itemId, { itemId, variantOf }];
    if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('four ids');
    const chain = new Map([of(b, a), of(c, b), of(d, a)]);
    const namedOf = (items: ReadonlyMap<ItemId, CatalogueItem>) =>
      idsOf(
        selectItems({
          steps: [
            {
              source: 'item',
              candidates: [c, d].map((itemId) => ({ itemId, score: 1, evidence: { reasonCode: 'pinned' } })),
            },
          ],
          rules: noRules,
          lookup: (itemId) => items.get(itemId),
          besides: [],
          limit: 10,
        }),
      );

    expect(namedOf(chain)).toEqual([c]);
    expect(namedOf(new Map([of(c, b), of(d, a)]))).toEqual([c, d]);
    expect(productOf(a, (itemId) => new Map([of(a, b), of(b, a)]).get(itemId))).toBe(a);
  });

  it('of full diversity names a category again only when no other is left in the step', () => {
    fc.assert(
      fc.property(candidates, catalogue, (given, items) => {
        const lookup = (itemId: ItemId) => items.get(itemId);
        const entries = selectItems({
          steps: [{ source: 'item', candidates: given }],
          rules: { ...noRules, diversity: 1 },
          lookup,
          besides: [],
          limit: 20,
        });
        const categories = entries.map(({ itemId }) => lookup(itemId)?.category);
        const firstRepeat = categories.findIndex(
          (category, place) => category !== undefined && categories.indexOf(category) < place,
        );
        if (firstRepeat < 0) return;
        for (const category of categories.slice(firstRepeat)) {
          expect(categories.slice(0, firstRepeat)).toContain(category);
        }
      }),
    );
  });
});
