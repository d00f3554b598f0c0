import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemDaysEntries, itemDaysListFromText } from '../../../../../functions/domain/customers/item-days.ts';

const daysOfItem = fc.uniqueArray(fc.integer({ min: 9_131, max: 46_655 }), { minLength: 1, maxLength: 60 });

describe('the days of items', () => {
  it('are kept by their text, the latest first', () => {
    fc.assert(
      fc.property(fc.array(daysOfItem, { maxLength: 20 }), (items) => {
        const given = items
          .map((days) => ({ dayCount: days.length, firstDay: Math.min(...days), lastDay: Math.max(...days) }))
          .sort((left, right) => right.lastDay - left.lastDay);

        expect(itemDaysListFromText(itemDaysEntries(given).join(','))).toEqual(given);
      }),
    );
  });

  it('take nothing but a comma for an item bought once on the day of the one above', () => {
    const once = { dayCount: 1, firstDay: 20_516, lastDay: 20_516 };

    expect(itemDaysEntries([once, once, { dayCount: 4, firstDay: 20_405, lastDay: 20_506 }])).toEqual([
      'ftw',
      '',
      'a.2t.4',
    ]);
  });

  it.each([',', '.', 'fml.', 'fml.2', 'fml.2.', 'FML', 'fml,.', 'fml.2.3.4'])(
    'are refused in the text "%s"',
    (text) => {
      expect(() => itemDaysListFromText(text)).toThrow(/are no days of an item/);
    },
  );
});
