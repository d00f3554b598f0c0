import type { CustomerId } from '../../domain/ids.ts';
import type { CustomerFact, OrderFact } from '../../domain/orders/order.ts';
import { orderVersion } from '../../domain/orders/order-version.ts';
import type { HeldEntries } from './imported-entries.ts';
import type { OrderLog } from './order-log.ts';

/** A file and which of its entries the tables hold as the file has them. */
export interface HeldLog {
  readonly log: OrderLog;
  readonly orders: HeldEntries;
  readonly returns: HeldEntries;
}

interface CustomerEntries {
  readonly orders: number[];
  readonly returns: number[];
}

/** Which orders and returns of the file are whose. Returns without a customer are their order's affair. */
export function entriesByCustomer({ log, orders, returns }: HeldLog): ReadonlyMap<CustomerId, CustomerEntries> {
  const byCustomer = new Map<CustomerId, CustomerEntries>();
  const entriesOf = (customerId: CustomerId): CustomerEntries => {
    const known = byCustomer.get(customerId);
    if (known !== undefined) return known;
    const made: CustomerEntries = { orders: [], returns: [] };
    byCustomer.set(customerId, made);
    return made;
  };
  const customerOfOrder = new Map<string, CustomerId>();
  let hasReturnsOfOrders = false;
  for (let index = 0; index < log.returnCount; index += 1) {
    if (!returns.isHeld(index)) continue;
    const { customerId } = log.returnAt(index);
    if (customerId === undefined) hasReturnsOfOrders = true;
    else entriesOf(customerId).returns.push(index);
  }
  for (let index = 0; index < log.orderCount; index += 1) {
    const customerId = orders.isHeld(index) ? log.customerAt(index) : undefined;
    if (customerId === undefined) continue;
    entriesOf(customerId).orders.push(index);
    if (hasReturnsOfOrders) customerOfOrder.set(log.orderAt(index).orderId, customerId);
  }
  if (!hasReturnsOfOrders) return byCustomer;
  for (let index = 0; index < log.returnCount; index += 1) {
    const { customerId, orderId } = log.returnAt(index);
    const owner = orderId === undefined ? undefined : customerOfOrder.get(orderId);
    if (customerId === undefined && owner !== undefined && returns.isHeld(index)) entriesOf(owner).returns.push(index);
  }
  return byCustomer;
}

/** The facts of some entries, as the tables hold them. */
export function factsOf(log: OrderLog, entries: CustomerEntries): readonly CustomerFact[] {
  const orders = entries.orders.map((index): CustomerFact => {
    const order = log.orderAt(index);
    return { kind: 'order', order, version: orderVersion(order), retiredPostings: [] };
  });
  const returns = entries.returns.map((index): CustomerFact => ({ kind: 'return', event: log.returnAt(index) }));
  return [...orders, ...returns];
}

/** Every order of the file that the tables hold as the file has it. */
export function* heldOrders({ log, orders }: HeldLog): Generator<OrderFact, void, undefined> {
  for (let index = 0; index < log.orderCount; index += 1) {
    if (!orders.isHeld(index)) continue;
    const order = log.orderAt(index);
    yield { kind: 'order', order, version: orderVersion(order), retiredPostings: [] };
  }
}
