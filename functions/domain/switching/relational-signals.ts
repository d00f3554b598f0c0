import type { CustomerYear } from './customer-year.ts';
import type { ShopContext } from './shop-context.ts';
import { saturation } from './shrink.ts';
import { type Measurement, missing } from './signal.ts';
import { spendShare } from './spend-share.ts';

/** Share of spend on items sold only here. */
export const exclusiveShare = ({ lines }: CustomerYear, { hasExclusiveTags }: ShopContext): Measurement =>
  hasExclusiveTags ? spendShare(lines, ({ tags }) => tags?.isExclusive) : missing('not-sent');

/** What a customer does for the shop: referrals that became customers, and reviews for half. */
export function advocacy({ referralCount, reviewCount }: CustomerYear): Measurement {
  if (referralCount === null && reviewCount === null) return missing('not-sent');
  const [referrals, reviews] = [referralCount ?? 0, reviewCount ?? 0];
  return {
    raw: saturation(referrals + 0.5 * reviews, 2),
    evidence: referrals + reviews,
    inputs: { referrals, reviews },
    shrinks: false,
  };
}

/** Mean of the ratings given, 0 for one star and 1 for five. Complaints count as dissatisfaction, not here. */
export function goodwill({ ratings }: CustomerYear): Measurement {
  if (ratings === null) return missing('not-sent');
  if (ratings.count === 0) return missing('too-little-evidence');
  const raw = ratings.goodwillSum / ratings.count;
  return { raw, evidence: ratings.count, inputs: { ratings: ratings.count, meanStars: 1 + 4 * raw }, shrinks: true };
}

/** How long somebody has been a customer; half after a year. */
export function tenure({ firstPurchaseDay, asOfDay }: CustomerYear): Measurement {
  if (firstPurchaseDay === null) return missing('too-little-evidence');
  const days = Math.max(0, asOfDay - firstPurchaseDay);
  return { raw: saturation(days, 365), evidence: days, inputs: { days }, shrinks: false };
}
