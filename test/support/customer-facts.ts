import fc from 'fast-check';
import { toItemId, toOrderId } from '../../functions/domain/ids.ts';
import type { CustomerFact, OrderLine } from '../../functions/domain/orders/order.ts';
import { orderOf } from './orders.ts';

/** From 1995, the earliest a contract takes, to 2035. */
const instant = fc
  .integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2035, 0, 1) })
  .map((milliseconds) => new Date(milliseconds).toISOString());

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 3 });
const itemId = fc.integer({ min: 0, max: 12 }).map((place) => toItemId(`item-${place}`));

const line: fc.Arbitrary<OrderLine> = fc
  .record({
    itemId,
    quantity: fc.integer({ min: 1, max: 9 }),
    returned: fc.integer({ min: 0, max: 9 }),
    unitPriceMinor: fc.integer({ min: 0, max: 100_000 }),
    category: optional(fc.constantFrom('tea', 'coffee', 'a\tb\\n\n')),
    brand: optional(fc.constantFrom('x', 'y', 'z')),
  })
  .map(({ returned, category, brand, ...known }) => ({
    ...known,
    returnedQuantity: Math.min(returned, known.quantity),
    ...(category === undefined ? {} : { category }),
    ...(brand === undefined ? {} : { brand }),
  }));

const order = fc
  .record({
    placedAt: instant,
    lines: fc.array(line, { minLength: 1, maxLength: 5 }),
    status: fc.constantFrom('placed', 'placed', 'placed', 'cancelled'),
    currency: fc.constantFrom('GBP', 'GBP', 'GBP', 'EUR'),
    discountMinor: fc.integer({ min: 0, max: 500 }),
    channel: optional(fc.constantFrom('web', 'shop')),
    country: optional(fc.constantFrom('DE', 'FR')),
  })
  .map(({ channel, country, ...known }) => ({
    ...known,
    ...(channel === undefined ? {} : { channel }),
    ...(country === undefined ? {} : { country }),
  }));

const returned = fc.record({
  occurredAt: instant,
  itemId,
  quantity: fc.integer({ min: 1, max: 9 }),
  order: optional(fc.nat({ max: 20 })),
});

/** Facts of a customer: orders on any days, with returns that match some of them. */
export const customerFacts: fc.Arbitrary<readonly CustomerFact[]> = fc
  .tuple(fc.array(order, { maxLength: 20 }), fc.array(returned, { maxLength: 10 }))
  .map(([orders, returns]) => [
    ...orders.map(
      (given, place): CustomerFact => ({
        kind: 'order',
        order: orderOf(`o${place}`, [], given),
        version: 1,
        retiredPostings: [],
      }),
    ),
    ...returns.map(
      ({ order: named, ...event }, place): CustomerFact => ({
        kind: 'return',
        event: { eventId: `r${place}`, ...event, ...(named === undefined ? {} : { orderId: toOrderId(`o${named}`) }) },
      }),
    ),
  ]);
