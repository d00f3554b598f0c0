import { type CustomerId, toItemId, toOrderId } from '../../functions/domain/ids.ts';
import type { Instant, Order, OrderFact, OrderLine } from '../../functions/domain/orders/order.ts';
import type { Transaction } from '../readers/transaction-log.ts';

/** The zone in which the days of these facts are days of the shop. */
export const transactionTimeZone = 'UTC';

const kept = toItemId('kept');
const givenBack = toItemId('given back');
const dayMilliseconds = 86_400_000;

/** Noon of a day: an instant of the day it stands for. */
export const noonOf = (day: number): Instant => new Date((day + 0.5) * dayMilliseconds).toISOString();

interface Purchase {
  readonly day: number;
  readonly valueMinor: number;
  refundedMinor: number;
}

/** Books money given back on the latest purchases up to its day; what is left over reduces nothing. */
function bookRefund(purchases: readonly Purchase[], refund: Transaction): number {
  let leftMinor = -refund.valueMinor;
  for (let index = purchases.length - 1; index >= 0 && leftMinor > 0; index -= 1) {
    const purchase = purchases[index];
    if (purchase === undefined || purchase.day > refund.day) continue;
    const bookedMinor = Math.min(leftMinor, purchase.valueMinor - purchase.refundedMinor);
    purchase.refundedMinor += bookedMinor;
    leftMinor -= bookedMinor;
  }
  return leftMinor;
}

function linesOf({ valueMinor, refundedMinor }: Purchase): readonly OrderLine[] {
  const line: OrderLine = { itemId: kept, quantity: 1, unitPriceMinor: valueMinor - refundedMinor };
  if (refundedMinor === 0) return [line];
  const back: OrderLine = { itemId: givenBack, quantity: 1, unitPriceMinor: refundedMinor, returnedQuantity: 1 };
  return valueMinor === refundedMinor ? [back] : [line, back];
}

/**
 * A customer's transactions as the facts they stand for: each purchase an order of that day at noon, with what was
 * given back of it as a line that was returned. O(purchases times refunds).
 * @param untilDay days since 1970-01-01; what came after is left out
 * @returns the facts, and the refunds in minor units that match no purchase
 */
export function transactionFacts(
  customerId: CustomerId,
  transactions: readonly Transaction[],
  currency: string,
  untilDay: number,
): { readonly facts: readonly OrderFact[]; readonly unmatchedRefundMinor: number } {
  const known = transactions.filter(({ day }) => day <= untilDay).sort((left, right) => left.day - right.day);
  const purchases = known
    .filter(({ valueMinor }) => valueMinor >= 0)
    .map(({ day, valueMinor }): Purchase => ({ day, valueMinor, refundedMinor: 0 }));
  let unmatchedRefundMinor = 0;
  for (const transaction of known) {
    if (transaction.valueMinor < 0) unmatchedRefundMinor += bookRefund(purchases, transaction);
  }
  const facts = purchases.map((purchase, index): OrderFact => {
    const placedAt = noonOf(purchase.day);
    const order: Order = {
      orderId: toOrderId(`${index + 1}`),
      customerId,
      placedAt,
      updatedAt: placedAt,
      status: 'placed',
      currency,
      lines: linesOf(purchase),
    };
    return { kind: 'order', order, version: 1, retiredPostings: [] };
  });
  return { facts, unmatchedRefundMinor };
}
