import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toCustomerId, toItemId } from '../../../functions/domain/ids.ts';
import type { Order, ReturnEvent } from '../../../functions/domain/orders/order.ts';
import { fitModels } from '../../../functions/flows/customers/fit-models.ts';
import { rebuild } from '../../../functions/flows/rebuild.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { recordReturns } from '../../../functions/flows/record-returns.ts';
import { relateShop } from '../../../functions/flows/relations/relate-shop.ts';
import { sweepStale } from '../../../functions/flows/sweep-stale.ts';
import { measureCustomers } from '../../../functions/flows/switching/measure-customers.ts';
import { startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { linesOf, orderOf } from '../../support/orders.ts';
import { allDerivedRows, shopOn, streamOrder, streamReturn } from '../../support/shop.ts';

const itemNames = ['a', 'b', 'c', 'd', 'e', 'f'];
const day = fc.integer({ min: 1, max: 9 }).map((number) => `2026-03-0${number}T10:00:00.000Z`);

/** An order in one to three versions of distinct times, each whole: other items, another day, cancelled, returned, recommended. */
const orderVersions = fc
  .record({
    customer: fc.option(fc.constantFrom('kate', 'liam', 'mona'), { nil: undefined }),
    versions: fc.array(
      fc.record({
        placedAt: day,
        status: fc.constantFrom('placed' as const, 'placed' as const, 'placed' as const, 'cancelled' as const),
        items: fc.uniqueArray(fc.constantFrom(...itemNames), { minLength: 1, maxLength: 4 }),
        recommended: fc.subarray(itemNames),
        returnedQuantity: fc.constantFrom(0, 0, 1, 2),
        discountMinor: fc.constantFrom(0, 30),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(
    ({ customer, versions }) =>
      (orderId: string): Order[] =>
        versions.map(({ items, recommended, returnedQuantity, ...rest }, version) =>
          orderOf(orderId, items, {
            ...rest,
            ...(customer === undefined ? {} : { customerId: customer }),
            lines: linesOf(items, { quantity: 2, returnedQuantity }).map((line) =>
              recommended.includes(line.itemId) ? { ...line, recommendationId: 'r' } : line,
            ),
            updatedAt: `2026-03-${10 + version}T10:00:00.000Z`,
          }),
        ),
  );

const returnEvent = fc
  .record({
    customerId: fc.constantFrom('kate', 'liam', 'mona').map(toCustomerId),
    itemId: fc.constantFrom(...itemNames).map(toItemId),
    occurredAt: day,
    quantity: fc.integer({ min: 1, max: 3 }),
  })
  .map(
    (event) =>
      (eventId: string): ReturnEvent => ({ eventId, ...event }),
  );

it('orders and returns streamed in any order with duplicates, and a rebuild from the facts, give the same rows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(orderVersions, { minLength: 2, maxLength: 8 }),
      fc.array(returnEvent, { maxLength: 4 }),
      fc.infiniteStream(fc.nat({ max: 1_000_000 })),
      async (orderMakers, returnMakers, draws) => {
        const orders = orderMakers.flatMap((make, index) => make(`order-${index}`));
        const returns = returnMakers.map((make, index) => make(`return-${index}`));
        const streamed = await startEmbeddedDatabase();
        const rebuilt = await startEmbeddedDatabase();
        try {
          const live = shopOn(streamed);
          // Every fifth message comes twice; the draws decide the order.
          const messages = [...orders, ...returns].flatMap((message, index) =>
            index % 5 === 0 ? [message, message] : [message],
          );
          const shuffled = messages
            .map((message) => ({ message, draw: draws.next().value as number }))
            .sort((left, right) => left.draw - right.draw);
          for (const { message } of shuffled) {
            if ('lines' in message) await streamOrder(live, message);
            else await streamReturn(live, message);
          }
          await sweepStale(live);
          await relateShop(live);
          await fitModels(live);
          await measureCustomers(live);

          const made = shopOn(rebuilt);
          await recordOrders(
            made,
            orders.map((order, index) => ({ index, order })),
          );
          await recordReturns(
            made,
            returns.map((event, index) => ({ index, event })),
          );
          await rebuild(made);

          expect(await allDerivedRows(streamed)).toEqual(await allDerivedRows(rebuilt));
          const again = await sweepStale(live);
          expect([again.recountedItemCount, again.rescoredItemCount]).toEqual([0, 0]);
        } finally {
          await streamed.stop();
          await rebuilt.stop();
        }
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
