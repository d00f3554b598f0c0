import { describe, expect, it } from 'vitest';
import { toCustomerId, toItemId } from '../../../../../functions/domain/ids.ts';
import type { CustomerYear } from '../../../../../functions/domain/switching/customer-year.ts';
import { ShopLearner, shopContextOf } from '../../../../../functions/domain/switching/learn-shop.ts';
import { peerGroupOf } from '../../../../../functions/domain/switching/peer-group.ts';
import { customerYear, yearLine } from '../../../../support/switching.ts';

const learnt = (years: readonly CustomerYear[]) => {
  const learner = new ShopLearner();
  for (const year of years) learner.add(year);
  return shopContextOf(learner.base(), years);
};
const onDeal = yearLine({ price: { listMinor: 300, paidMinor: 200 } });
const atList = yearLine({ price: { listMinor: 100, paidMinor: 100 } });

describe('what a shop is like', () => {
  it('is nothing that is not told: no share of deals without list prices, no rate of what is not sent', () => {
    const shop = learnt([customerYear({ lines: [yearLine()] })]);
    expect(shop).toMatchObject({ dealShare: null, complaintRate: null, lateRate: null, pooledInertia: null });
    expect(shop.offeredSetUps.size).toBe(0);
    expect(shop.means.has('dealSeeking')).toBe(false);
    expect(shop.means.has('setUpDone')).toBe(false);
  });

  it('takes shares over all lines and orders, not the mean of customers', () => {
    const service = {
      orderCount: 1,
      faultyOrderCount: 1,
      lateOrderCount: 0,
      complaintWeight: 2,
      openComplaintCount: 2,
    };
    const shop = learnt([
      customerYear({ lines: [onDeal], service }),
      customerYear({
        lines: [atList, atList, atList],
        service: { ...service, orderCount: 3, faultyOrderCount: 0, lateOrderCount: 2, complaintWeight: 0 },
      }),
    ]);
    expect(shop).toMatchObject({ dealShare: 0.5, faultRate: 0.25, complaintRate: 0.5, lateRate: 0.5 });
  });

  it('offers the set-ups that anybody uses, and knows tags that any item has', () => {
    const shop = learnt([
      customerYear({
        setUps: new Set(['list']),
        lines: [yearLine({ tags: { isExclusive: true, isComparable: false } })],
      }),
      customerYear({ setUps: new Set(), lines: [yearLine({ tags: { isExclusive: false, isComparable: false } })] }),
    ]);
    expect([...shop.offeredSetUps]).toEqual(['list']);
    expect(shop).toMatchObject({ hasExclusiveTags: true, hasComparableTags: false });
    // One of one, and none of one.
    expect(shop.means.get('setUpDone')).toEqual({ mean: 0.5, customerCount: 2 });
  });

  it('takes the mean of a share over what is behind it, and of others over customers', () => {
    const exclusive = (isExclusive: boolean, count: number) =>
      Array.from({ length: count }, () => yearLine({ tags: { isExclusive, isComparable: false } }));
    const { means } = learnt([
      customerYear({ lines: exclusive(true, 3), firstPurchaseDay: 20_000 - 365 }),
      customerYear({ lines: exclusive(false, 9), firstPurchaseDay: 20_000 }),
    ]);
    expect(means.get('exclusiveShare')).toEqual({ mean: 0.25, customerCount: 2 });
    expect(means.get('tenure')).toEqual({ mean: 0.25, customerCount: 2 });
  });

  it('compares spend with those of like tenure who began with the same category', () => {
    const buyer = (firstCategory: string, tenure: number, netSpendMinor: number) =>
      customerYear({
        customerId: toCustomerId(`${firstCategory}-${tenure}-${netSpendMinor}`),
        firstCategory,
        firstPurchaseDay: 20_000 - tenure,
        netSpendMinor,
        lines: [yearLine({ category: firstCategory, itemId: toItemId(firstCategory) })],
      });
    const shop = learnt([
      ...Array.from({ length: 50 }, (_, place) => buyer('tea', 100, 100 * (place + 1))),
      ...Array.from({ length: 51 }, () => buyer('tea', 400, 90_000)),
      ...Array.from({ length: 49 }, () => buyer('pots', 100, 80_000)),
    ]);
    const peersOf = (year: CustomerYear) => shop.peers.get(peerGroupOf(year));
    expect(peersOf(buyer('tea', 364, 0))).toEqual({ customerCount: 50, spendP90Minor: 4_500 });
    expect(peersOf(buyer('tea', 365, 0))).toEqual({ customerCount: 51, spendP90Minor: 90_000 });
    // Fewer than fifty are nobody to be compared with.
    expect(peersOf(buyer('pots', 100, 0))).toBeUndefined();
  });

  it('takes the median of categories and the upper fifth of purchase days over customers with lines', () => {
    const shop = learnt([
      customerYear({ lines: [yearLine({ category: 'tea' }), yearLine({ category: 'pots' })], purchaseDays: [1, 2] }),
      customerYear({ lines: [yearLine({ category: 'tea' })], purchaseDays: [1] }),
      customerYear({ lines: [yearLine({ category: 'tea' })], purchaseDays: [1, 2, 3, 4] }),
      customerYear(),
    ]);
    expect(shop).toMatchObject({ customerCount: 3, medianCategoryCount: 1, purchaseDaysP80: 4 });
  });

  it('knows how a category sells lately against before', () => {
    const line = (category: string, day: number) => yearLine({ category, day });
    const shop = learnt([
      customerYear({ lines: [line('tea', 19_700), line('tea', 19_818), line('tea', 19_819), line('pots', 20_000)] }),
    ]);
    expect(shop.lateRatio).toEqual(
      new Map([
        ['tea', 0.5],
        ['pots', 0],
      ]),
    );
  });
});
