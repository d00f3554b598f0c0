import { describe, expect, it } from 'vitest';
import { brandSwitchingBuilder } from '../../../../../functions/domain/switching/brand-switching.ts';
import { loyalShares } from '../../../../../functions/domain/switching/loyal-shares.ts';

function switchingOf(customers: readonly Readonly<Record<string, readonly string[]>>[]) {
  const builder = brandSwitchingBuilder();
  for (const categories of customers) {
    builder.add(new Map(Object.entries(categories)));
  }
  return builder.build();
}

describe('switching between the brands of a category', () => {
  it('counts choices, customers and what follows what, customer by customer', () => {
    const [cups, tea] = switchingOf([
      { Tea: ['Alder', 'Alder', 'Brook'], Cups: ['Corvid'] },
      { Tea: ['Brook', 'Alder', 'Alder'] },
    ]);

    expect(cups).toMatchObject({ category: 'Cups', customerCount: 1, switches: [[0]], repeats: null });
    expect(tea).toMatchObject({
      category: 'Tea',
      customerCount: 2,
      brands: [
        { brand: 'Alder', choiceCount: 4, customerCount: 2, loyalShare: null, pull: null },
        { brand: 'Brook', choiceCount: 2, customerCount: 2, loyalShare: null, pull: null },
      ],
      // The first customer's last choice and the second's first one are no pair.
      switches: [
        [2, 1],
        [1, 0],
      ],
      repeats: { pairCount: 4, repeatCount: 2 },
    });
  });

  it('takes the brands beyond the eleven most chosen together, and calls none of them loyal', () => {
    const names = Array.from({ length: 14 }, (_, place) => `brand ${String.fromCharCode(97 + place)}`);
    const often = names.slice(0, 11).flatMap((name) => [name, name, name]);
    const [tea] = switchingOf([{ Tea: [...often, ...names.slice(11)] }, { Tea: ['brand n', 'brand n'] }]);

    expect(tea?.brands).toHaveLength(12);
    expect(tea?.brands.at(-1)).toEqual({
      brand: null,
      choiceCount: 5,
      customerCount: null,
      loyalShare: null,
      pull: expect.any(Number),
    });
    // k to l, l to m, m to n of the first customer; n to n of the second.
    expect(tea?.switches[11]?.[11]).toBe(3);
    // One brand after another of those taken together is no repeat.
    expect(tea?.repeats?.repeatCount).toBe(23);
  });
});

describe('hard-core loyals', () => {
  it('are not told of two brands, nor where nothing follows anything', () => {
    const two = [
      [5, 1],
      [1, 5],
    ];
    const nothing = [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    expect(loyalShares(two, false)).toBeNull();
    expect(loyalShares(nothing, false)).toBeNull();
  });

  it('are none of a brand that is repeated less than its pull', () => {
    const [first] =
      loyalShares(
        [
          [1, 40, 40],
          [40, 30, 20],
          [40, 20, 30],
        ],
        false,
      ) ?? [];
    expect(first?.loyalShare).toBeCloseTo(0, 6);
  });

  it('are not known of a brand that nobody bought before something else, which may pull all the same', () => {
    const found = loyalShares(
      [
        [10, 5, 5],
        [5, 10, 5],
        [0, 0, 0],
      ],
      false,
    );
    expect(found?.[2]).toEqual({ loyalShare: null, pull: expect.closeTo(1 / 3, 6) });
  });
});
