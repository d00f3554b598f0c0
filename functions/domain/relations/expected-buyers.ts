import type { BuyerHistories } from './buyer-histories.ts';
import { offsetsOf } from './buyer-histories.ts';
import { monthOfDay } from './calendar-day-number.ts';
import type { ItemPurchases } from './item-purchases.ts';

/**
 * What each buyer of an item bought besides it, month by month: buyer b made `counts[p]` other purchases in month
 * `months[p]`, p from `offsets[b]` up to `offsets[b + 1]`.
 */
export interface OtherPurchases {
  readonly offsets: Int32Array;
  readonly months: Int32Array;
  readonly counts: Int32Array;
}

/**
 * How many buyers of an item would have bought another too, had they drawn their other purchases from what the shop
 * sold in the same months: the sum over buyers c of 1 - product over months t of (1 - P_t)^n_ct. It is Smith &
 * Linden's E_XY (see `expectedCoPurchases`) with the share of the other taken month by month, so that Christmas
 * goods expect each other. 0 to the number of buyers. O(buyers x months).
 * @param logOfNotShare by month: ln(1 - P_t), P_t the share of the other in all purchases of the month
 */
export function expectedBuyersOfBoth({ offsets, months, counts }: OtherPurchases, logOfNotShare: Float64Array): number {
  let expected = 0;
  for (let buyer = 0; buyer + 1 < offsets.length; buyer += 1) {
    let logOfNone = 0;
    for (let place = offsets[buyer] ?? 0; place < (offsets[buyer + 1] ?? 0); place += 1) {
      logOfNone += (counts[place] ?? 0) * (logOfNotShare[months[place] ?? 0] ?? 0);
    }
    // 1 - e^x loses its digits where x is small, as shares of items are.
    expected -= Math.expm1(logOfNone);
  }
  return expected;
}

/** What is needed to expect buyers of any two items. */
interface MonthlyPurchases {
  otherPurchasesOfBuyers(item: number): OtherPurchases;
  logOfNotShare(item: number): Float64Array;
}

interface CustomerMonths {
  readonly offsets: Int32Array;
  readonly months: readonly number[];
  readonly counts: readonly number[];
}

/** Purchases of customers by month; those of guests and of customers left out count nowhere. */
export function monthlyPurchases(histories: BuyerHistories, purchases: ItemPurchases): MonthlyPurchases {
  const { customerOffsets, days, lineOffsets } = histories;
  const { entryOffsets, customers, buyerOffsets, entriesByItem, itemLineOffsets, linesByItem, orderOfLine } = purchases;
  const customerCount = customerOffsets.length - 1;
  const orderCount = customerOffsets[customerCount] ?? 0;
  const monthOfOrder = new Int32Array(orderCount);
  const numbers = new Map<number, number>();
  for (let order = 0; order < orderCount; order += 1) {
    const month = monthOfDay(days[order] ?? 0);
    const number = numbers.get(month) ?? numbers.size;
    numbers.set(month, number);
    monthOfOrder[order] = number;
  }
  const lineCounts = new Float64Array(numbers.size);

  function monthsOfCustomers(): CustomerMonths {
    const counts = new Int32Array(customerCount);
    const months: number[] = [];
    const lines: number[] = [];
    for (let customer = 0; customer < customerCount; customer += 1) {
      const start = months.length;
      const hasEntries = entryOffsets[customer] !== entryOffsets[customer + 1];
      const end = hasEntries ? (customerOffsets[customer + 1] ?? 0) : 0;
      for (let order = customerOffsets[customer] ?? 0; order < end; order += 1) {
        const month = monthOfOrder[order] ?? 0;
        const size = (lineOffsets[order + 1] ?? 0) - (lineOffsets[order] ?? 0);
        lineCounts[month] = (lineCounts[month] ?? 0) + size;
        const last = months.length - 1;
        // Orders ascend by day, so those of a month lie together.
        if (last >= start && months[last] === month) lines[last] = (lines[last] ?? 0) + size;
        else {
          months.push(month);
          lines.push(size);
        }
      }
      counts[customer] = months.length - start;
    }
    return { offsets: offsetsOf(counts), months, counts: lines };
  }

  const ofCustomers = monthsOfCustomers();

  /** Lines with the item, order by order, ascending by customer. */
  const ordersWith = (item: number): Int32Array =>
    linesByItem.subarray(itemLineOffsets[item], itemLineOffsets[item + 1]).map((line) => orderOfLine[line] ?? 0);

  return {
    otherPurchasesOfBuyers(item) {
      const entries = entriesByItem.subarray(buyerOffsets[item], buyerOffsets[item + 1]);
      const ownOrders = ordersWith(item);
      const own = new Int32Array(numbers.size);
      const offsets = new Int32Array(entries.length + 1);
      const months: number[] = [];
      const counts: number[] = [];
      let nextOrder = 0;
      entries.forEach((entry, buyer) => {
        const customer = customers[entry] ?? 0;
        const end = customerOffsets[customer + 1] ?? 0;
        const firstOrder = nextOrder;
        for (; (ownOrders[nextOrder] ?? end) < end; nextOrder += 1) {
          const month = monthOfOrder[ownOrders[nextOrder] ?? 0] ?? 0;
          own[month] = (own[month] ?? 0) + 1;
        }
        for (
          let place = ofCustomers.offsets[customer] ?? 0;
          place < (ofCustomers.offsets[customer + 1] ?? 0);
          place += 1
        ) {
          const month = ofCustomers.months[place] ?? 0;
          const count = (ofCustomers.counts[place] ?? 0) - (own[month] ?? 0);
          if (count === 0) continue;
          months.push(month);
          counts.push(count);
        }
        for (let order = firstOrder; order < nextOrder; order += 1) own[monthOfOrder[ownOrders[order] ?? 0] ?? 0] = 0;
        offsets[buyer + 1] = months.length;
      });
      return { offsets, months: Int32Array.from(months), counts: Int32Array.from(counts) };
    },

    logOfNotShare(item) {
      const logs = new Float64Array(numbers.size);
      for (const order of ordersWith(item)) {
        const month = monthOfOrder[order] ?? 0;
        logs[month] = (logs[month] ?? 0) + 1;
      }
      return logs.map((count, month) => (count === 0 ? 0 : Math.log1p(-count / (lineCounts[month] ?? 1))));
    },
  };
}
