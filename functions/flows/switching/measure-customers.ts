import { calendarDay } from '../../domain/customers/calendar-day.ts';
import { HoldfastError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { ServiceEventType } from '../../domain/service/service-event.ts';
import { ServiceReportBuilder } from '../../domain/service/service-report.ts';
import { asOfInstant } from '../../domain/shop-clock.ts';
import { switchingOf } from '../../domain/switching/customer-switching.ts';
import { ShopLearner, SignalMeans } from '../../domain/switching/learn-shop.ts';
import { type LearntShop, quantileOf } from '../../domain/switching/learnt-shop.ts';
import type { ShopBase } from '../../domain/switching/shop-context.ts';
import { SwitchingReportBuilder } from '../../domain/switching/switching-report.ts';
import { switchingWeights } from '../../domain/switching/switching-weights.ts';
import type { CustomerHistoriesStore, WholeHistory } from '../../stores/history/customer-histories-store.ts';
import type { CustomerModelsStore } from '../../stores/models/customer-models-store.ts';
import type { LearntShopStore } from '../../stores/models/learnt-shop-store.ts';
import type { ProgramStore } from '../../stores/program-store.ts';
import type { SwitchingReportStore } from '../../stores/reports/switching-report-store.ts';
import { inChunks } from '../in-chunks.ts';
import { inParallel } from '../in-parallel.ts';
import { type HistoryTerms, type MeasuredHistory, measureHistory } from './measure-history.ts';
import { type SettleSwitchingDeps, settleSwitching } from './settle-switching.ts';
import { type AllItemsDeps, allItems } from './shop-items.ts';

export interface MeasureCustomersDeps extends SettleSwitchingDeps, AllItemsDeps {
  readonly customerHistories: Pick<CustomerHistoriesStore, 'scan'>;
  readonly customerModels: Pick<CustomerModelsStore, 'find'>;
  readonly learntShop: LearntShopStore;
  readonly switchingReport: Pick<SwitchingReportStore, 'put'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
  /** The shop's one currency, ISO 4217. */
  readonly currency: string;
  /** IANA name; decides which day an order falls on. */
  readonly timeZone: string;
  /** Milliseconds left before the caller is cut off. */
  readonly remainingMilliseconds: () => number;
}

export interface MeasureCustomersResult {
  readonly asOf: Instant;
  /** Customers measured: those with a purchase who do not object. */
  readonly customerCount: number;
  /** Rows put, for another state or a score that moved. */
  readonly writtenCount: number;
}

/** Segments of the table that are read side by side. */
const segmentCount = 4;
/** Customers of a segment that are worked on side by side. */
const segmentWidth = 8;
/** Below this much time left no further customer is begun. */
const reserveMilliseconds = 20_000;

/** Gives every customer's history to some work, as often as it is called. */
export type HistorySource = (work: (history: WholeHistory) => Promise<void>) => Promise<void>;

const fromTable =
  (customerHistories: Pick<CustomerHistoriesStore, 'scan'>): HistorySource =>
  async (work) => {
    await inParallel(Array.from({ length: segmentCount }).keys(), segmentCount, (segment) =>
      inChunks(customerHistories.scan(segment, segmentCount), segmentWidth, work),
    );
  };

/** One reading of all histories, of who may be profiled. */
const eachHistory =
  ({ remainingMilliseconds }: MeasureCustomersDeps, source: HistorySource): HistorySource =>
  (work) =>
    source(async (history) => {
      if (remainingMilliseconds() < reserveMilliseconds) {
        const message = 'time ran out before all customers were measured; run it again';
        throw new HoldfastError('signals.out-of-time', message);
      }
      if (!history.objects && history.facts.length > 0) await work(history);
    });

/** What one reading tells of the shop as a whole. */
class NightLearner {
  readonly #shop = new ShopLearner();
  readonly #sentTypes = new Set<ServiceEventType>();
  readonly #lifetimeValues: number[] = [];
  readonly #terms: HistoryTerms;

  constructor(terms: HistoryTerms) {
    this.#terms = terms;
  }

  add({ events }: WholeHistory, { year, standing }: MeasuredHistory): void {
    this.#shop.add(year);
    for (const { type } of events) this.#sentTypes.add(type);
    const value = standing.lifetimeValue12MonthsDiscounted1PercentMinor;
    if (value !== null) this.#lifetimeValues.push(value);
  }

  /** All but the means of the signals. */
  learnt(): ShopBase & Omit<LearntShop, 'means'> {
    const base = this.#shop.base();
    return {
      ...base,
      // Where the shop never sends any, there is no rate of them; while that was unknown, they were counted as none.
      complaintRate: this.#sentTypes.has('case') ? base.complaintRate : null,
      weightsVersion: switchingWeights.version,
      asOf: this.#terms.asOf,
      sentTypes: this.#sentTypes,
      lifetimeValueP80Minor: quantileOf(this.#lifetimeValues, switchingWeights.states.valuableQuantile),
    };
  }
}

/** The first night there is nothing to measure by yet, and it takes two readings more. */
async function learnFirst(each: HistorySource, terms: HistoryTerms): Promise<LearntShop> {
  const learner = new NightLearner(terms);
  await each(async (history) => {
    const measured = measureHistory(history, terms);
    if (measured !== undefined) learner.add(history, measured);
  });
  const learnt = learner.learnt();
  const means = new SignalMeans(learnt);
  await each(async (history) => {
    const measured = measureHistory(history, { ...terms, sentTypes: learnt.sentTypes });
    if (measured !== undefined) means.add(measured.year);
  });
  return { ...learnt, means: means.means() };
}

/**
 * The night's work on switching costs, from all facts: what holds each customer and what pulls, measured by what the
 * night before learned of the shop, and what the shop is like for the night to come. A run that was cut off is done by
 * the next, whose rows that did not move cost no write. Memory by items, and 16 bytes a customer.
 * @param source default: the table of facts
 * @throws HoldfastError `signals.out-of-time`
 */
export async function measureCustomers(
  deps: MeasureCustomersDeps,
  source: HistorySource = fromTable(deps.customerHistories),
): Promise<MeasureCustomersResult> {
  const { currency, timeZone } = deps;
  const asOf = asOfInstant(await deps.program.readClock(), deps.now());
  // The first step of the fence, before any fact is read.
  const seenRevision = await deps.learntShop.readRevision();
  const [known, models, items] = await Promise.all([
    deps.learntShop.find(),
    deps.customerModels.find(),
    allItems(deps),
  ]);
  const each = eachHistory(deps, source);
  const unmeasured: HistoryTerms = { currency, timeZone, asOf, models, items, sentTypes: undefined };
  const shop = known?.weightsVersion === switchingWeights.version ? known : await learnFirst(each, unmeasured);
  const terms: HistoryTerms = { ...unmeasured, sentTypes: shop.sentTypes };

  const learner = new NightLearner(terms);
  const means = new SignalMeans(shop);
  const report = new SwitchingReportBuilder();
  const service = new ServiceReportBuilder(asOf, timeZone);
  const date = calendarDay(asOf, timeZone);
  let customerCount = 0;
  let writtenCount = 0;
  await each(async (history) => {
    const measured = measureHistory(history, terms);
    if (measured === undefined) return;
    customerCount += 1;
    learner.add(history, measured);
    means.add(measured.year);
    const found = switchingOf(measured.year, shop, measured.standing);
    const { purchaseDays, brands } = measured.year;
    const { orderCount, lateOrderCount } = measured.year.service;
    service.add({ events: history.events, purchaseDays, orderCount, lateOrderCount });
    const foundYesterday = () => {
      const before = measureHistory(history, terms, 1);
      return before === undefined ? 'new' : switchingOf(before.year, shop, before.standing).found.state;
    };
    const { customerId } = history;
    const settled = await settleSwitching(deps, { ...found, customerId, foundYesterday }, date);
    if (settled === undefined) return;
    writtenCount += settled.isWritten ? 1 : 0;
    const isGone = measured.standing.goneBecause !== null;
    report.add({ state: settled.state, scores: found.scores, signals: found.signals, isGone, brands });
  });
  // What another run learned meanwhile is as good: both read all facts.
  await deps.learntShop.put({ ...learner.learnt(), means: means.means() }, seenRevision);
  await deps.switchingReport.put(report.report(asOf, means.means(), service.build()));
  return { asOf, customerCount, writtenCount };
}
