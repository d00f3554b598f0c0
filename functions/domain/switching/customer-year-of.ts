import { type NetLine, type PlacedOrder, placedOrders } from '../customers/placed-orders.ts';
import { firstCategoryOf } from '../customers/summarise-activity.ts';
import type { CustomerId, ItemId } from '../ids.ts';
import type { ItemTag } from '../items/item.ts';
import type { CustomerFact } from '../orders/order.ts';
import { calendarDayNumber } from '../relations/calendar-day-number.ts';
import type { ServiceEvent, ServiceEventType } from '../service/service-event.ts';
import { brandChoices } from './brand-choices.ts';
import { type CustomerYear, signalDays, type YearLine, type YearProgramme } from './customer-year.ts';
import { EarlierItems, type ShopItems } from './earlier-items.ts';
import { yearRatings, yearService } from './year-service.ts';

/** How a shop's facts are read for signals. */
export interface YearTerms {
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name; decides which day an order falls on. */
  readonly timeZone: string;
  /** Calendar day of the shop that is looked back from, counted from 1970-01-01, and its end. */
  readonly asOfDay: number;
  readonly asOf: string;
  readonly items: ShopItems;
  /** Undefined where the catalogue does not know the item. */
  readonly tagsOf: (itemId: ItemId) => readonly ItemTag[] | undefined;
  /** Kinds of event that the shop ever sent, of anybody. */
  readonly sentTypes: ReadonlySet<ServiceEventType>;
  /** Coupons that the shop gave to this or another customer itself, so that using one says nothing of them. */
  readonly isOwnOffer: (coupon: string) => boolean;
}

const dayMilliseconds = 86_400_000;

/** Price at list and paid of what was kept of an item, where every line of it in the order tells a list price. */
function priceOf({ order }: PlacedOrder, { purchase, keptQuantity }: NetLine): YearLine['price'] {
  let listMinor = 0;
  let paidMinor = 0;
  for (const { itemId, quantity, unitPriceMinor, listPriceMinor } of order.lines) {
    if (itemId !== purchase.itemId) continue;
    if (listPriceMinor === undefined) return undefined;
    listMinor += quantity * listPriceMinor;
    paidMinor += quantity * unitPriceMinor;
  }
  const share = keptQuantity / purchase.quantity;
  return { listMinor: listMinor * share, paidMinor: paidMinor * share };
}

/** The lines of the year that were kept, each with what came before it. @param placed all orders, by time */
function yearLines(placed: readonly PlacedOrder[], firstDay: number, terms: YearTerms): readonly YearLine[] {
  const earlier = new EarlierItems(terms.items);
  const lines: YearLine[] = [];
  let today: { day: number; itemIds: ItemId[] } = { day: Number.NEGATIVE_INFINITY, itemIds: [] };
  for (const one of placed) {
    const { order, day } = one;
    if (day !== today.day) {
      earlier.addDay(today.itemIds, today.day);
      today = { day, itemIds: [] };
    }
    const goods = one.lines.reduce((sum, { purchase }) => sum + purchase.valueMinor, 0);
    const paidShare = goods > 0 ? one.grossSpendMinor / goods : 0;
    for (const line of one.lines) {
      const { purchase, keptQuantity } = line;
      const { itemId, category, brand } = purchase;
      if (keptQuantity === 0) continue;
      today.itemIds.push(itemId);
      if (day <= terms.asOfDay - signalDays) continue;
      const price = priceOf(one, line);
      const tags = terms.tagsOf(itemId);
      const complementOf = earlier.complementOf(itemId);
      lines.push({
        day,
        itemId,
        ...(category === undefined ? {} : { category }),
        ...(brand === undefined ? {} : { brand }),
        spendMinor: ((purchase.valueMinor * keptQuantity) / purchase.quantity) * paidShare,
        ...(price === undefined ? {} : { price }),
        hasOwnOffer: order.coupon !== undefined && terms.isOwnOffer(order.coupon),
        ...(tags === undefined
          ? {}
          : { tags: { isExclusive: tags.includes('exclusive'), isComparable: tags.includes('comparable') } }),
        ...(complementOf === undefined ? {} : { complementOf }),
        isRepeat: earlier.has(itemId),
        isLater: day > firstDay,
        complementLineShare: earlier.complementLineShare,
        repeatLineShare: earlier.repeatLineShare,
      });
    }
  }
  return lines;
}

/** Brands whose every line bought is of an item sold only here. */
function exclusiveBrandsOf(lines: readonly YearLine[]): ReadonlySet<string> {
  const isExclusive = new Map<string, boolean>();
  for (const { brand, tags } of lines) {
    if (brand !== undefined) isExclusive.set(brand, (isExclusive.get(brand) ?? true) && tags?.isExclusive === true);
  }
  return new Set([...isExclusive].flatMap(([brand, exclusive]) => (exclusive ? [brand] : [])));
}

