import { describe, expect, it } from 'vitest';
import {
  boughtInYear,
  boughtInYearBefore,
  repurchasedWithin,
} from '../../../../../functions/domain/standing/loyalty-measures.ts';
import { customerWith, today } from '../../../../support/standing.ts';

const boughtAgo = (...daysAgo: readonly number[]) => customerWith({ days: daysAgo.map((days) => today - days) });

describe('whether a customer bought again within days of the first purchase', () => {
  it('counts the last day in', () => {
    expect(repurchasedWithin(boughtAgo(400, 310), 90, today)).toBe(true);
    expect(repurchasedWithin(boughtAgo(400, 309), 90, today)).toBe(false);
    expect(repurchasedWithin(boughtAgo(400), 90, today)).toBe(false);
  });

  it('is not known of a customer who came too recently, even one who bought again', () => {
    expect(repurchasedWithin(boughtAgo(89, 1), 90, today)).toBeNull();
    expect(repurchasedWithin(boughtAgo(90, 1), 90, today)).toBe(true);
    expect(repurchasedWithin(customerWith({ days: [] }), 90, today)).toBeNull();
  });

  it('is exact on a row that lost only the first day, and where an early day is still held', () => {
    const days = [800, 700, 500, 100].map((ago) => today - ago);

    expect(repurchasedWithin(customerWith({ days, kept: 3 }), 90, today)).toBe(false);
    expect(repurchasedWithin(customerWith({ days, kept: 2 }), 365, today)).toBe(true);
    expect(repurchasedWithin(customerWith({ days, kept: 2 }), 90, today)).toBeNull();
  });
});

describe('whether a customer bought in a year', () => {
  it('takes 365 days that end today, and the 365 before them', () => {
    expect(boughtInYear(boughtAgo(364), today)).toBe(true);
    expect(boughtInYear(boughtAgo(365), today)).toBe(false);
    expect(boughtInYearBefore(boughtAgo(364), today)).toBe(false);
    expect(boughtInYearBefore(boughtAgo(365), today)).toBe(true);
    expect(boughtInYearBefore(boughtAgo(729), today)).toBe(true);
    expect(boughtInYearBefore(boughtAgo(730), today)).toBe(false);
    expect(boughtInYear(customerWith({ days: [] }), today)).toBe(false);
  });

  it('is not known of the year before where the row holds later days alone', () => {
    const days = [900, 500, 100].map((ago) => today - ago);

    expect(boughtInYearBefore(customerWith({ days, kept: 1 }), today)).toBeNull();
    expect(boughtInYearBefore(customerWith({ days, kept: 2 }), today)).toBe(true);
    expect(boughtInYearBefore(customerWith({ days: [today - 500, today - 100], kept: 1 }), today)).toBe(true);
  });
});
