import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toItemId } from '../../../functions/domain/ids.ts';
import type { CustomerYear, YearLine } from '../../../functions/domain/switching/customer-year.ts';
import { measureSignal, signalsOf } from '../../../functions/domain/switching/measure-signals.ts';
import type { ShopContext } from '../../../functions/domain/switching/shop-context.ts';
import { type SignalName, signalNames } from '../../../functions/domain/switching/signal.ts';
import { switchingScores } from '../../../functions/domain/switching/switching-scores.ts';
import { customerYear, meansOf, shopContext, yearLine } from '../../support/switching.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const count = (max: number, min = 0) => fc.integer({ min, max });
const category = fc.constantFrom('A', 'B', 'C', 'D');

const line: fc.Arbitrary<YearLine> = fc
  .record({
    day: count(20_000, 19_640),
    category,
    spendMinor: count(5000),
    listMinor: count(5000, 1),
    paidShare: fc.double({ min: 0.3, max: 1, noNaN: true }),
    isExclusive: fc.boolean(),
    isComparable: fc.boolean(),
    complements: fc.boolean(),
    isRepeat: fc.boolean(),
    isLater: fc.boolean(),
    hasOwnOffer: fc.boolean(),
    complementLineShare: fc.double({ min: 0, max: 0.9, noNaN: true }),
    repeatLineShare: fc.double({ min: 0, max: 0.9, noNaN: true }),
  })
  .map(({ listMinor, paidShare, isExclusive, isComparable, complements, ...rest }) => ({
    ...yearLine(rest),
    price: { listMinor, paidMinor: listMinor * paidShare },
    tags: { isExclusive, isComparable },
    ...(complements ? { complementOf: { itemId: toItemId('machine'), day: 19_000 } } : {}),
  }));

const year: fc.Arbitrary<CustomerYear> = fc
  .record({
    lines: fc.array(line, { maxLength: 14 }),
    purchaseDays: fc.uniqueArray(count(20_000, 19_640), { maxLength: 12 }),
    firstPurchaseDay: count(20_000, 18_000),
    netSpendMinor: count(100_000, -100),
    orderCount: count(12),
    faulty: count(12),
    late: count(12),
    complaints: count(6),
    referralCount: count(4),
    reviewCount: count(6),
    stars: fc.array(count(5, 1), { maxLength: 8 }),
    setUps: fc.uniqueArray(fc.constantFrom('saved-address', 'saved-payment', 'subscription', 'list')),
    wanted: count(9),
    outOfStock: count(9),
    points: count(5000, -200),
    expectedDays: count(200),
    benefitMinor: count(5000),
  })
  .map((drawn) =>
    customerYear({
      lines: drawn.lines,
      purchaseDays: [...drawn.purchaseDays].sort((left, right) => left - right),
      firstPurchaseDay: drawn.firstPurchaseDay,
      netSpendMinor: drawn.netSpendMinor,
      orderCount: drawn.orderCount,
      setUps: new Set(drawn.setUps),
      referralCount: drawn.referralCount,
      reviewCount: drawn.reviewCount,
      ratings: {
        count: drawn.stars.length,
        goodwillSum: drawn.stars.reduce((sum, stars) => sum + (stars - 1) / 4, 0),
        lastStars: drawn.stars.at(-1) ?? 0,
      },
      service: {
        orderCount: drawn.orderCount,
        faultyOrderCount: Math.min(drawn.faulty, drawn.orderCount),
        lateOrderCount: Math.min(drawn.late, drawn.orderCount),
        complaintWeight: drawn.complaints / 2,
        openComplaintCount: 0,
      },
      wanted: { itemCount: drawn.wanted, outOfStockCount: Math.min(drawn.wanted, drawn.outOfStock) },
      programme: {
        points: { ledgerRowCount: 3, valueMinor: drawn.points },
        reward: { earningEventCount: 3, expectedDays: drawn.expectedDays },
        tier: { days: 60, benefitMinor: drawn.benefitMinor },
      },
    }),
  );

