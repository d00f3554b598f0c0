import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedCoPurchases } from '../../../functions/domain/copurchase/scores.ts';
import { type ItemId, toCustomerId, toItemId } from '../../../functions/domain/ids.ts';
import { logGamma } from '../../../functions/domain/math/log-gamma.ts';
import {
  type BuyerHistories,
  buyerHistoriesBuilder,
  type HistoryOrder,
} from '../../../functions/domain/relations/buyer-histories.ts';
import { calendarDayNumber } from '../../../functions/domain/relations/calendar-day-number.ts';
import { countBuyerPairs } from '../../../functions/domain/relations/count-buyer-pairs.ts';
import { expectedBuyersOfBoth, monthlyPurchases } from '../../../functions/domain/relations/expected-buyers.ts';
import { shareFirstByHabit } from '../../../functions/domain/relations/habit-order.ts';
import { expectedOrder, itemCalendars } from '../../../functions/domain/relations/item-calendars.ts';
import { gatherItemPurchases } from '../../../functions/domain/relations/item-purchases.ts';
import { relateItems } from '../../../functions/domain/relations/relate-items.ts';
import {
  binomialUpperTail,
  poissonLowerTail,
  poissonUpperTail,
} from '../../../functions/domain/relations/tail-probabilities.ts';

const dayOf = (instant: string) => calendarDayNumber(instant, 'UTC');
const itemOf = (number: number): ItemId => toItemId(`item-${number}`);
const instantOf = (day: number, minute: number): string =>
  new Date(Date.UTC(2025, 0, 1 + day, 0, minute)).toISOString();

const ordersOf = (customers: number, items: number, days: number, length: { minLength: number; maxLength: number }) =>
  fc.array(
    fc.record({
      customer: fc.option(fc.nat(customers - 1), { nil: undefined, freq: 10 }),
      day: fc.nat(days - 1),
      minute: fc.nat(1_439),
      items: fc.uniqueArray(fc.nat(items - 1), { maxLength: 5 }),
    }),
    length,
  );

type DrawnOrders = readonly {
  readonly customer: number | undefined;
  readonly day: number;
  readonly minute: number;
  readonly items: readonly number[];
}[];

const historyOrders = (drawn: DrawnOrders): readonly HistoryOrder[] =>
  drawn.map(({ customer, day, minute, items }) => ({
    customerId: customer === undefined ? undefined : toCustomerId(`customer-${customer}`),
    placedAt: instantOf(day, minute),
    itemIds: items.map(itemOf),
  }));

function historiesOf(orders: Iterable<HistoryOrder>): BuyerHistories {
  const builder = buyerHistoriesBuilder(dayOf);
  for (const order of orders) builder.add(order);
  return builder.build();
}

/** All that is related, as plain values. */
function relationsOf(orders: Iterable<HistoryOrder>) {
  const asOf = instantOf(200, 0);
  const { next, similar, ...rest } = relateItems(historiesOf(orders), new Map(), { asOf, dayOf });
  return { next: [...next()], similar: [...similar()], ...rest };
}

