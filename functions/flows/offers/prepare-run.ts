import { calendarDay } from '../../domain/customers/calendar-day.ts';
import type { OfferLog } from '../../domain/offers/offer-log.ts';
import type { OfferSettings } from '../../domain/offers/offer-settings.ts';
import { calendarDayNumber } from '../../domain/relations/calendar-day-number.ts';
import { asOfInstant } from '../../domain/shop-clock.ts';
import { switchingWeights } from '../../domain/switching/switching-weights.ts';
import type { CustomerModelsStore } from '../../stores/models/customer-models-store.ts';
import type { LearntShopStore } from '../../stores/models/learnt-shop-store.ts';
import type { ProgramStore } from '../../stores/program-store.ts';
import { type AllItemsDeps, allItems } from '../switching/shop-items.ts';
import type { OfferTermsOfRun } from './customer-for-offers.ts';

export interface PrepareRunDeps extends AllItemsDeps {
  readonly customerModels: Pick<CustomerModelsStore, 'find'>;
  readonly learntShop: Pick<LearntShopStore, 'find'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
  /** Of the stage. */
  readonly offerSettings: OfferSettings;
  readonly now: () => Date;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** What customers are decided by, but for the log of offers. */
export type PreparedRun = Omit<OfferTermsOfRun, 'log'>;

/** Reads it; undefined before the first nights of models and of switching costs. Memory by items. */
export async function prepareRun(deps: PrepareRunDeps): Promise<PreparedRun | undefined> {
  const { currency, timeZone, offerSettings: settings } = deps;
  const [models, shop, clock] = await Promise.all([
    deps.customerModels.find(),
    deps.learntShop.find(),
    deps.program.readClock(),
  ]);
  if (models === undefined || shop === undefined || shop.weightsVersion !== switchingWeights.version) return undefined;
  const asOf = asOfInstant(clock, deps.now());
  return {
    history: { currency, timeZone, asOf, models, items: await allItems(deps), sentTypes: shop.sentTypes },
    shop,
    settings,
    date: calendarDay(asOf, timeZone),
    asOfDay: calendarDayNumber(asOf, timeZone),
  };
}

/** A run with the log of offers it goes by. */
export const withLog = (prepared: PreparedRun, log: OfferLog): OfferTermsOfRun => ({ ...prepared, log });