const shop: fc.Arbitrary<ShopContext> = fc
  .record({ mean: share, dealShare: share, rate: share, ratio: fc.double({ min: 0, max: 3, noNaN: true }) })
  .map(({ mean, dealShare, rate, ratio }) =>
    shopContext({
      means: meansOf(mean),
      dealShare,
      faultRate: rate,
      lateRate: rate,
      complaintRate: rate,
      lateRatio: new Map([...'ABCD'].map((name) => [name, ratio])),
    }),
  );

/** The value of a signal whatever its evidence, as the least of it may be crossed by the change. */
function signalValue(name: SignalName, of: CustomerYear, inShop: ShopContext): number | null {
  return signalsOf(of, inShop).find((signal) => signal.name === name)?.value ?? null;
}

interface Change {
  readonly name: SignalName;
  /** What is varied; all else is held. */
  readonly varied: string;
  readonly direction: 'never lowers' | 'never raises';
  readonly change: (of: CustomerYear) => CustomerYear;
}

const withFirst = (of: CustomerYear, isFirst: (one: YearLine) => boolean, change: (one: YearLine) => YearLine) => {
  const place = of.lines.findIndex(isFirst);
  return { ...of, lines: of.lines.map((one, at) => (at === place ? change(one) : one)) };
};
const service = (of: CustomerYear, change: Partial<CustomerYear['service']>): CustomerYear => ({
  ...of,
  service: { ...of.service, ...change },
});
const isOfA = (one: YearLine): boolean => one.category === 'A';
const complementing = { complementOf: { itemId: toItemId('machine'), day: 19_000 } };