function setUpsOf(events: readonly ServiceEvent[]): ReadonlySet<string> {
  const inUse = new Map<string, { readonly at: string; readonly isInUse: boolean }>();
  for (const event of events) {
    if (event.type !== 'setup') continue;
    const before = inUse.get(event.kind);
    if (before === undefined || before.at <= event.occurredAt) {
      inUse.set(event.kind, { at: event.occurredAt, isInUse: event.isInUse });
    }
  }
  return new Set([...inUse].flatMap(([kind, { isInUse }]) => (isInUse ? [kind] : [])));
}

function programmeOf(
  events: readonly ServiceEvent[],
  { since, asOf }: { readonly since: string; readonly asOf: string },
  sent: YearTerms['sentTypes'],
): YearProgramme {
  const ledger = events.filter((event) => event.type === 'points');
  const latest = [...ledger].sort((left, right) => (left.occurredAt < right.occurredAt ? -1 : 1)).at(-1);
  const tiers = events.filter((event) => event.type === 'tier-benefit' && event.occurredAt >= since);
  const benefitMinor = tiers.reduce((sum, event) => sum + (event.type === 'tier-benefit' ? event.benefitMinor : 0), 0);
  const firstTierAt = tiers.map(({ occurredAt }) => occurredAt).sort()[0];
  const tierDays = firstTierAt === undefined ? 0 : (Date.parse(asOf) - Date.parse(firstTierAt)) / dayMilliseconds;
  return {
    points: sent.has('points')
      ? { ledgerRowCount: ledger.length, valueMinor: ledger.reduce((sum, { valueMinor }) => sum + valueMinor, 0) }
      : null,
    reward:
      latest?.daysToNextReward === undefined
        ? null
        : {
            earningEventCount: ledger.filter(({ valueMinor }) => valueMinor > 0).length,
            expectedDays: latest.daysToNextReward,
          },
    tier: sent.has('tier-benefit') ? { days: Math.floor(tierDays), benefitMinor } : null,
  };
}

/** Counts wanted items: those out of stock when wanted, and those bought. */
function wantedOf(events: readonly ServiceEvent[], lines: readonly YearLine[]): CustomerYear['wanted'] {
  const outOfStock = new Set(events.flatMap((event) => (event.type === 'stock-out' ? [event.itemId] : [])));
  const wanted = new Set([...outOfStock, ...lines.map(({ itemId }) => itemId)]);
  return { itemCount: wanted.size, outOfStockCount: outOfStock.size };
}

/**
 * What signals are made of: a customer's facts and events until `asOfDay`, those of the last 365 days in detail.
 * O(lines x complements of an item).
 * @param events service events of the customer
 */
export function customerYearOf(
  customerId: CustomerId,
  facts: readonly CustomerFact[],
  events: readonly ServiceEvent[],
  terms: YearTerms,
): CustomerYear {
  const { asOfDay, asOf, sentTypes, timeZone } = terms;
  const isInYear = (day: number): boolean => day > asOfDay - signalDays && day <= asOfDay;
  const dayOf = (instant: string): number => calendarDayNumber(instant, timeZone);
  const known = placedOrders(
    facts.filter((fact) => dayOf(fact.kind === 'order' ? fact.order.placedAt : fact.event.occurredAt) <= asOfDay),
    terms,
  ).placed;
  const knownEvents = events.filter(({ occurredAt }) => dayOf(occurredAt) <= asOfDay);
  const ofYear = known.filter(({ day }) => isInYear(day));
  const firstPurchaseDay = known[0]?.day ?? null;
  const lines = yearLines(known, firstPurchaseDay ?? asOfDay, terms);
  const returns = facts.flatMap((fact) =>
    fact.kind === 'return' && dayOf(fact.event.occurredAt) <= asOfDay ? [fact.event] : [],
  );
  const since = new Date(Date.parse(asOf) - signalDays * dayMilliseconds).toISOString();
  const yearEvents = knownEvents.filter(({ occurredAt }) => isInYear(dayOf(occurredAt)));
  const count = (type: ServiceEventType): number | null =>
    sentTypes.has(type) ? yearEvents.filter((event) => event.type === type).length : null;
  const service = yearService(ofYear, returns, knownEvents, { now: asOf, since });
  return {
    customerId,
    asOfDay,
    firstPurchaseDay,
    firstCategory: firstCategoryOf(known.filter(({ day }) => day === firstPurchaseDay)) ?? null,
    purchaseDays: [...new Set(ofYear.map(({ day }) => day))],
    orderCount: ofYear.length,
    netSpendMinor: ofYear.reduce((sum, { netSpendMinor }) => sum + netSpendMinor, 0),
    lines,
    brands: brandChoices(customerId, ofYear),
    exclusiveBrands: exclusiveBrandsOf(lines),
    setUps: sentTypes.has('setup') ? setUpsOf(knownEvents) : null,
    referralCount: count('referral'),
    reviewCount: count('review'),
    ratings: sentTypes.has('rating') ? (yearRatings(yearEvents) ?? { count: 0, goodwillSum: 0, lastStars: 0 }) : null,
    service: { ...service, complaintWeight: sentTypes.has('case') ? service.complaintWeight : null },
    wanted: sentTypes.has('stock-out') ? wantedOf(yearEvents, lines) : null,
    programme: programmeOf(knownEvents, { since, asOf }, sentTypes),
  };
}
