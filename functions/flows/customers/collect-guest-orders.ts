import { summariseCustomer } from '../../domain/customers/customer-summary.ts';
import { toCustomerId } from '../../domain/ids.ts';
import type { OrderFact } from '../../domain/orders/order.ts';
import { calendarDayNumber, monthOfDay } from '../../domain/relations/calendar-day-number.ts';
import type { GuestMonth } from '../../stores/models/guest-orders-store.ts';

/** Counts the orders of guests, who stand in no customer's row, by month. */
export interface GuestCollector {
  /** Takes an order of anybody, once. O(lines) for a guest's. */
  addOrder(fact: OrderFact): void;
  /** Ascending. */
  months(): readonly GuestMonth[];
}

/** A guest order is summed up as if its guest were a customer of one order. */
const guest = toCustomerId('guest');

export function createGuestCollector(currency: string, timeZone: string): GuestCollector {
  const byMonth = new Map<number, { orderCount: number; lineCount: number; netSpendMinor: number }>();
  return {
    addOrder(fact) {
      const { order } = fact;
      if (order.customerId !== undefined || order.status !== 'placed') return;
      const month = monthOfDay(calendarDayNumber(order.placedAt, timeZone));
      const sums = byMonth.get(month) ?? { orderCount: 0, lineCount: 0, netSpendMinor: 0 };
      sums.orderCount += 1;
      sums.lineCount += new Set(order.lines.map(({ itemId }) => itemId)).size;
      sums.netSpendMinor += summariseCustomer(guest, [fact], currency, timeZone).netSpendMinor;
      byMonth.set(month, sums);
    },
    months: () => [...byMonth].sort(([left], [right]) => left - right).map(([month, sums]) => ({ month, ...sums })),
  };
}
