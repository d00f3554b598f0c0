import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ItemId, toItemId } from '../../../functions/domain/ids.ts';
import { EarlierItems } from '../../../functions/domain/switching/earlier-items.ts';

const itemIds = ['a', 'b', 'c', 'd', 'e', 'f'].map(toItemId);
const item = fc.constantFrom(...itemIds);

/** Lines of the shop in quarters of a tenth, at most .9 in all. */
const shop = fc.record({
  shares: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 6, maxLength: 6 }),
  complements: fc.array(fc.uniqueArray(item, { maxLength: 3 }), { minLength: 6, maxLength: 6 }),
});

describe('what a customer bought before', () => {
  it('is what an account of all days gives, whatever the days', () => {
    fc.assert(
      fc.property(
        shop,
        fc.array(fc.array(item, { maxLength: 3 }), { maxLength: 6 }),
        ({ shares, complements }, days) => {
          const shareOf = (itemId: ItemId) => (shares[itemIds.indexOf(itemId)] ?? 0) / 40;
          const complementsOf = (itemId: ItemId) => complements[itemIds.indexOf(itemId)] ?? [];
          const earlier = new EarlierItems({ complementsOf, lineShareOf: shareOf });
          for (const [day, bought] of days.entries()) earlier.addDay(bought, day);

          const all = new Set(days.flat());
          const fitting = new Set([...all].flatMap(complementsOf));
          const shareOfAll = (some: Iterable<ItemId>) => [...some].reduce((sum, itemId) => sum + shareOf(itemId), 0);
          const complementShare = shareOfAll(fitting);
          expect(earlier.complementLineShare).toBeCloseTo(complementShare, 9);
          const others = shareOfAll([...all].filter((itemId) => !fitting.has(itemId)));
          expect(earlier.repeatLineShare).toBeCloseTo(others / (1 - complementShare), 9);
          for (const itemId of itemIds) {
            expect(earlier.has(itemId)).toBe(all.has(itemId));
            const first = days.findIndex((bought) => bought.some((one) => complementsOf(one).includes(itemId)));
            expect(earlier.complementOf(itemId)?.day).toBe(first === -1 ? undefined : first);
          }
        },
      ),
    );
  });
});
