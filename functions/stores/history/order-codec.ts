import { factPartition } from '../../domain/fact-partition.ts';
import { toCustomerId, toItemId, toOrderId } from '../../domain/ids.ts';
import type { Order, OrderFact, OrderLine, PostingPlace } from '../../domain/orders/order.ts';
import {
  defined,
  flagOf,
  isRow,
  listOf,
  numberOf,
  optionalNumberOf,
  optionalTextOf,
  type Row,
  textOf,
  textsOf,
} from '../attributes.ts';
import { orderSortKey } from '../key-codec.ts';

/**
 * Stored lines have one-letter attribute names: an order of 30 lines is 1 KB so, and 3 KB with full names, and
 * every KB is a write unit and a quarter of a read unit for each refresh of its customer.
 */
const encodeLine = (line: OrderLine): Row =>
  defined({
    i: line.itemId,
    q: line.quantity,
    p: line.unitPriceMinor,
    l: line.listPriceMinor,
    u: line.unitCostMinor,
    r: line.returnedQuantity,
    x: line.recommendationId,
    n: line.name,
    c: line.category,
    b: line.brand,
  });

function decodeLine(row: Row): OrderLine {
  return defined({
    itemId: toItemId(textOf(row, 'i')),
    quantity: numberOf(row, 'q'),
    unitPriceMinor: numberOf(row, 'p'),
    listPriceMinor: optionalNumberOf(row, 'l'),
    unitCostMinor: optionalNumberOf(row, 'u'),
    returnedQuantity: optionalNumberOf(row, 'r'),
    recommendationId: optionalTextOf(row, 'x'),
    name: optionalTextOf(row, 'n'),
    category: optionalTextOf(row, 'c'),
    brand: optionalTextOf(row, 'b'),
  });
}

const encodePlace = (place: PostingPlace): string => `${place.placedAt}#${place.itemId}`;

function decodePlace(text: string): PostingPlace {
  const mark = text.indexOf('#');
  return { placedAt: text.slice(0, mark), itemId: toItemId(text.slice(mark + 1)) };
}

/** An order fact as a row of `History`. */
export function encodeOrderFact(fact: OrderFact): Row {
  const { order } = fact;
  return defined({
    pk: factPartition(order.orderId, order.customerId),
    sk: orderSortKey(order.orderId),
    kind: 'order',
    version: fact.version,
    imported: fact.imported,
    erased: fact.erased,
    moved: fact.moved,
    retired: fact.retiredPostings.length === 0 ? undefined : fact.retiredPostings.map(encodePlace),
    orderId: order.orderId,
    customerId: order.customerId,
    placedAt: order.placedAt,
    // Most orders are never changed: the time of the last change is kept only where it differs.
    updatedAt: order.updatedAt === order.placedAt ? undefined : order.updatedAt,
    paidAt: order.paidAt,
    promisedAt: order.promisedAt,
    deliveredAt: order.deliveredAt,
    status: order.status,
    currency: order.currency,
    lines: order.lines.map(encodeLine),
    discountMinor: order.discountMinor,
    shippingMinor: order.shippingMinor,
    taxMinor: order.taxMinor,
    pointsPaidMinor: order.pointsPaidMinor,
    channel: order.channel,
    country: order.country,
    coupon: order.coupon,
    recommendationIds: order.recommendationIds,
  });
}

/** Reads an order fact back; a row of another shape is `store.corrupt-row`. */
export function decodeOrderFact(row: Row): OrderFact {
  const customerId = optionalTextOf(row, 'customerId');
  const placedAt = textOf(row, 'placedAt');
  const order: Order = defined({
    orderId: toOrderId(textOf(row, 'orderId')),
    customerId: customerId === undefined ? undefined : toCustomerId(customerId),
    placedAt,
    updatedAt: optionalTextOf(row, 'updatedAt') ?? placedAt,
    paidAt: optionalTextOf(row, 'paidAt'),
    promisedAt: optionalTextOf(row, 'promisedAt'),
    deliveredAt: optionalTextOf(row, 'deliveredAt'),
    status: textOf(row, 'status') === 'cancelled' ? ('cancelled' as const) : ('placed' as const),
    currency: textOf(row, 'currency'),
    lines: listOf(row, 'lines').filter(isRow).map(decodeLine),
    discountMinor: optionalNumberOf(row, 'discountMinor'),
    shippingMinor: optionalNumberOf(row, 'shippingMinor'),
    taxMinor: optionalNumberOf(row, 'taxMinor'),
    pointsPaidMinor: optionalNumberOf(row, 'pointsPaidMinor'),
    channel: optionalTextOf(row, 'channel'),
    country: optionalTextOf(row, 'country'),
    coupon: optionalTextOf(row, 'coupon'),
    recommendationIds: row.recommendationIds === undefined ? undefined : textsOf(row, 'recommendationIds'),
  });
  return defined({
    kind: 'order' as const,
    order,
    version: numberOf(row, 'version'),
    retiredPostings: row.retired === undefined ? [] : textsOf(row, 'retired').map(decodePlace),
    erased: flagOf(row, 'erased') ? (true as const) : undefined,
    moved: flagOf(row, 'moved') ? (true as const) : undefined,
    imported: flagOf(row, 'imported') ? (true as const) : undefined,
  });
}
