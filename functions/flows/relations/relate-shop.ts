import type { ClickFact } from '../../domain/attribution/storefront-events.ts';
import { windowStart } from '../../domain/copurchase/evidence-window.ts';
import { shopTotals } from '../../domain/copurchase/shop-totals.ts';
import type { ItemId } from '../../domain/ids.ts';
import { evidenceItems } from '../../domain/orders/evidence-items.ts';
import type { CustomerFact, Instant, OrderFact } from '../../domain/orders/order.ts';
import { type BuyerHistoriesBuilder, buyerHistoriesBuilder } from '../../domain/relations/buyer-histories.ts';
import { calendarDayNumber } from '../../domain/relations/calendar-day-number.ts';
import { type RelatedShop, type RelationFacts, relateItems } from '../../domain/relations/relate-items.ts';
import { asOfInstant } from '../../domain/shop-clock.ts';
import type { HistoryStore } from '../../stores/history/history-store.ts';
import type { ItemsStore } from '../../stores/items-store.ts';
import type { GuestOrdersStore } from '../../stores/models/guest-orders-store.ts';
import type { RecommendationReportStore } from '../../stores/models/recommendation-report-store.ts';
import type { ShopTotalsStore } from '../../stores/models/shop-totals-store.ts';
import type { ProgramStore } from '../../stores/program-store.ts';
import type { NightlyRow } from '../../stores/recommendations/relations-store.ts';
import { createAttributionCollector } from '../attribution/attribution-collector.ts';
import { createGuestCollector } from '../customers/collect-guest-orders.ts';
import { inParallel } from '../in-parallel.ts';
import type { RankingComparison } from '../recommend/recommend-deps.ts';
import {
  type ReplacedRows,
  type ReplaceNightlyRowsDeps,
  replaceNightlyRows,
  seeNightlyRows,
} from './replace-nightly-rows.ts';

export interface RelateShopDeps extends ReplaceNightlyRowsDeps {
  readonly history: Pick<HistoryStore, 'scanAllFacts'>;
  readonly items: Pick<ItemsStore, 'scanCatalogue'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
  readonly recommendationReport: Pick<RecommendationReportStore, 'readRevision' | 'put'>;
  readonly shopTotals: Pick<ShopTotalsStore, 'readRevision' | 'put'>;
  readonly guestOrders: Pick<GuestOrdersStore, 'readRevision' | 'put'>;
  /** The shop's one currency, ISO 4217. */
  readonly currency: string;
  /** IANA name; decides which day an order falls on. */
  readonly timeZone: string;
  /** Orders of more distinct items give no evidence. */
  readonly maximumBasketItems: number;
  /** Orders older than this many days before the shop's clock give no evidence; undefined: all do. */
  readonly evidenceWindowDays?: number;
  /** The A/B switch, where one is on: the report compares its sides by their shares. */
  readonly comparison?: Pick<RankingComparison, 'share'>;
}

export interface RelateShopResult extends ReplacedRows {
  readonly orderCount: number;
  readonly clickCount: number;
  /** Customers of too many distinct items to be asked what they buy later or instead. */
  readonly leftOutCustomers: number;
  readonly asOf: Instant;
}

/** Segments of the table that are read side by side: a scan waits for its next page most of its time. */
const segmentCount = 4;

async function readCatalogue({ items }: Pick<RelateShopDeps, 'items'>): Promise<Map<ItemId, RelationFacts>> {
  const facts = new Map<ItemId, RelationFacts>();
  for await (const item of items.scanCatalogue()) facts.set(item.itemId, item);
  return facts;
}

function* rowsOf(shop: RelatedShop, asOf: Instant): Generator<NightlyRow, void, undefined> {
  for (const row of shop.next()) yield { kind: 'next', row };
  for (const row of shop.similar()) yield { kind: 'similar', row };
  for (const row of shop.rhythms) yield { kind: 'rebuy', row, asOf };
  for (const { list, items } of shop.trending) yield { kind: 'trending', list, row: { items, asOf } };
  for (const { list, items } of shop.newItems) yield { kind: 'new', list, row: { items, asOf } };
}

/** Hands on every order and click there is, in any order. */
export type FactSource = (take: (fact: CustomerFact | ClickFact) => void) => Promise<void>;

/** One reading of `History`, in segments. */
const factsOfHistory =
  ({ history }: Pick<RelateShopDeps, 'history'>): FactSource =>
  async (take) => {
    await inParallel(Array.from({ length: segmentCount }).keys(), segmentCount, async (segment) => {
      for await (const { fact } of history.scanAllFacts(segment, segmentCount)) take(fact);
    });
  };

/**
 * The night's work on all facts: relations and lists that no single order decides, totals of the shop, and what came of
 * recommendations.
 * Memory by order lines, some 12 bytes each. Running it again changes nothing but the times.
 * @param eachFact default: read from `History`
 */
export async function relateShop(
  deps: RelateShopDeps,
  eachFact: FactSource = factsOfHistory(deps),
): Promise<RelateShopResult> {
  const asOf = asOfInstant(await deps.program.readClock(), deps.now());
  const since = windowStart(asOf, deps.evidenceWindowDays);
  const dayOf = (instant: Instant): number => calendarDayNumber(instant, deps.timeZone);
  const seen = await seeNightlyRows(deps);
  const reportRevision = await deps.recommendationReport.readRevision();
  const totalsRevision = await deps.shopTotals.readRevision();
  const guestsRevision = await deps.guestOrders.readRevision();
  const builder = buyerHistoriesBuilder(dayOf);
  const guests = createGuestCollector(deps.currency, deps.timeZone);
  const attribution = createAttributionCollector();
  let orderCount = 0;
  let clickCount = 0;

  const takeOrder = (fact: OrderFact): void => {
    if (fact.erased) return;
    orderCount += 1;
    attribution.addOrder(fact);
    guests.addOrder(fact);
    addEvidence(builder, fact, asOf, since, deps.maximumBasketItems);
  };
  const take = (fact: CustomerFact | ClickFact): void => {
    if (fact.kind === 'order') takeOrder(fact);
    if (fact.kind !== 'click') return;
    clickCount += 1;
    attribution.addClick(fact);
  };
  await eachFact(take);

  const histories = builder.build();
  const related = relateItems(histories, await readCatalogue(deps), { asOf, dayOf });
  const replaced = await replaceNightlyRows(deps, seen, rowsOf(related, asOf), asOf);
  // Totals and report of another run, put since, are as good: both read all.
  await deps.shopTotals.put(shopTotals(histories, asOf), totalsRevision);
  await deps.guestOrders.put({ asOf, months: guests.months() }, guestsRevision);
  // Answers are given now, whatever the shop's clock says.
  const report = attribution.finish(deps.now().toISOString(), deps.comparison?.share);
  await deps.recommendationReport.put(report, reportRevision);
  return { ...replaced, orderCount, clickCount, leftOutCustomers: related.leftOutCustomers, asOf };
}

/** Orders after the shop's clock are not of its past yet; those before the window are no evidence any more. */
function addEvidence(
  histories: BuyerHistoriesBuilder,
  { order }: OrderFact,
  asOf: Instant,
  since: Instant | undefined,
  maximumBasketItems: number,
): void {
  if (order.placedAt > asOf || (since !== undefined && order.placedAt < since)) return;
  histories.add({ ...order, itemIds: evidenceItems(order, maximumBasketItems) });
}
