import { toCustomerId, toItemId } from '../../functions/domain/ids.ts';
import type { CustomerYear, YearLine } from '../../functions/domain/switching/customer-year.ts';
import type { ShopContext } from '../../functions/domain/switching/shop-context.ts';
import { type SignalName, signalNames } from '../../functions/domain/switching/signal.ts';

/** A line of 10.00 on the last day, of which nothing else is known, unless told otherwise. */
export const yearLine = (over: Partial<YearLine> = {}): YearLine => ({
  day: 20_000,
  itemId: toItemId('item'),
  spendMinor: 1000,
  hasOwnOffer: false,
  isRepeat: false,
  isLater: true,
  complementLineShare: 0,
  repeatLineShare: 0,
  ...over,
});

/** A customer of a year, of whom nothing is known unless told otherwise. */
export const customerYear = (over: Partial<CustomerYear> = {}): CustomerYear => ({
  customerId: toCustomerId('ada'),
  asOfDay: 20_000,
  firstPurchaseDay: 19_000,
  firstCategory: null,
  purchaseDays: [],
  orderCount: 0,
  netSpendMinor: 0,
  lines: [],
  brands: new Map(),
  exclusiveBrands: new Set(),
  setUps: null,
  referralCount: null,
  reviewCount: null,
  ratings: null,
  service: {
    orderCount: 0,
    faultyOrderCount: 0,
    lateOrderCount: null,
    complaintWeight: null,
    openComplaintCount: 0,
  },
  wanted: null,
  programme: { points: null, reward: null, tier: null },
  ...over,
});

/** A shop that sends everything, whose signals have a mean of .3 each, unless told otherwise. */
export const shopContext = (over: Partial<ShopContext> = {}): ShopContext => ({
  customerCount: 1000,
  dealShare: 0.35,
  faultRate: 0.05,
  complaintRate: 0.05,
  lateRate: 0.1,
  lateRatio: new Map(),
  offeredSetUps: new Set(['saved-address', 'saved-payment', 'subscription', 'list']),
  hasExclusiveTags: true,
  hasComparableTags: true,
  pooledInertia: 0.1,
  medianCategoryCount: 2,
  purchaseDaysP80: 10,
  // Of the customers of `customerYear`.
  peers: new Map([['3 ', { customerCount: 200, spendP90Minor: 50_000 }]]),
  means: meansOf(0.3),
  ...over,
});

export function meansOf(mean: number, names: readonly SignalName[] = signalNames): ShopContext['means'] {
  return new Map(names.map((name) => [name, { mean, customerCount: 1000 }]));
}
