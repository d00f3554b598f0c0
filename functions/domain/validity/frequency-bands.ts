import type { ValidityCustomer } from './validity-customer.ts';

/** A third of the customers of one frequency, by switching cost. */
export interface BandThird {
  readonly customerCount: number;
  readonly meanSwitchingCost: number;
  /** Share who bought within the days that followed. */
  readonly boughtShare: number;
}

/** Customers of like frequency: who buys often has shown more of everything, and comes again anyway. */
export interface FrequencyBand {
  readonly leastPurchaseDays: number;
  /** Null for no end. */
  readonly mostPurchaseDays: number | null;
  /** Of whom a switching cost is known, from the lowest third up; fewer where there are fewer customers. */
  readonly thirds: readonly BandThird[];
}

const bands: readonly (readonly [least: number, most: number | null])[] = [
  [1, 1],
  [2, 3],
  [4, 7],
  [8, null],
];

/** Who bought again by switching cost, band by band. O(n log n). */
export function frequencyBands(customers: readonly ValidityCustomer[]): readonly FrequencyBand[] {
  return bands.map(([leastPurchaseDays, mostPurchaseDays]) => {
    const ofBand = customers
      .filter(
        ({ purchaseDayCount }) =>
          purchaseDayCount >= leastPurchaseDays && purchaseDayCount <= (mostPurchaseDays ?? Number.POSITIVE_INFINITY),
      )
      .flatMap(({ scores, hasBought }) =>
        scores.switchingCost === null ? [] : [{ cost: scores.switchingCost, hasBought }],
      )
      .sort((left, right) => left.cost - right.cost);
    const thirds = [0, 1, 2].flatMap((third): BandThird[] => {
      const part = ofBand.slice(Math.round((third * ofBand.length) / 3), Math.round(((third + 1) * ofBand.length) / 3));
      if (part.length === 0) return [];
      return [
        {
          customerCount: part.length,
          meanSwitchingCost: part.reduce((sum, { cost }) => sum + cost, 0) / part.length,
          boughtShare: part.filter(({ hasBought }) => hasBought).length / part.length,
        },
      ];
    });
    return { leastPurchaseDays, mostPurchaseDays, thirds };
  });
}
