import { type CustomerYear, lateDays } from './customer-year.ts';
import { peerGroupOf } from './peer-group.ts';
import type { ShopContext } from './shop-context.ts';
import { type Measurement, missing } from './signal.ts';
import { spendShare } from './spend-share.ts';

/** Paid below this share of the list price, a line is a deal. */
const dealBelow = 0.95;

/** Lines that tell of deals: an offer of the shop's own to this customer says nothing of what they look for. */
export const tellsOfDeals = ({ price, hasOwnOffer }: CustomerYear['lines'][number]): boolean =>
  price !== undefined && !hasOwnOffer;
export const isDeal = ({ price }: CustomerYear['lines'][number]): boolean =>
  price !== undefined && price.paidMinor < dealBelow * price.listMinor;

/** Share of value at list price that was bought on deal, beyond the shop's: (S - S_shop) / (1 - S_shop), not below 0. */
export function dealSeeking({ lines }: CustomerYear, { dealShare }: ShopContext): Measurement {
  if (dealShare === null) return missing('not-sent');
  const telling = lines.filter(tellsOfDeals);
  const listValueOf = (some: CustomerYear['lines']): number =>
    some.reduce((sum, { price }) => sum + (price?.listMinor ?? 0), 0);
  const value = listValueOf(telling);
  if (telling.length === 0) return missing('too-little-evidence');
  if (value <= 0 || dealShare >= 1) return missing('not-defined', telling.length);
  const deals = telling.filter(isDeal);
  const share = listValueOf(deals) / value;
  return {
    raw: Math.max(0, (share - dealShare) / (1 - dealShare)),
    evidence: telling.length,
    inputs: { dealLines: deals.length, lines: telling.length, share, shopShare: dealShare },
    shrinks: true,
  };
}

/**
 * Categories a customer stopped buying while buying others: of those of days 365 to 183 ago, the ones not bought since,
 * beyond what few lines would leave out anyway: max(0, d - e) / (C - e) with e = sum_c (1 - share_c)^lines since.
 */
export function categoryDrop({ lines, asOfDay }: CustomerYear, { lateRatio }: ShopContext): Measurement {
  const isLate = ({ day }: { readonly day: number }): boolean => day > asOfDay - lateDays;
  const early = lines.filter((line) => !isLate(line) && line.category !== undefined);
  const late = lines.filter((line) => isLate(line) && line.category !== undefined);
  if (early.length === 0 || late.length === 0) return missing('too-little-evidence', late.length);
  const earlyCounts = new Map<string, number>();
  for (const { category = '' } of early) earlyCounts.set(category, (earlyCounts.get(category) ?? 0) + 1);
  const since = new Set(late.map(({ category }) => category));
  const dropped = [...earlyCounts.keys()].filter((category) => !since.has(category));
  let expected = 0;
  for (const [category, count] of earlyCounts) {
    const share = Math.min(1, (count / early.length) * (lateRatio.get(category) ?? 0));
    expected += (1 - share) ** late.length;
  }
  const room = earlyCounts.size - expected;
  // A shop that hardly sells any of it since tells nothing of who stopped buying it.
  if (room < 1e-6) return missing('not-defined', late.length);
  const [main] = [...dropped].sort((left, right) => (earlyCounts.get(right) ?? 0) - (earlyCounts.get(left) ?? 0));
  return {
    raw: Math.max(0, dropped.length - expected) / room,
    evidence: late.length,
    inputs: { dropped: dropped.length, categories: earlyCounts.size, ...(main === undefined ? {} : { main }) },
    shrinks: true,
  };
}

/** What is spent elsewhere, by guess: 1 - min(1, spend / the upper level of like customers). Its weight is 0. */
export function leakage(year: CustomerYear, shop: ShopContext): Measurement {
  const peers = shop.peers.get(peerGroupOf(year));
  if (peers === undefined) return missing('too-few-peers');
  if (peers.spendP90Minor <= 0) return missing('not-defined', peers.customerCount);
  const share = year.netSpendMinor / peers.spendP90Minor;
  return {
    raw: 1 - Math.min(1, Math.max(0, share)),
    evidence: peers.customerCount,
    inputs: { share, peers: peers.customerCount },
    shrinks: false,
  };
}

/** Share of spend on articles that are sold elsewhere as well. Substitutes within the shop say nothing of rivals. */
export const comparability = (
  { lines }: CustomerYear,
  { hasComparableTags, hasExclusiveTags }: ShopContext,
): Measurement =>
  hasComparableTags || hasExclusiveTags ? spendShare(lines, ({ tags }) => tags?.isComparable) : missing('not-sent');
