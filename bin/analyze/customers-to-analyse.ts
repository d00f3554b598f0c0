import type { CustomerSummary } from '../../functions/domain/customers/customer-summary.ts';
import { summariseCustomer } from '../../functions/domain/customers/customer-summary.ts';
import { toCustomerId } from '../../functions/domain/ids.ts';
import type { CustomerFact } from '../../functions/domain/orders/order.ts';
import { calendarDayNumber } from '../../functions/domain/relations/calendar-day-number.ts';
import { entriesByCustomer, factsOf } from '../../functions/flows/bulk-import/log-facts.ts';
import type { OrderLog } from '../../functions/flows/bulk-import/order-log.ts';
import { createGuestCollector, type GuestCollector } from '../../functions/flows/customers/collect-guest-orders.ts';
import type { TransactionLog } from '../readers/transaction-log.ts';
import { transactionFacts, transactionTimeZone } from './transaction-facts.ts';

/** Days are calendar days of the shop counted from 1970-01-01. */
export interface CustomerSource {
  /** Every customer as known at the end of a day, and in an order of their own that is always the same. */
  summariesUntil(day: number): Iterable<CustomerSummary>;
  /** Orders of guests until the end of a day, by month. */
  guestMonthsUntil(day: number): ReturnType<GuestCollector['months']>;
}

/** Customers of a file of orders. Summaries are made anew each time: held, a million would take gigabytes. */
export function customersOfOrders(log: OrderLog, currency: string, timeZone: string): CustomerSource {
  const all = { isHeld: () => true };
  const entries = entriesByCustomer({ log, orders: all, returns: all });
  const dayOfFact = (fact: CustomerFact): number =>
    calendarDayNumber(fact.kind === 'order' ? fact.order.placedAt : fact.event.occurredAt, timeZone);
  return {
    *summariesUntil(day) {
      for (const [customerId, ofCustomer] of entries) {
        const facts = factsOf(log, ofCustomer).filter((fact) => dayOfFact(fact) <= day);
        if (facts.length > 0) yield summariseCustomer(customerId, facts, currency, timeZone);
      }
    },
    guestMonthsUntil(day) {
      const guests = createGuestCollector(currency, timeZone);
      for (let index = 0; index < log.orderCount; index += 1) {
        if (log.customerAt(index) !== undefined) continue;
        const order = log.orderAt(index);
        if (calendarDayNumber(order.placedAt, timeZone) > day) continue;
        guests.addOrder({ kind: 'order', order, version: 1, retiredPostings: [] });
      }
      return guests.months();
    },
  };
}

/** Customers of a log of transactions, which has no guests. */
export const customersOfTransactions = (log: TransactionLog, currency: string): CustomerSource => ({
  *summariesUntil(day) {
    for (const { customerId: id, transactions } of log.byCustomer()) {
      const customerId = toCustomerId(id);
      const { facts } = transactionFacts(customerId, transactions, currency, day);
      if (facts.length > 0) yield summariseCustomer(customerId, facts, currency, transactionTimeZone);
    }
  },
  guestMonthsUntil: () => [],
});
