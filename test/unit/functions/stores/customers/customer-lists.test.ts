import { describe, expect, it } from 'vitest';
import type { NamedActivity } from '../../../../../functions/domain/customers/customer-activity.ts';
import {
  dayEntries,
  decodeDays,
  decodeMonths,
  decodeNames,
  monthEntries,
  nameEntries,
} from '../../../../../functions/stores/customers/activity-codec.ts';
import { fitParts } from '../../../../../functions/stores/customers/fit-parts.ts';

describe('room parted among lists', () => {
  const tens = (count: number): readonly number[] => Array.from({ length: count }, () => 10);

  it('takes all where all fit', () => {
    expect(
      fitParts(
        [
          { entryBytes: tens(3), share: 0.1 },
          { entryBytes: tens(7), share: 0.1 },
        ],
        100,
      ),
    ).toEqual([3, 7]);
  });

  it('lets the last give way first, but never below its share', () => {
    const parts = [
      { entryBytes: tens(6), share: 0.2 },
      { entryBytes: tens(100), share: 0.3 },
      { entryBytes: tens(100), share: 0.4 },
    ];
    expect(fitParts(parts, 100)).toEqual([3, 3, 4]);
    expect(fitParts(parts, 1_000)).toEqual([6, 54, 40]);
  });

  it('keeps nothing where there is no room', () => {
    expect(fitParts([{ entryBytes: tens(6), share: 1 }], -5)).toEqual([0]);
  });
});

describe('lists of a customer as short texts', () => {
  it('keep days and months as the distance to the one above, in base 36', () => {
    expect(dayEntries([20_400, 20_436, 20_437])).toEqual(['frp', '1', '10']);
    const months = [
      { month: 24_300, orderCount: 2, grossSpendMinor: 1_295, netSpendMinor: 0 },
      { month: 24_302, orderCount: 40, grossSpendMinor: 36, netSpendMinor: 36 },
    ];
    expect(monthEntries(months)).toEqual(['ir2.14.10', '2.2.zz.0']);
    expect(decodeMonths('ir2.14.10,2.2.zz.0')).toEqual(months);
    expect(decodeDays('frp,1,10')).toEqual([20_400, 20_436, 20_437]);
  });

  it('keep names that hold the marks that part them', () => {
    const names: readonly NamedActivity[] = ['a\tb', 'a\nb', '\\n', '\\', 'tea 😀', '\\\t\n\\'].map((name, place) => ({
      name,
      purchaseDayCount: place + 1,
      lineCount: 40,
    }));
    expect(decodeNames(nameEntries(names).join('\n'))).toEqual(names);
  });

  it.each(['x,', '-', '1.?'])('are refused in the text "%s"', (text) => {
    expect(() => decodeDays(text)).toThrow(/are no counts of a customer/);
    expect(() => decodeMonths(text)).toThrow(/are no counts of a customer/);
  });
});