const changes: readonly Change[] = [
  {
    name: 'breadth',
    varied: 'a line moved from a category to one that was not bought',
    direction: 'never lowers',
    change: (of) => withFirst(of, isOfA, (one) => ({ ...one, category: 'new' })),
  },
  {
    name: 'complementLockIn',
    varied: 'a later line that now complements',
    direction: 'never lowers',
    change: (of) =>
      withFirst(
        of,
        (one) => one.isLater && !one.complementOf,
        (one) => ({ ...one, ...complementing }),
      ),
  },
  {
    name: 'reorderShare',
    varied: 'another later line that now repeats',
    direction: 'never lowers',
    change: (of) =>
      withFirst(
        of,
        (one) => one.isLater && !one.complementOf && !one.isRepeat,
        (one) => ({ ...one, isRepeat: true }),
      ),
  },
  {
    name: 'setUpDone',
    varied: 'one more set-up in use',
    direction: 'never lowers',
    change: (of) => ({ ...of, setUps: new Set([...(of.setUps ?? []), 'list']) }),
  },
  {
    name: 'pointsAtStake',
    varied: 'more points',
    direction: 'never lowers',
    change: (of) => ({
      ...of,
      programme: {
        ...of.programme,
        points: { ledgerRowCount: 3, valueMinor: (of.programme.points?.valueMinor ?? 0) + 500 },
      },
    }),
  },
  {
    name: 'pointsAtStake',
    varied: 'a greater spend of the same orders',
    direction: 'never raises',
    change: (of) => ({ ...of, netSpendMinor: of.netSpendMinor + (of.netSpendMinor > 0 ? 700 : 0) }),
  },
  {
    name: 'nearReward',
    varied: 'a reward that is further off',
    direction: 'never raises',
    change: (of) => ({
      ...of,
      programme: {
        ...of.programme,
        reward: { earningEventCount: 3, expectedDays: (of.programme.reward?.expectedDays ?? 0) + 10 },
      },
    }),
  },
  {
    name: 'nearReward',
    varied: 'one more purchase day',
    direction: 'never raises',
    change: (of) => ({ ...of, purchaseDays: [...of.purchaseDays, 20_001] }),
  },
  {
    name: 'tierBenefit',
    varied: 'a greater benefit',
    direction: 'never lowers',
    change: (of) => ({
      ...of,
      programme: { ...of.programme, tier: { days: 60, benefitMinor: (of.programme.tier?.benefitMinor ?? 0) + 300 } },
    }),
  },
  {
    name: 'exclusiveShare',
    varied: 'a line that is sold only here',
    direction: 'never lowers',
    change: (of) => withFirst(of, isOfA, (one) => ({ ...one, tags: { isExclusive: true, isComparable: false } })),
  },
  {
    name: 'advocacy',
    varied: 'one more referral',
    direction: 'never lowers',
    change: (of) => ({ ...of, referralCount: (of.referralCount ?? 0) + 1 }),
  },
  {
    name: 'goodwill',
    varied: 'a better rating',
    direction: 'never lowers',
    change: ({ ratings, ...of }) => ({
      ...of,
      ratings: ratings && { ...ratings, goodwillSum: Math.min(ratings.count, ratings.goodwillSum + 0.25) },
    }),
  },
  {
    name: 'tenure',
    varied: 'an earlier first purchase',
    direction: 'never lowers',
    change: (of) => ({ ...of, firstPurchaseDay: (of.firstPurchaseDay ?? 0) - 40 }),
  },
  {
    name: 'dealSeeking',
    varied: 'a line bought for less',
    direction: 'never lowers',
    change: (of) =>
      withFirst(of, isOfA, (one) => ({ ...one, price: { listMinor: one.price?.listMinor ?? 1, paidMinor: 0 } })),
  },
  {
    name: 'categoryDrop',
    varied: 'all late lines of a category bought in another late one instead',
    direction: 'never lowers',
    change: (of) => {
      const early = (one: YearLine): boolean => one.day <= 20_000 - 182;
      const isOfB = (one: YearLine): boolean => one.category === 'B';
      if (!of.lines.some((one) => !early(one) && isOfB(one))) return of;
      return { ...of, lines: of.lines.map((one) => (!early(one) && isOfA(one) ? { ...one, category: 'B' } : one)) };
    },
  },
  {
    name: 'leakage',
    varied: 'a greater spend',
    direction: 'never raises',
    change: (of) => ({ ...of, netSpendMinor: of.netSpendMinor + 5000 }),
  },
  {
    name: 'comparability',
    varied: 'a line that is sold elsewhere as well',
    direction: 'never lowers',
    change: (of) => withFirst(of, isOfA, (one) => ({ ...one, tags: { isExclusive: false, isComparable: true } })),
  },
  {
    name: 'serviceFailures',
    varied: 'one more order with a fault',
    direction: 'never lowers',
    change: (of) => service(of, { faultyOrderCount: Math.min(of.service.orderCount, of.service.faultyOrderCount + 1) }),
  },
  {
    name: 'serviceFailures',
    varied: 'one more late order',
    direction: 'never lowers',
    change: (of) =>
      service(of, { lateOrderCount: Math.min(of.service.orderCount, (of.service.lateOrderCount ?? 0) + 1) }),
  },
  {
    name: 'serviceFailures',
    varied: 'one more complaint, or one that is open again',
    direction: 'never lowers',
    change: (of) => service(of, { complaintWeight: (of.service.complaintWeight ?? 0) + 0.5 }),
  },
  {
    name: 'stockOuts',
    varied: 'one more of the wanted items out of stock',
    direction: 'never lowers',
    change: ({ wanted, ...of }) => ({
      ...of,
      wanted: wanted && { ...wanted, outOfStockCount: Math.min(wanted.itemCount, wanted.outOfStockCount + 1) },
    }),
  },
];

