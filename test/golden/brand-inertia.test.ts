import { describe, expect, it } from 'vitest';
import { loyalShares } from '../../functions/domain/switching/loyal-shares.ts';
import { RepeatTotal } from '../../functions/domain/switching/repeat-total.ts';
import { hasYogurtPanel, readYogurtPanel, yogurtBrands } from '../support/yogurt-panel.ts';

function repeatsOf(sequences: readonly (readonly string[])[]) {
  const total = new RepeatTotal();
  for (const brands of sequences) total.add(brands);
  return total.result();
}

describe('inertia by hand, with e = sum n_b (n_b - 1) / (n (n - 1)) (Bass et al. 1984) and all orders counted', () => {
  it.each([
    // Of 20 orders of three A and three B two have four repeats.
    { brands: 'AAABBB', repeatShare: 0.8, expectedShare: 0.4, inertia: 2 / 3, pValue: 0.1 },
    // No order has fewer than no repeat.
    { brands: 'ABABAB', repeatShare: 0, expectedShare: 0.4, inertia: -2 / 3, pValue: 1 },
    // Of 15 orders of four A and two B twelve have two repeats or more.
    { brands: 'AABAAB', repeatShare: 0.4, expectedShare: 14 / 30, inertia: -0.125, pValue: 0.8 },
  ])('of $brands is $inertia', ({ brands, ...expected }) => {
    const result = repeatsOf([[...brands]]);
    for (const [name, value] of Object.entries(expected)) {
      // Fractions with a rounding of 1e-15 for each step.
      expect(result).toHaveProperty(name, expect.closeTo(value, 12));
    }
  });

  it('pools the categories of a customer: two that repeat are rarer by chance than one', () => {
    // (2/20)^2 have eight repeats of ten; nothing has more.
    expect(repeatsOf([[...'AAABBB'], [...'CCCDDD']])?.pValue).toBeCloseTo(0.01, 12);
  });
});

const isThere = hasYogurtPanel('brand inertia of the yogurt panel');

describe.runIf(isThere)('the yogurt panel (Jain, Vilcassim & Chintagunta 1994, as in Ecdat)', () => {
  it('repeats 86% of purchases, of which order adds little once the rows of one trip are one', () => {
    const raw = repeatsOf(readYogurtPanel(false));
    const trips = repeatsOf(readYogurtPanel(true));

    // Counts are exact; shares to the digits written.
    expect(raw).toMatchObject({ pairCount: 2312, repeatCount: 1979 });
    expect(raw?.repeatShare).toBeCloseTo(0.856, 4);
    expect(raw?.expectedShare).toBeCloseTo(0.7418, 4);
    expect(raw?.inertia).toBeCloseTo(0.4421, 4);
    expect(raw?.pValue).toBeLessThan(1e-80);
    expect(trips).toMatchObject({ pairCount: 1190, repeatCount: 857 });
    expect(trips?.repeatShare).toBeCloseTo(0.7202, 4);
    expect(trips?.expectedShare).toBeCloseTo(0.68, 4);
    expect(trips?.inertia).toBeCloseTo(0.1256, 4);
    expect(trips?.pValue).toBeCloseTo(1.91e-6, 8);
  });

  it('has the pull of each brand from switches alone, so that merging the rows of a trip does not move it', () => {
    const pulls = [false, true].map((mergeTrips) => {
      const counts = yogurtBrands.map(() => yogurtBrands.map(() => 0));
      for (const brands of readYogurtPanel(mergeTrips)) {
        const places = brands.map((brand) => (yogurtBrands as readonly string[]).indexOf(brand));
        for (const [place, to] of places.entries()) {
          const row = counts[places[place - 1] ?? -1];
          if (row !== undefined) row[to] = (row[to] ?? 0) + 1;
        }
      }
      return loyalShares(counts, false)?.map(({ pull }) => pull) ?? [];
    });

    const [ofRows = [], ofTrips = []] = pulls;
    expect(ofRows).toHaveLength(4);
    // No brand's loyal share is at a bound, so the fit of switches is that of quasi-independence, to the steps' 1e-10.
    for (const [place, pull] of ofRows.entries()) expect(ofTrips[place]).toBeCloseTo(pull, 6);
    expect(ofRows[0]).toBeCloseTo(0.4837, 4);
  });
});
