import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMargin } from '../../../../../functions/domain/offers/margin-floor.ts';
import type { OfferTerms } from '../../../../../functions/domain/offers/offer.ts';
import { discountKinds, offerKinds } from '../../../../../functions/domain/offers/offer-kinds.ts';
import { amountOf, offerValue } from '../../../../../functions/domain/offers/offer-value.ts';

const settings = { shippingCostMinor: 500, pointValueMinor: 2 };
const terms = (over: Partial<OfferTerms>): OfferTerms => ({
  kind: 'percent',
  minimumSpendMinor: 0,
  contactCostMinor: 0,
  stacking: 'with-others',
  marginFloor: 0,
  ...over,
});

describe('what an offer gives', () => {
  it.each([
    [{ kind: 'percent', percent: 10 }, { discountMinor: 1_234 }],
    [{ kind: 'percent', percent: 10, amountMinor: 1_000 }, { discountMinor: 1_000 }],
    [{ kind: 'percent', percent: 10, amountMinor: 1_000, mostMinor: 700 }, { discountMinor: 700 }],
    [{ kind: 'amount', amountMinor: 500 }, { discountMinor: 500 }],
    [{ kind: 'amount', amountMinor: 50_000 }, { discountMinor: 12_345 }],
    [{ kind: 'amount', amountMinor: 500, mostMinor: 300 }, { discountMinor: 300 }],
    [{ kind: 'free-shipping' }, { discountMinor: 390 }],
    [{ kind: 'free-shipping', amountMinor: 300 }, { discountMinor: 300 }],
    [{ kind: 'points', points: 40 }, { points: 40 }],
    [{ kind: 'tier-credit', amountMinor: 900 }, { costMinor: 900 }],
    [{ kind: 'gift-item', costMinor: 250 }, { costMinor: 250 }],
    [{ kind: 'gift-item', costMinor: 250, mostMinor: 200 }, { costMinor: 200 }],
    [{ kind: 'bundle', percent: 20 }, { discountMinor: 800 }],
    [{ kind: 'subscription-set-up', costMinor: 100 }, { costMinor: 100 }],
    [{ kind: 'early-access' }, {}],
    [{ kind: 'service-call', costMinor: 150 }, { costMinor: 150 }],
  ] as const)('%o is %o', (over, value) => {
    const order = { basketMinor: 12_345, shippingMinor: 390, bundleMinor: 4_000 };

    expect(offerValue(terms(over), order, settings)).toEqual({ discountMinor: 0, costMinor: 0, points: 0, ...value });
  });

  it('is on the whole basket where nobody says what the bundle is, and never on more than the basket', () => {
    const bundle = terms({ kind: 'bundle', percent: 50 });

    expect(offerValue(bundle, { basketMinor: 1_000 }, settings).discountMinor).toBe(500);
    expect(offerValue(bundle, { basketMinor: 1_000, bundleMinor: 9_000 }, settings).discountMinor).toBe(500);
  });

  it('is what sending costs the shop where nobody says what it is charged', () => {
    const value = offerValue(terms({ kind: 'free-shipping' }), { basketMinor: 1_000 }, settings);

    expect(value).toEqual({ discountMinor: 0, costMinor: 500, points: 0 });
  });

  it('is whole, never below 0, within its bounds, and never more than the order', () => {
    const termsArbitrary = fc.record(
      {
        kind: fc.constantFrom(...offerKinds),
        percent: fc.integer({ min: 1, max: 100 }),
        amountMinor: fc.nat(100_000),
        mostMinor: fc.nat(100_000),
        costMinor: fc.nat(100_000),
        points: fc.nat(1_000),
      },
      { requiredKeys: ['kind'] },
    );
    fc.assert(
      fc.property(termsArbitrary, fc.nat(1_000_000), fc.nat(1_000), (over, basketMinor, shippingMinor) => {
        const value = offerValue(terms(over), { basketMinor, shippingMinor }, settings);
        const isDiscount = discountKinds.includes(over.kind);

        for (const given of Object.values(value)) expect(Number.isInteger(given) && given >= 0).toBe(true);
        expect(amountOf(value)).toBeLessThanOrEqual(over.mostMinor ?? Number.POSITIVE_INFINITY);
        expect(value.discountMinor).toBeLessThanOrEqual(over.kind === 'free-shipping' ? shippingMinor : basketMinor);
        expect(isDiscount ? value.costMinor : value.discountMinor).toBe(0);
        if (isDiscount) expect(value.discountMinor).toBeLessThanOrEqual(over.amountMinor ?? Number.POSITIVE_INFINITY);
      }),
    );
  });
});

describe('the margin floor', () => {
  const check = (over: Partial<OfferTerms>, costMinor: number | undefined, marginRate?: number) => {
    const order = { basketMinor: 10_000, costMinor };
    const known = { ...settings, ...(marginRate === undefined ? {} : { marginRate }) };
    const asked = terms({ marginFloor: 0.2, ...over });
    return checkMargin(asked, order, offerValue(asked, order, settings), known);
  };

  it.each([
    [{ percent: 20 }, 6_000, undefined, { found: 'kept' }],
    [{ percent: 20 }, 6_001, undefined, { found: 'broken', leftMinor: 1_999, neededMinor: 2_000 }],
    // A shop that states .4 keeps 4,000 of 10,000: a fifth may go.
    [{ percent: 20 }, undefined, 0.4, { found: 'kept' }],
    [{ percent: 21 }, undefined, 0.4, { found: 'broken', leftMinor: 1_900, neededMinor: 2_000 }],
    // What the order says goes before what the shop states.
    [{ percent: 20 }, 7_000, 0.4, { found: 'broken', leftMinor: 1_000, neededMinor: 2_000 }],
    [{ kind: 'points', points: 1_000 }, 6_000, undefined, { found: 'kept' }],
    [{ kind: 'points', points: 1_001 }, 6_000, undefined, { found: 'broken', leftMinor: 1_998, neededMinor: 2_000 }],
    [
      { kind: 'gift-item', costMinor: 2_001 },
      6_000,
      undefined,
      { found: 'broken', leftMinor: 1_999, neededMinor: 2_000 },
    ],
    [{ percent: 1 }, undefined, undefined, { found: 'unknown' }],
    [{ kind: 'gift-item', costMinor: 9_000 }, undefined, undefined, { found: 'kept' }],
  ] as const)('of %o with a cost of %s and a stated rate of %s: %o', (over, costMinor, marginRate, found) => {
    expect(check(over, costMinor, marginRate)).toEqual(found);
  });
});
