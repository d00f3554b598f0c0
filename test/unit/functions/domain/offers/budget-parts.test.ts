import { describe, expect, it } from 'vitest';
import { periodBudget, splitBudget } from '../../../../../functions/domain/offers/budget-parts.ts';

describe('the parts of a budget', () => {
  it.each([
    [undefined, 1],
    [0, 1],
    [50, 1],
    [51, 2],
    [500, 10],
    [801, 16],
    [1_000_000, 16],
  ])('of %s uses are %i', (uses, count) => {
    expect(splitBudget('total', uses === undefined ? {} : { uses })).toHaveLength(count);
  });

  it('are named after the budget, in order of their names', () => {
    const names = splitBudget('day#2026-11-23', { uses: 600 }).map(({ part }) => part);

    expect(names[0]).toBe('day#2026-11-23#00');
    expect(names.at(-1)).toBe('day#2026-11-23#11');
    expect(names).toEqual(names.toSorted());
  });
});

describe('the budget of a period', () => {
  // 2026-11-23 is a Monday.
  it.each([
    ['day', '2026-11-25T12:00:00.000Z', 'day#2026-11-25'],
    ['week', '2026-11-25T12:00:00.000Z', 'week#2026-11-23'],
    ['week', '2026-11-23T00:00:00.000Z', 'week#2026-11-23'],
    ['week', '2026-11-22T12:00:00.000Z', 'week#2026-11-16'],
    ['month', '2026-11-25T12:00:00.000Z', 'month#2026-11-01'],
    ['month', '2026-12-01T00:00:00.000Z', 'month#2026-12-01'],
  ] as const)('%s of %s is %s', (period, now, name) => {
    expect(periodBudget(period, now, 'UTC')).toBe(name);
  });

  it('begins by the calendar of the shop', () => {
    expect(periodBudget('day', '2026-11-22T23:30:00.000Z', 'Europe/Berlin')).toBe('day#2026-11-23');
    expect(periodBudget('month', '2026-11-30T23:30:00.000Z', 'Europe/Berlin')).toBe('month#2026-12-01');
  });
});
