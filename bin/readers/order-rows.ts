import { GrowingColumn } from '../../functions/domain/growing-column.ts';
import { type CustomerId, type OrderId, toCustomerId, toOrderId } from '../../functions/domain/ids.ts';
import type { Order, OrderLine } from '../../functions/domain/orders/order.ts';
import { defined } from '../../functions/stores/attributes.ts';
import { OptionalFields } from './optional-fields.ts';
import { TextInterner } from './text-interner.ts';

const amounts = ['discountMinor', 'shippingMinor', 'taxMinor', 'pointsPaidMinor'] as const;
const instants = ['paidAt', 'promisedAt', 'deliveredAt'] as const;
const texts = ['channel', 'country', 'coupon'] as const;

const splitIds = (joined: string | undefined): readonly string[] | undefined =>
  joined === '' ? [] : joined?.split('\u0000');

/** All of an order but its lines. */
export type OrderHead = Omit<Order, 'lines'>;

/** Versions of orders as columns: a row for each version that was ever the newest of its order. */
export class OrderRows {
  readonly orderIds = new TextInterner();
  readonly customerIds = new TextInterner();
  readonly #words: TextInterner;
  readonly #order = new GrowingColumn((length) => new Uint32Array(length));
  readonly #customer = new GrowingColumn((length) => new Uint32Array(length));
  readonly #placedAt = new GrowingColumn((length) => new Float64Array(length));
  readonly #updatedAt = new GrowingColumn((length) => new Float64Array(length));
  readonly #isCancelled = new GrowingColumn((length) => new Uint8Array(length));
  readonly #currency = new GrowingColumn((length) => new Uint32Array(length));
  readonly #optional: OptionalFields<
    (typeof amounts)[number] | (typeof instants)[number] | (typeof texts)[number] | 'recommendationIds'
  >;

  constructor(words: TextInterner) {
    this.#words = words;
    this.#optional = new OptionalFields(words);
  }

  get length(): number {
    return this.#order.length;
  }

  push(head: OrderHead): number {
    const row = this.length;
    this.#order.push(this.orderIds.intern(head.orderId));
    this.#customer.push(head.customerId === undefined ? 0 : this.customerIds.intern(head.customerId) + 1);
    this.#placedAt.push(Date.parse(head.placedAt));
    this.#updatedAt.push(Date.parse(head.updatedAt));
    this.#isCancelled.push(head.status === 'cancelled' ? 1 : 0);
    this.#currency.push(this.#words.intern(head.currency));
    for (const name of amounts) this.#optional.setNumber(name, row, head[name]);
    for (const name of instants) this.#optional.setInstant(name, row, head[name]);
    for (const name of texts) this.#optional.setText(name, row, head[name]);
    if (head.recommendationIds !== undefined) {
      this.#optional.setText('recommendationIds', row, head.recommendationIds.join('\u0000'));
    }
    return row;
  }

  /** Moves an order that was never changed to an earlier time. */
  moveBack(row: number, epochMilliseconds: number): void {
    this.#placedAt.set(row, epochMilliseconds);
    this.#updatedAt.set(row, epochMilliseconds);
  }

  placedAt(row: number): number {
    return this.#placedAt.get(row);
  }

  /** Number of the order's id, the same for every version of it. */
  orderOf(row: number): number {
    return this.#order.get(row);
  }

  /** Number of the customer's id; undefined for a guest. */
  customerNumberOf(row: number): number | undefined {
    const customer = this.#customer.get(row);
    return customer === 0 ? undefined : customer - 1;
  }

  customerOf(row: number): CustomerId | undefined {
    const customer = this.customerNumberOf(row);
    return customer === undefined ? undefined : toCustomerId(this.customerIds.textAt(customer));
  }

  orderIdOf(row: number): OrderId {
    return toOrderId(this.orderIds.textAt(this.orderOf(row)));
  }

  /** What decides a version: see `orderVersion`. */
  versionOf(row: number): Pick<Order, 'updatedAt' | 'status'> {
    return {
      updatedAt: new Date(this.#updatedAt.get(row)).toISOString(),
      status: this.#isCancelled.get(row) === 1 ? 'cancelled' : 'placed',
    };
  }

  orderAt(row: number, lines: readonly OrderLine[]): Order {
    const optional = this.#optional;
    return defined({
      orderId: this.orderIdOf(row),
      customerId: this.customerOf(row),
      placedAt: new Date(this.#placedAt.get(row)).toISOString(),
      ...this.versionOf(row),
      currency: this.#words.textAt(this.#currency.get(row)),
      lines,
      paidAt: optional.instantAt('paidAt', row),
      promisedAt: optional.instantAt('promisedAt', row),
      deliveredAt: optional.instantAt('deliveredAt', row),
      discountMinor: optional.numberAt('discountMinor', row),
      shippingMinor: optional.numberAt('shippingMinor', row),
      taxMinor: optional.numberAt('taxMinor', row),
      pointsPaidMinor: optional.numberAt('pointsPaidMinor', row),
      channel: optional.textAt('channel', row),
      country: optional.textAt('country', row),
      coupon: optional.textAt('coupon', row),
      recommendationIds: splitIds(optional.textAt('recommendationIds', row)),
    });
  }
}
