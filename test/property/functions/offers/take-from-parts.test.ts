import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBudget } from '../../../../functions/domain/offers/budget-parts.ts';
import type { BudgetLimits } from '../../../../functions/domain/offers/campaign.ts';
import { type BudgetPart, takeFromParts } from '../../../../functions/domain/offers/take-from-parts.ts';

const measures = ['amountMinor', 'uses', 'points'] as const;

/** Which measures are bounded is the same for all parts of a budget. */
const partsArbitrary = fc
  .record({ amountMinor: fc.boolean(), uses: fc.boolean(), points: fc.boolean() })
  .chain((bounded) =>
    fc.array(
      fc
        .record({
          amountMinor: fc.nat(50),
          uses: fc.nat(3),
          points: fc.nat(50),
          isClosed: fc.nat(5).map((n) => n === 0),
        })
        .map(({ isClosed, ...left }) => ({
          left: Object.fromEntries(measures.filter((name) => bounded[name]).map((name) => [name, left[name]])),
          isClosed,
        })),
      { maxLength: 8 },
    ),
  )
  .map((parts): BudgetPart[] => parts.map((part, place) => ({ part: `total#0${place}`, ...part })));

const needArbitrary = fc.record({ amountMinor: fc.nat(120), uses: fc.nat(2), points: fc.nat(120) });
const leftOf = (limits: BudgetLimits, measure: (typeof measures)[number]) =>
  limits[measure] ?? Number.POSITIVE_INFINITY;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('what is taken from the parts of a budget', () => {
  it('adds up to the need, and leaves no part below 0', () => {
    fc.assert(
      fc.property(partsArbitrary, needArbitrary, fc.nat(), (parts, need, start) => {
        const shares = takeFromParts(parts, need, start);
        if (shares === undefined) return;
        const named = new Map(parts.map((part) => [part.part, part]));
        expect(new Set(shares.map(({ part }) => part)).size).toBe(shares.length);
        for (const measure of measures) {
          expect(sum(shares.map((share) => share[measure]))).toBe(need[measure]);
          for (const share of shares) {
            const { left, isClosed } = named.get(share.part) ?? { left: {}, isClosed: true };
            expect(isClosed).toBe(false);
            expect(share[measure]).toBeLessThanOrEqual(leftOf(left, measure));
          }
        }
      }),
    );
  });

  it('is nothing exactly where all open parts together have too little', () => {
    fc.assert(
      fc.property(partsArbitrary, needArbitrary, fc.nat(), (parts, need, start) => {
        const open = parts.filter(({ isClosed }) => !isClosed);
        const isShort = measures.some((measure) => sum(open.map(({ left }) => leftOf(left, measure))) < need[measure]);
        const isNone = open.length === 0 && measures.some((measure) => need[measure] > 0);
        expect(takeFromParts(parts, need, start) === undefined).toBe(isShort || isNone);
      }),
    );
  });

  it('comes from one part where one has enough, and from another one by another start', () => {
    fc.assert(
      fc.property(partsArbitrary, needArbitrary, fc.nat(), (parts, need, start) => {
        const able = parts.filter(
          ({ left, isClosed }) => !isClosed && measures.every((measure) => leftOf(left, measure) >= need[measure]),
        );
        if (able.length > 0) expect(takeFromParts(parts, need, start)).toHaveLength(1);
      }),
    );
    const parts = splitBudget('total', { uses: 500 });
    const taken = parts.map(
      (_, start) => takeFromParts(parts, { amountMinor: 0, uses: 1, points: 0 }, start)?.[0]?.part,
    );
    expect(taken).toEqual(parts.map(({ part }) => part));
  });
});

describe('the parts of a budget', () => {
  it('add up to it in every measure, and are of nearly the same size', () => {
    const limits = fc.record(
      { amountMinor: fc.nat(1e9), uses: fc.nat(2_000), points: fc.nat(1e6) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(limits, (budget) => {
        const parts = splitBudget('total', budget);
        for (const measure of measures) {
          const whole = budget[measure];
          const shares = parts.map(({ left }) => left[measure]);
          if (whole === undefined) expect(shares.every((share) => share === undefined)).toBe(true);
          else {
            const known = shares.map((share) => share ?? Number.NaN);
            expect(sum(known)).toBe(whole);
            expect(Math.max(...known) - Math.min(...known)).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });
});
