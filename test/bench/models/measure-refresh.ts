import { summariseCustomer } from '../../../functions/domain/customers/customer-summary.ts';
import { toCustomerId, toItemId } from '../../../functions/domain/ids.ts';
import type { CustomerFact, OrderLine } from '../../../functions/domain/orders/order.ts';
import { calendarDayNumber } from '../../../functions/domain/relations/calendar-day-number.ts';
import { randomFor } from '../../../functions/domain/simulation/random.ts';
import type { CustomerModels } from '../../../functions/domain/standing/customer-models.ts';
import { storedScoreOf } from '../../../functions/domain/standing/customer-score.ts';
import { standingOf } from '../../../functions/domain/standing/standing-of.ts';
import { encodeCustomerRow } from '../../../functions/stores/customers/customer-codec.ts';
import { storedBytes } from '../../../functions/stores/customers/stored-bytes.ts';
import { orderOf } from '../../support/orders.ts';

export interface RefreshCost {
  readonly orders: number;
  readonly lines: number;
  readonly returns: number;
  readonly runs: number;
  readonly medianMilliseconds: number;
  readonly p99Milliseconds: number;
  /** Bytes of the row, without what the store adds. */
  readonly rowBytes: number;
}

const asOf = '2026-01-01T00:00:00.000Z';
const timeZone = 'Europe/London';
const dayMilliseconds = 86_400_000;

/** A customer of 5 lines an order over four years, of a catalogue of 800 items, every tenth order with a return. */
function customerFacts(orders: number): readonly CustomerFact[] {
  const random = randomFor(orders);
  return Array.from({ length: orders }, (_, place) => {
    const placedAt = new Date(Date.parse(asOf) - random.below(1_460 * dayMilliseconds)).toISOString();
    const lines = Array.from({ length: 5 }, (): OrderLine => {
      const item = random.below(800);
      return {
        itemId: toItemId(`AB-${1_000 + item}`),
        quantity: 1 + random.below(3),
        unitPriceMinor: 100 + random.below(5_000),
        category: `Category ${item % 15}`,
        brand: `Brand ${item % 40}`,
      };
    });
    const order = orderOf(`o${place}`, [], { placedAt, lines, discountMinor: random.below(300), channel: 'web' });
    const fact: CustomerFact = { kind: 'order', order, version: 1, retiredPostings: [] };
    const [line] = lines;
    if (place % 10 > 0 || line === undefined) return [fact];
    const event = { eventId: `r${place}`, occurredAt: asOf, itemId: line.itemId, quantity: 1 };
    return [fact, { kind: 'return', event } as const];
  }).flat();
}

/**
 * CPU time of making a customer's row from facts that are at hand: the summary, what the models say of it, and the row
 * as it is stored. Collection of garbage is included.
 * @param models of the night; without them the customer has a standing by plain rates only
 * @param orders of the customer, default 200
 * @param runs default 2,000, after 200 that are not counted
 */
export function measureRefresh(models: CustomerModels | undefined, orders = 200, runs = 2_000): RefreshCost {
  const facts = customerFacts(orders);
  const returns = facts.filter(({ kind }) => kind === 'return').length;
  const durations: number[] = [];
  let rowBytes = 0;
  for (let run = -200; run < runs; run += 1) {
    const before = process.cpuUsage();
    const summary = summariseCustomer(toCustomerId('12345'), facts, 'GBP', timeZone);
    const score = storedScoreOf(standingOf(summary, models, calendarDayNumber(asOf, timeZone)));
    const row = encodeCustomerRow({ summary, asOf, oversized: false, ...(score === undefined ? {} : { score }) });
    const { user, system } = process.cpuUsage(before);
    if (run >= 0) durations.push((user + system) / 1000);
    rowBytes = storedBytes(row);
  }
  durations.sort((left, right) => left - right);
  const quantile = (share: number): number => durations[Math.floor(share * (runs - 1))] ?? 0;
  return {
    orders,
    lines: orders * 5,
    returns,
    runs,
    medianMilliseconds: quantile(0.5),
    p99Milliseconds: quantile(0.99),
    rowBytes,
  };
}
