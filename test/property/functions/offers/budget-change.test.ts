import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundsTakenAway,
  completeParts,
  leftInParts,
  moveBudget,
} from '../../../../functions/domain/offers/budget-change.ts';
import { splitBudget } from '../../../../functions/domain/offers/budget-parts.ts';
import type { BudgetLimits } from '../../../../functions/domain/offers/campaign.ts';
import type { BudgetPart } from '../../../../functions/domain/offers/take-from-parts.ts';

const units = ['amountMinor', 'uses', 'points'] as const;

const bounded = fc.record({ amountMinor: fc.boolean(), uses: fc.boolean(), points: fc.boolean() });
const figures = fc.record({ amountMinor: fc.nat(100_000), uses: fc.nat(2_000), points: fc.nat(50_000) });
const only = (limits: Required<BudgetLimits>, which: Record<(typeof units)[number], boolean>): BudgetLimits =>
  Object.fromEntries(units.filter((unit) => which[unit]).map((unit) => [unit, limits[unit]]));

/** A budget, and the parts of it that are left after somebody took a share of each; some were never made. */
const spentBudget = fc.tuple(bounded, figures).chain(([which, limits]) => {
  const before = only(limits, which);
  const whole = splitBudget('total', before);
  return fc
    .array(fc.record({ keeps: fc.double({ min: 0, max: 1, noNaN: true }), isThere: fc.boolean() }), {
      minLength: whole.length,
      maxLength: whole.length,
    })
    .map((shares) => ({
      which,
      before,
      present: whole.flatMap((part, place): BudgetPart[] => {
        const { keeps = 1, isThere = false } = shares[place] ?? {};
        const left = Object.fromEntries(
          Object.entries(part.left).map(([unit, all]) => [unit, Math.floor(all * keeps)]),
        );
        return isThere ? [{ ...part, left }] : [];
      }),
    }));
});

describe('the parts of a budget', () => {
  it('are whole numbers of 0 or more, differ by 1 at most, and sum to it, whatever it is', () => {
    fc.assert(
      fc.property(bounded, figures, (which, limits) => {
        const budget = only(limits, which);
        const parts = splitBudget('total', budget);

        expect(leftInParts(parts)).toEqual(budget);
        for (const unit of units) {
          const shares = parts.map(({ left }) => left[unit] ?? 0);
          expect(shares.every((share) => Number.isInteger(share) && share >= 0)).toBe(true);
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('a changed budget', () => {
  it('leaves as much more or less as it is, in parts of 0 or more, and is refused just where more is spent', () => {
    fc.assert(
      fc.property(spentBudget, figures, bounded, ({ which, before, present }, limits, added) => {
        const after = only(limits, {
          amountMinor: which.amountMinor || added.amountMinor,
          uses: which.uses || added.uses,
          points: which.points || added.points,
        });
        const left = leftInParts(completeParts('total', before, present));
        const spent = (unit: (typeof units)[number]): number => (before[unit] ?? 0) - (left[unit] ?? 0);
        const tooSmall = units.filter((unit) => spent(unit) > (after[unit] ?? Number.POSITIVE_INFINITY));

        const moved = moveBudget('total', present, before, after);

        if ('refused' in moved) {
          expect(moved.refused).toEqual(
            tooSmall.map((unit) => ({
              unit,
              cut: { before: before[unit], after: after[unit], spent: spent(unit) },
            })),
          );
          return;
        }
        expect(tooSmall).toEqual([]);
        const expected = Object.fromEntries(
          units.flatMap((unit) => (after[unit] === undefined ? [] : [[unit, after[unit] - spent(unit)]])),
        );
        expect(leftInParts(moved.parts)).toEqual(expected);
        expect(moved.parts.flatMap(({ left }) => Object.values(left)).every((value) => value >= 0)).toBe(true);
      }),
    );
  });

  it('keeps every part that there is, for what is given back to it, and names none twice', () => {
    fc.assert(
      fc.property(spentBudget, figures, ({ which, before, present }, limits) => {
        const moved = moveBudget('total', present, before, only(limits, which));
        if ('refused' in moved) return;
        const names = moved.parts.map(({ part }) => part);

        expect(names).toEqual(expect.arrayContaining(present.map(({ part }) => part)));
        expect(new Set(names).size).toBe(names.length);
        for (const { left } of moved.parts)
          expect(Object.keys(left).sort()).toEqual(units.filter((unit) => which[unit]).toSorted());
      }),
    );
  });

  it('takes no bound away', () => {
    const total = { amountMinor: 10, uses: 5 };
    const perDay = { period: 'day', uses: 2 } as const;

    expect(boundsTakenAway({ total }, { total: { ...total, points: 1 }, perPeriod: perDay })).toEqual([]);
    expect(boundsTakenAway({ total }, { total: { uses: 5 } })).toEqual([{ of: 'total', unit: 'amountMinor' }]);
    expect(boundsTakenAway({ total, perPeriod: perDay }, { total })).toEqual([{ of: 'perPeriod' }]);
    expect(boundsTakenAway({ total, perPeriod: perDay }, { total, perPeriod: { period: 'week', uses: 2 } })).toEqual([
      { of: 'perPeriod' },
    ]);
    expect(
      boundsTakenAway({ total, perPeriod: perDay }, { total, perPeriod: { period: 'day', amountMinor: 2 } }),
    ).toEqual([{ of: 'perPeriod', unit: 'uses' }]);
  });
});
