import { describe, expect, it } from 'vitest';
import { buyAgainReason, forYouReason, isoDay } from '../../../../functions/contracts/personal-reasons.ts';
import { toItemId } from '../../../../functions/domain/ids.ts';
import type { DueItem } from '../../../../functions/domain/personal/buy-again.ts';

const lastDay = Date.UTC(2026, 2, 3) / 86_400_000;
const due = (over: Partial<DueItem> = {}): { due: DueItem } => ({
  due: {
    itemId: toItemId('coffee'),
    score: 0.3,
    state: 'due',
    purchaseDayCount: 4,
    lastDay,
    dueDay: lastDay + 31,
    expectedGapDays: 31.2,
    ...over,
  },
});

describe('the reasons of personal lists', () => {
  it.each([
    [36, {}, 'bought 4 times, about every 31 days; last on 3 March 2026, due for 5 days'],
    [31, {}, 'bought 4 times, about every 31 days; last on 3 March 2026, due today'],
    [30, {}, 'bought 4 times, about every 31 days; last on 3 March 2026, due in 1 day'],
    [
      30,
      { purchaseDayCount: 1 },
      'bought once, on 3 March 2026; whoever buys it again does so after about 31 days, so it is due in 1 day',
    ],
  ])('say on day %i after the purchase, %o: %s', (daysAfter, over, reason) => {
    expect(buyAgainReason(due(over), lastDay + daysAfter)).toBe(reason);
  });

  it('name the item that speaks, and when it was bought', () => {
    const evidence = {
      reasonCode: 'bought-together',
      baskets: 214,
      basketsOfItem: 1_022,
      confidence: 0.2,
      lift: 4.1,
      newestOnly: false,
      becauseOf: toItemId('p-1'),
    } as const;
    const figures = 'in 214 of 1,022 orders with it (4.1 times as often as by chance)';

    expect(forYouReason({ evidence, because: { itemId: toItemId('p-1'), name: 'Printer', lastDay } })).toBe(
      `often bought with "Printer", which you bought on 3 March 2026: ${figures}`,
    );
    expect(forYouReason({ evidence, because: { itemId: toItemId('p-1') } })).toBe(
      `often bought with "p-1", which you looked at: ${figures}`,
    );
    expect(forYouReason({ evidence: { ...evidence, baskets: 2 }, because: { itemId: toItemId('p-1') } })).toBe(
      'bought with "p-1", which you looked at: in 2 of 1,022 orders with it',
    );
  });

  it('write days of the calendar', () => {
    expect(isoDay(0)).toBe('1970-01-01');
    expect(isoDay(lastDay)).toBe('2026-03-03');
  });
});
