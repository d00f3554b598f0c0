import { currencyDecimals } from '../../../functions/contracts/money.ts';
import type { CustomerId } from '../../../functions/domain/ids.ts';
import { defaultMaximumBasketItems } from '../../../functions/domain/orders/evidence-items.ts';
import { calendarDayNumber } from '../../../functions/domain/relations/calendar-day-number.ts';
import type { ServiceEvent } from '../../../functions/domain/service/service-event.ts';
import { customerModelsBuilder } from '../../../functions/domain/standing/customer-models-builder.ts';
import { expectedWithin } from '../../../functions/domain/standing/expected-within.ts';
import { signalsOf } from '../../../functions/domain/switching/measure-signals.ts';
import { switchingScores } from '../../../functions/domain/switching/switching-scores.ts';
import { itemsWithPriceRise } from '../../../functions/domain/validity/price-rises.ts';
import { hadShock } from '../../../functions/domain/validity/shock-of.ts';
import type { ValidityCustomer } from '../../../functions/domain/validity/validity-customer.ts';
import { entriesByCustomer, factsOf } from '../../../functions/flows/bulk-import/log-facts.ts';
import { logUntil } from '../../../functions/flows/bulk-import/log-until.ts';
import type { OrderLog } from '../../../functions/flows/bulk-import/order-log.ts';
import { customersOfOrders } from '../../analyze/customers-to-analyse.ts';
import type { BesideOrders } from '../../signals/beside-orders.ts';
import { complementsUntil } from '../../signals/complements.ts';
import { signalsOfShop } from '../../signals/shop-signals.ts';

export interface SignalFile {
  readonly log: OrderLog;
  readonly beside: Pick<BesideOrders, 'events' | 'catalogue'>;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
}

const dayMilliseconds = 86_400_000;
/** What went wrong longer ago is forgiven, or has been answered by leaving. */
const shockDays = 60;
/** Fewer buyers tell no model from another. */
const leastBuyers = 100;

const endOfDay = (day: number): string => new Date((day + 1) * dayMilliseconds - 1).toISOString();

/** Who placed an order, not cancelled since, on one of the days. */
function buyersWithin({ log, timeZone }: SignalFile, firstDay: number, lastDay: number): ReadonlySet<CustomerId> {
  const buyers = new Set<CustomerId>();
  for (let index = 0; index < log.orderCount; index += 1) {
    const customerId = log.customerAt(index);
    if (customerId === undefined || buyers.has(customerId)) continue;
    const { placedAt, status } = log.orderAt(index);
    const day = calendarDayNumber(placedAt, timeZone);
    if (status === 'placed' && day >= firstDay && day <= lastDay) buyers.add(customerId);
  }
  return buyers;
}

function* datedOrders(log: OrderLog, timeZone: string) {
  for (let index = 0; index < log.orderCount; index += 1) {
    const order = log.orderAt(index);
    if (order.status === 'placed') yield { day: calendarDayNumber(order.placedAt, timeZone), order };
  }
}

/**
 * Every customer as a stack would have known them at the end of a day: models, means of the shop, complements and
 * signals are made anew of what there was until then. The catalogue alone is today's.
 * @param asOfDay from 1970-01-01 @param withinDays days after it within which an order counts
 */
export function customersAt(file: SignalFile, asOfDay: number, withinDays: number): readonly ValidityCustomer[] {
  const { beside, currency, timeZone } = file;
  const until = endOfDay(asOfDay);
  const since = endOfDay(asOfDay - shockDays);
  const log = logUntil(file.log, until);
  const events = beside.events.filter(({ occurredAt }) => occurredAt <= until);
  const eventsOf = new Map<CustomerId, ServiceEvent[]>();
  for (const event of events) eventsOf.set(event.customerId, [...(eventsOf.get(event.customerId) ?? []), event]);
  const source = customersOfOrders(log, currency, timeZone);
  const builder = customerModelsBuilder({
    asOf: until,
    asOfDay,
    version: until,
    unit: 'week',
    // A file of a small shop is still tested beside a model, though a stack would go by plain rates.
    minimumBuyers: leastBuyers,
    minorUnitsPerMajorUnit: 10 ** currencyDecimals(currency),
  });
  for (const summary of source.summariesUntil(asOfDay)) builder.add(summary);
  const models = builder.build();
  const terms = { asOf: until, timeZone, maximumBasketItems: defaultMaximumBasketItems };
  const complements = complementsUntil(log, terms);
  const signals = signalsOfShop({ ...file, ...terms, log, beside: { ...beside, events }, complements, asOfDay });
  const risenItems = itemsWithPriceRise(datedOrders(log, timeZone), asOfDay - shockDays + 1, shockDays);
  const all = { isHeld: () => true };
  const entries = entriesByCustomer({ log, orders: all, returns: all });
  const buyers = buyersWithin(file, asOfDay + 1, asOfDay + withinDays);

  const years = new Map([...signals.years()].map((year) => [year.customerId, year]));
  const customers: ValidityCustomer[] = [];
  for (const summary of source.summariesUntil(asOfDay)) {
    const { customerId } = summary;
    const year = years.get(customerId);
    const expected = expectedWithin(summary, models, asOfDay, withinDays);
    if (year === undefined || year.firstPurchaseDay === null || expected === null) continue;
    const ofCustomer = signalsOf(year, signals.context, false);
    const facts = factsOf(log, entries.get(customerId) ?? { orders: [], returns: [] });
    customers.push({
      customerId,
      hasBought: buyers.has(customerId),
      modelProbability: expected.probabilityOfOrder,
      purchaseDayCount: summary.purchaseDayCount,
      netSpendMinor: summary.netSpendMinor,
      tenureDays: asOfDay - year.firstPurchaseDay,
      scores: switchingScores(ofCustomer, year.purchaseDays.length),
      signals: ofCustomer.map(({ name, value }) => ({ name, value })),
      hadShock: hadShock(facts, eventsOf.get(customerId) ?? [], { since, until, risenItems }),
    });
  }
  return customers;
}
