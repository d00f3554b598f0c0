import { type Random, randomFor } from './random.ts';

/**
 * Purposes of the random streams. Each has its own for each buyer, so that a structure that is switched off takes no
 * draw from another. Numbers are part of the model: a new purpose takes a new one.
 */
const purposes = {
  catalogue: 1,
  popularity: 2,
  brands: 3,
  launches: 4,
  plantedItems: 5,
  dealWeeks: 6,
  traits: 10,
  costs: 11,
  times: 12,
  leaving: 13,
  background: 14,
  ownLabel: 15,
  dealPull: 16,
  complements: 17,
  substitutes: 18,
  variants: 19,
  directional: 20,
  seasons: 21,
  singles: 22,
  quantities: 23,
  discounts: 24,
  changes: 25,
  returns: 26,
  service: 27,
  further: 30,
  habitItems: 40,
  habitDeals: 41,
  habitTraits: 42,
  habitTimes: 43,
  habitBrands: 44,
  habitMachines: 45,
  habitAccessories: 46,
  habitChoices: 47,
} as const;
type Purpose = keyof typeof purposes;

/** The stream of a purpose of the whole shop. */
export const shopStream = (seed: number, purpose: Purpose, ...keys: readonly number[]): Random =>
  randomFor(seed, purposes[purpose], ...keys);

const kinds = { customer: 0, guest: 1, further: 2 } as const;
export type BuyerKind = keyof typeof kinds;

/** The streams of one buyer, each made when first asked for and going on from there. */
export type BuyerStreams = (purpose: Purpose) => Random;

export function buyerStreams(seed: number, kind: BuyerKind, number: number): BuyerStreams {
  const made = new Map<Purpose, Random>();
  return (purpose) => {
    const known = made.get(purpose);
    if (known !== undefined) return known;
    const stream = randomFor(seed, purposes[purpose], kinds[kind], number);
    made.set(purpose, stream);
    return stream;
  };
}
