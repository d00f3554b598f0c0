import { describe, expect, it } from 'vitest';
import { toItemId } from '../../../../../functions/domain/ids.ts';
import type { BoughtItem } from '../../../../../functions/domain/personal/bought-items.ts';
import { dueItems } from '../../../../../functions/domain/personal/buy-again.ts';
import type { RebuyRhythm } from '../../../../../functions/domain/relations/item-relations.ts';

const coffee = toItemId('coffee');
const bought = (over: Partial<BoughtItem> = {}): BoughtItem => ({
  itemId: coffee,
  dayCount: 4,
  firstDay: 1_000,
  lastDay: 1_090,
  ...over,
});
/** Half of the buyers buy again, after 30 days on average. */
const rhythm = (over: Partial<RebuyRhythm> = {}): RebuyRhythm => ({
  itemId: coffee,
  buyerCount: 100,
  rebuyerCount: 50,
  gapShape: 3,
  gapScaleDays: 60,
  ...over,
});
const due = (item: BoughtItem, today: number, known?: RebuyRhythm) =>
  dueItems([item], new Map(known === undefined ? [] : [[known.itemId, known]]), today)[0];

describe('what a customer may want again', () => {
  it('expects the own gaps drawn to those of all buyers: (scale + T) / (shape + n - 1)', () => {
    const found = due(bought({ firstDay: 1_030 }), 1_120, rhythm());

    // (60 + 60) / (3 + 3 - 1) = 24 days; on their own 20, of all buyers 30.
    expect(found).toMatchObject({ expectedGapDays: 24, dueDay: 1_114, state: 'due', purchaseDayCount: 4 });
  });

  it('takes the gap of all buyers for an item bought once', () => {
    const once = bought({ dayCount: 1, firstDay: 1_090 });

    expect(due(once, 1_115, rhythm())).toMatchObject({ expectedGapDays: 30, dueDay: 1_120, state: 'soon' });
  });

  it('takes the own gaps where the shop knows no rhythm, and nothing of an item bought once', () => {
    expect(due(bought(), 1_120)).toMatchObject({ expectedGapDays: 30, dueDay: 1_120, state: 'due' });
    expect(due(bought({ dayCount: 1, firstDay: 1_090 }), 1_120)).toBeUndefined();
  });

  it.each([
    [1_090, undefined],
    [1_104, undefined],
    [1_105, 'soon'],
    [1_119, 'soon'],
    [1_120, 'due'],
    [1_134, 'due'],
    [1_135, 'overdue'],
    [1_179, 'overdue'],
    [1_180, undefined],
  ])('of a gap of 30 days since day 1,090 is on day %i: %s', (today, state) => {
    expect(due(bought(), today)?.state).toBe(state);
  });

  it('is not announced more than 30 days ahead, however long the gap', () => {
    const yearly = bought({ dayCount: 2, firstDay: 1_000, lastDay: 1_365 });

    expect(due(yearly, 1_699)).toBeUndefined();
    expect(due(yearly, 1_700)).toMatchObject({ dueDay: 1_730, state: 'soon' });
  });

  it('is likeliest on the day it is due, and less the further from it', () => {
    const scoreOn = (today: number): number => due(bought(), today, rhythm())?.score ?? 0;
    const days = [1_108, 1_115, 1_118, 1_120, 1_123, 1_130, 1_150, 1_165];
    const scores = days.map(scoreOn);

    expect(Math.max(...scores)).toBe(scoreOn(1_120));
    expect(scores.slice(0, 4)).toEqual([...scores.slice(0, 4)].sort((left, right) => left - right));
    expect(scores.slice(3)).toEqual([...scores.slice(3)].sort((left, right) => right - left));
    for (const score of scores) expect(score > 0 && score < 1).toBe(true);
  });

  it('does not name what hardly anybody buys again, unless this customer did', () => {
    const rarely = rhythm({ rebuyerCount: 19 });

    expect(due(bought({ dayCount: 1, firstDay: 1_090 }), 1_120, rarely)).toBeUndefined();
    expect(due(bought({ dayCount: 1, firstDay: 1_090 }), 1_120, rhythm({ rebuyerCount: 20 }))).toBeDefined();
    expect(due(bought(), 1_120, rarely)).toBeDefined();
  });

  it('puts the likeliest first and ties by id, whatever the order given', () => {
    const [a, b, late] = ['a', 'b', 'late'].map(toItemId);
    const items = [
      bought({ itemId: late ?? coffee, firstDay: 930, lastDay: 1_020 }),
      bought({ itemId: b ?? coffee }),
      bought({ itemId: a ?? coffee }),
    ];
    const ids = (given: readonly BoughtItem[]) => dueItems(given, new Map(), 1_100 + 5).map(({ itemId }) => itemId);

    expect(ids(items)).toEqual(['a', 'b', 'late']);
    expect(ids([...items].reverse())).toEqual(['a', 'b', 'late']);
  });
});
