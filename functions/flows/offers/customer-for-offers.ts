import { placedOrders } from '../../domain/customers/placed-orders.ts';
import type { ItemId } from '../../domain/ids.ts';
import { contributionMargin } from '../../domain/offers/contribution-margin.ts';
import type { CustomerForOffers } from '../../domain/offers/eligible-customer.ts';
import type { OfferLog } from '../../domain/offers/offer-log.ts';
import type { OfferSettings } from '../../domain/offers/offer-settings.ts';
import { stateNow } from '../../domain/offers/state-now.ts';
import type { CustomerModels } from '../../domain/standing/customer-models.ts';
import { expectedWithin } from '../../domain/standing/expected-within.ts';
import { switchingOf } from '../../domain/switching/customer-switching.ts';
import type { LearntShop } from '../../domain/switching/learnt-shop.ts';
import type { CustomerRow } from '../../stores/customers/customer-codec.ts';
import type { WholeHistory } from '../../stores/history/customer-histories-store.ts';
import { type HistoryTerms, measureHistory } from '../switching/measure-history.ts';
import type { ItemsToOffer } from './items-to-offer.ts';

/** What customers are read with, the same for all of one run. */
export interface OfferTermsOfRun {
  readonly history: HistoryTerms & { readonly models: CustomerModels };
  readonly shop: LearntShop;
  readonly log: OfferLog;
  readonly settings: OfferSettings;
  /** Calendar day of the shop, `2026-11-23`. */
  readonly date: string;
  readonly asOfDay: number;
}

const marginDays = 365;
const dayMilliseconds = 86_400_000;

const daysBetween = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / dayMilliseconds;

/**
 * All that a decision looks at of a customer, by the facts of now; undefined of one without a purchase.
 * @param horizonDays of the campaign
 */
export function customerForOffers(
  row: CustomerRow,
  history: WholeHistory,
  { history: terms, shop, log, settings, date, asOfDay }: OfferTermsOfRun,
  horizonDays: number,
  items: ItemsToOffer,
): CustomerForOffers | undefined {
  const measured = measureHistory(history, terms);
  if (measured === undefined) return undefined;
  const { customerId } = history;
  const { placed } = placedOrders(history.facts, terms);
  const since = (days: number) => placed.filter(({ day }) => day > asOfDay - days && day <= asOfDay);
  const costs = {
    unitCostMinorOf: (itemId: ItemId) => terms.items.unitCostMinorOf(itemId),
    marginRate: settings.marginRate,
  };
  const lastOfferedOn = log.lastOfferedOn(customerId);
  const { standing } = measured;
  return {
    customerId,
    objects: history.objects,
    isTest: history.profile?.test === true,
    state: stateNow(row.switching, history.events, terms.asOf),
    group: row.group?.group,
    switching: switchingOf(measured.year, shop, standing),
    lifetimeValueMinor: standing.lifetimeValue12MonthsDiscounted1PercentMinor,
    probabilityAlive: standing.probabilityAlive,
    expected: expectedWithin(row.summary, terms.models, asOfDay, horizonDays),
    margin: contributionMargin(since(marginDays), costs),
    earlierProfitMinor: contributionMargin(since(horizonDays), costs).marginMinor,
    hasOpenOffer: log.hasOpenOffer(customerId),
    daysSinceLastOffer: lastOfferedOn === undefined ? undefined : daysBetween(lastOfferedOn, date),
    giftItemId: items.giftItemId,
    complementItemId: items.complementItemId,
  };
}