describe('relations of a shop', () => {
  it('are the same in whatever order the facts come', () => {
    let related = 0;
    fc.assert(
      fc.property(
        ordersOf(40, 5, 200, { minLength: 100, maxLength: 300 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (drawn, keys) => {
          // The first item is made the forerunner of the second and a replacement of the third.
          const orders = historyOrders(drawn).flatMap((order, index) =>
            index % 4 === 0
              ? [
                  { ...order, customerId: toCustomerId(`pair-${index}`), itemIds: [toItemId('first')] },
                  {
                    customerId: toCustomerId(`pair-${index}`),
                    placedAt: instantOf(200 + (index % 90), 0),
                    itemIds: [toItemId('second')],
                  },
                ]
              : [order],
          );
          const expected = relationsOf(orders);
          related += expected.next.length + expected.rhythms.length + expected.trending.length;

          const shuffled = orders
            .map((order) => ({ order, key: keys.next().value ?? 0 }))
            .sort((left, right) => left.key - right.key)
            .map(({ order }) => ({ ...order, itemIds: order.itemIds.toReversed() }));

          expect(relationsOf(shuffled)).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
    expect(related).toBeGreaterThan(0);
  });

  it('count buyers of both, their order and their orders with both as a plain loop does', () => {
    fc.assert(
      fc.property(ordersOf(6, 6, 30, { minLength: 0, maxLength: 40 }), (drawn) => {
        const histories = historiesOf(historyOrders(drawn));
        const counted = new Map<string, readonly number[]>();
        for (const row of countBuyerPairs(histories, gatherItemPurchases(histories))) {
          for (const other of row.others) {
            counted.set(
              `${histories.itemIds[row.item]} ${histories.itemIds[other]}`,
              [row.buyersOfBoth, row.otherLater, row.otherEarlier, row.together, row.expectedTogether].map((column) =>
                Math.round(1e6 * (column[other] ?? 0)),
              ),
            );
          }
        }

        const expected = new Map<string, readonly number[]>();
        for (let left = 0; left < 6; left += 1) {
          for (let right = left + 1; right < 6; right += 1) {
            let [both, later, earlier, together, expectedTogether] = [0, 0, 0, 0, 0];
            for (let customer = 0; customer < 6; customer += 1) {
              const own = drawn.filter((order) => order.customer === customer && order.items.length > 0);
              const daysWith = (item: number) => own.filter(({ items }) => items.includes(item)).map(({ day }) => day);
              const [leftDays, rightDays] = [daysWith(left), daysWith(right)];
              if (leftDays.length === 0 || rightDays.length === 0) continue;
              both += 1;
              later += +(Math.min(...leftDays) < Math.min(...rightDays));
              earlier += +(Math.min(...rightDays) < Math.min(...leftDays));
              together += own.filter(({ items }) => items.includes(left) && items.includes(right)).length;
              expectedTogether += (leftDays.length * rightDays.length) / own.length;
            }
            if (both === 0) continue;
            const figures = [both, later, earlier, together, expectedTogether];
            expected.set(
              `${itemOf(left)} ${itemOf(right)}`,
              figures.map((figure) => Math.round(1e6 * figure)),
            );
          }
        }
        expect(counted).toEqual(expected);
      }),
    );
  });

  it('expect of the calendars what all pairs of buyers show', () => {
    fc.assert(
      fc.property(ordersOf(6, 4, 20, { minLength: 1, maxLength: 40 }), (drawn) => {
        const histories = historiesOf(historyOrders(drawn));
        const purchases = gatherItemPurchases(histories);
        const order = expectedOrder(itemCalendars(purchases));
        const daysOf = (item: number) =>
          [...purchases.entriesByItem.subarray(purchases.buyerOffsets[item], purchases.buyerOffsets[item + 1])].map(
            (entry) => purchases.firstDays[entry] ?? 0,
          );
        for (let item = 0; item < purchases.itemCount; item += 1) {
          order.choose(item);
          for (let other = 0; other < purchases.itemCount; other += 1) {
            const pairs = daysOf(item).flatMap((one) => daysOf(other).map((two) => two - one));
            const later = pairs.filter((gap) => gap > 0).length;
            const ordered = pairs.filter((gap) => gap !== 0).length;
            expect(order.shareLater(other)).toBeCloseTo(ordered === 0 ? 0.5 : later / ordered, 12);
          }
        }
      }),
    );
  });

  it('expect of heavy buyers within one month what the plain formula of Smith and Linden does', () => {
    fc.assert(
      fc.property(ordersOf(8, 4, 28, { minLength: 1, maxLength: 60 }), (drawn) => {
        const histories = historiesOf(historyOrders(drawn));
        const purchases = gatherItemPurchases(histories);
        const monthly = monthlyPurchases(histories, purchases);
        const ofCustomers = drawn.filter(({ customer }) => customer !== undefined);
        const lines = ofCustomers.flatMap(({ customer, items }) => items.map((item) => ({ customer, item })));
        for (const [place, itemId] of histories.itemIds.entries()) {
          const buyers = new Set(lines.filter(({ item }) => itemOf(item) === itemId).map(({ customer }) => customer));
          const others = [...buyers].map(
            (buyer) => lines.filter(({ customer, item }) => customer === buyer && itemOf(item) !== itemId).length,
          );
          for (const [otherPlace, otherId] of histories.itemIds.entries()) {
            const share = lines.filter(({ item }) => itemOf(item) === otherId).length / Math.max(1, lines.length);
            expect(
              expectedBuyersOfBoth(monthly.otherPurchasesOfBuyers(place), monthly.logOfNotShare(otherPlace)),
            ).toBeCloseTo(expectedCoPurchases(share, others), 10);
          }
        }
      }),
    );
  });
});

it('expects of habit what all ways of drawing the orders give', () => {
  const subsets = (orders: number, size: number): readonly number[] =>
    Array.from({ length: 2 ** orders }, (_, bits) => bits).filter(
      (bits) => [...bits.toString(2)].filter((digit) => digit === '1').length === size,
    );
  const first = (bits: number): number => 31 - Math.clz32(bits & -bits);
  for (let orders = 1; orders <= 6; orders += 1) {
    for (let one = 1; one <= orders; one += 1) {
      for (let two = 1; two <= orders; two += 1) {
        const gaps = subsets(orders, one).flatMap((left) =>
          subsets(orders, two).map((right) => first(right) - first(left)),
        );
        const ordered = gaps.filter((gap) => gap !== 0).length;
        const expected = ordered === 0 ? 0.5 : gaps.filter((gap) => gap > 0).length / ordered;
        expect(shareFirstByHabit(orders, one, two)).toBeCloseTo(expected, 12);
      }
    }
  }
});

describe('tail probabilities', () => {
  const chances = fc.double({ min: 0.001, max: 0.999, noNaN: true });

  it('of a binomial count are the sums of its chances', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), chances, (trials, drawn, chance) => {
        const successes = Math.min(drawn, trials);
        let sum = 0;
        let choices = 1;
        for (let count = 0; count <= trials; count += 1) {
          if (count >= successes) sum += choices * chance ** count * (1 - chance) ** (trials - count);
          choices = (choices * (trials - count)) / (count + 1);
        }
        // Near 1 only the difference to it is exact, so the error is absolute there and relative in the far tail.
        expect(Math.abs(binomialUpperTail(successes, trials, chance) - sum)).toBeLessThan(1e-12 + 1e-10 * sum);
      }),
    );
  });

  it('of a Poisson count are the sums of its chances', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.double({ min: 0.01, max: 60, noNaN: true }), (count, mean) => {
        let below = 0;
        let term = Math.exp(-mean);
        for (let value = 0; value < count; value += 1) {
          below += term;
          term *= mean / (value + 1);
        }
        expect(poissonUpperTail(count, mean)).toBeCloseTo(1 - below, 10);
        expect(poissonLowerTail(count, mean)).toBeCloseTo(below + term, 10);
      }),
    );
  });

  it('rest on logarithms of factorials', () => {
    let logFactorial = 0;
    for (let value = 1; value <= 2_000; value += 1) {
      expect(Math.abs(logGamma(value) - logFactorial)).toBeLessThan(1e-13 * Math.max(1, logFactorial) + 1e-13);
      logFactorial += Math.log(value);
    }
  });
});
