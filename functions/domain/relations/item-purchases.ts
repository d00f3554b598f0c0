import { type BuyerHistories, offsetsOf } from './buyer-histories.ts';

/** Customers of more distinct items than this are resellers or shared accounts, and cost their square. */
export const defaultMaximumItemsOfCustomer = 1_000;

/**
 * Which customer bought which item, as flat arrays: an entry is a customer and an item, entries ascend by customer,
 * then item. 24 bytes an entry and 8 a line.
 */
export interface ItemPurchases {
  readonly itemCount: number;
  /** Entries of customer c: `entryOffsets[c]` up to `entryOffsets[c + 1]`. */
  readonly entryOffsets: Int32Array;
  readonly items: Int32Array;
  /** Calendar day of the customer's first order with the item. */
  readonly firstDays: Int32Array;
  /** Orders of the customer with the item. */
  readonly orderCounts: Int32Array;
  readonly customers: Int32Array;
  /** Entries of item i: `entriesByItem[buyerOffsets[i]]` up to `buyerOffsets[i + 1]`, ascending. */
  readonly buyerOffsets: Int32Array;
  readonly entriesByItem: Int32Array;
  /** Lines of item i in orders of these customers: `linesByItem[itemLineOffsets[i]]` and on, ascending. */
  readonly itemLineOffsets: Int32Array;
  readonly linesByItem: Int32Array;
  readonly orderOfLine: Int32Array;
  /** Customers of too many distinct items, who are in no entry. */
  readonly leftOutCustomers: number;
}

/** For each value of `keys`, the places that hold it, ascending: a counting sort. */
function placesByKey(keys: Int32Array, keyCount: number, isKept: (place: number) => boolean) {
  const counts = new Int32Array(keyCount);
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place] ?? 0;
    if (isKept(place)) counts[key] = (counts[key] ?? 0) + 1;
  }
  const offsets = offsetsOf(counts);
  const next = offsets.slice();
  const places = new Int32Array(offsets[keyCount] ?? 0);
  for (let place = 0; place < keys.length; place += 1) {
    if (!isKept(place)) continue;
    const key = keys[place] ?? 0;
    const slot = next[key] ?? 0;
    places[slot] = place;
    next[key] = slot + 1;
  }
  return { offsets, places };
}

/**
 * Gathers what customers bought; guests have no history and are left out.
 * O(lines + entries log(items of a customer)).
 * @param maximumItems a customer of more distinct items is left out and counted; default 1,000
 */
export function gatherItemPurchases(
  histories: BuyerHistories,
  maximumItems = defaultMaximumItemsOfCustomer,
): ItemPurchases {
  const { customerOffsets, days, lineOffsets, items: lines, itemIds } = histories;
  const itemCount = itemIds.length;
  const customerCount = customerOffsets.length - 1;
  const customerLineCount = lineOffsets[customerOffsets[customerCount] ?? 0] ?? 0;
  const entryOffsets = new Int32Array(customerCount + 1);
  const items = new Int32Array(customerLineCount);
  const firstDays = new Int32Array(customerLineCount);
  const orderCounts = new Int32Array(customerLineCount);
  const customers = new Int32Array(customerLineCount);
  const orderOfLine = new Int32Array(customerLineCount);
  const isLeftOut = new Uint8Array(customerCount);
  const firstDayOf = new Int32Array(itemCount);
  const ordersWith = new Int32Array(itemCount);
  let leftOutCustomers = 0;
  let end = 0;
  for (let customer = 0; customer < customerCount; customer += 1) {
    const start = end;
    for (let order = customerOffsets[customer] ?? 0; order < (customerOffsets[customer + 1] ?? 0); order += 1) {
      const day = days[order] ?? 0;
      for (let line = lineOffsets[order] ?? 0; line < (lineOffsets[order + 1] ?? 0); line += 1) {
        const item = lines[line] ?? 0;
        orderOfLine[line] = order;
        const seen = ordersWith[item] ?? 0;
        // Orders ascend by day, so the first one seen is the first one bought.
        if (seen === 0) {
          firstDayOf[item] = day;
          items[end++] = item;
        }
        ordersWith[item] = seen + 1;
      }
    }
    const own = items.subarray(start, end).sort();
    own.forEach((item, place) => {
      firstDays[start + place] = firstDayOf[item] ?? 0;
      orderCounts[start + place] = ordersWith[item] ?? 0;
      customers[start + place] = customer;
      ordersWith[item] = 0;
    });
    if (own.length > maximumItems) {
      leftOutCustomers += 1;
      isLeftOut[customer] = 1;
      end = start;
    }
    entryOffsets[customer + 1] = end;
  }
  const customerOfOrder = new Int32Array(customerOffsets[customerCount] ?? 0);
  for (let customer = 0; customer < customerCount; customer += 1) {
    customerOfOrder.fill(customer, customerOffsets[customer], customerOffsets[customer + 1]);
  }
  const entryItems = items.slice(0, end);
  const byItem = placesByKey(entryItems, itemCount, () => true);
  const linesOf = placesByKey(
    lines.subarray(0, customerLineCount),
    itemCount,
    (line) => isLeftOut[customerOfOrder[orderOfLine[line] ?? 0] ?? 0] !== 1,
  );
  return {
    itemCount,
    entryOffsets,
    items: entryItems,
    firstDays: firstDays.slice(0, end),
    orderCounts: orderCounts.slice(0, end),
    customers: customers.slice(0, end),
    buyerOffsets: byItem.offsets,
    entriesByItem: byItem.places,
    itemLineOffsets: linesOf.offsets,
    linesByItem: linesOf.places,
    orderOfLine,
    leftOutCustomers,
  };
}