describe('a signal moves one way', () => {
  it.each(changes)('$name: $varied $direction it', ({ name, direction, change }) => {
    fc.assert(
      fc.property(year, shop, (of, inShop) => {
        const before = signalValue(name, of, inShop);
        const after = signalValue(name, change(of), inShop);
        if (before === null || after === null) return;
        if (direction === 'never lowers') expect(after).toBeGreaterThanOrEqual(before - 1e-12);
        else expect(after).toBeLessThanOrEqual(before + 1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it('rhythm: gaps drawn towards their mean, the number and mean of them held, never lower it', () => {
    const gaps = fc.array(count(90, 2), { minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(gaps, fc.double({ min: 0, max: 1, noNaN: true }), (drawn, towards) => {
        const mean = drawn.reduce((sum, gap) => sum + gap, 0) / drawn.length;
        const daysOf = (some: readonly number[]) => [
          0,
          ...some.map((_, place) => some.slice(0, place + 1).reduce((sum, gap) => sum + gap, 0)),
        ];
        const evened = drawn.map((gap) => gap + (mean - gap) * towards);
        const [before, after] = [drawn, evened].map((some) =>
          signalValue('rhythm', customerYear({ purchaseDays: daysOf(some) }), shopContext()),
        );
        expect(after).toBeGreaterThanOrEqual((before ?? 1) - 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it('exclusiveBrandInertia: the same choices put like beside like, as many of each brand held, never lower it', () => {
    const choices = fc.array(fc.constantFrom('own', 'other', 'third'), { minLength: 10, maxLength: 20 });
    fc.assert(
      fc.property(choices, (chosen) => {
        const inertiaOf = (brands: readonly string[]) =>
          signalValue(
            'exclusiveBrandInertia',
            customerYear({ brands: new Map([['Tea', brands]]), exclusiveBrands: new Set(['own']) }),
            shopContext(),
          );
        const before = inertiaOf(chosen);
        if (before !== null) expect(inertiaOf([...chosen].sort())).toBeGreaterThanOrEqual(before - 1e-12);
      }),
      { numRuns: 150 },
    );
  });
});

describe('signals and scores', () => {
  it('are 0 to 1 or null with a reason, within their intervals, whatever the customer and the shop', () => {
    fc.assert(
      fc.property(year, shop, (of, inShop) => {
        const signals = signalsOf(of, inShop);
        expect(signals.map(({ name }) => name)).toEqual(signalNames);
        for (const { value, interval, missing } of signals) {
          if (value === null) {
            expect(missing).toBeDefined();
            expect(interval).toBeNull();
            continue;
          }
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
          if (interval === null) continue;
          expect(interval[0]).toBeLessThanOrEqual(interval[1]);
          expect(interval[0]).toBeGreaterThanOrEqual(0);
          expect(interval[1]).toBeLessThanOrEqual(1);
        }
        const { types, switchingCost, hold, coverage, confidence } = switchingScores(signals, of.purchaseDays.length);
        for (const score of [...Object.values(types), switchingCost, hold, coverage, confidence]) {
          if (score === null) continue;
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
        if (hold !== null) expect(hold).toBeLessThanOrEqual(switchingCost ?? 0);
      }),
      { numRuns: 400 },
    );
  });

  it('are the same measured twice, and of a shop of nothing sent all missing', () => {
    fc.assert(
      fc.property(year, shop, (of, inShop) => {
        expect(signalsOf(of, inShop)).toEqual(signalsOf(of, inShop));
      }),
      { numRuns: 30 },
    );
    const silent = shopContext({
      means: new Map(),
      dealShare: null,
      offeredSetUps: new Set(),
      hasExclusiveTags: false,
      hasComparableTags: false,
    });
    const notSent = signalNames.filter((name) => measureSignal(name, customerYear(), silent).missing === 'not-sent');
    expect(notSent).toEqual([
      'setUpDone',
      'exclusiveBrandInertia',
      'pointsAtStake',
      'nearReward',
      'tierBenefit',
      'exclusiveShare',
      'advocacy',
      'goodwill',
      'dealSeeking',
      'comparability',
      'stockOuts',
    ]);
  });
});
