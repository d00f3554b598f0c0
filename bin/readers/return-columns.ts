import { GrowingColumn } from '../../functions/domain/growing-column.ts';
import { toCustomerId, toItemId, toOrderId } from '../../functions/domain/ids.ts';
import type { ReturnEvent, ReturnReason } from '../../functions/domain/orders/order.ts';
import { defined } from '../../functions/stores/attributes.ts';
import { TextInterner } from './text-interner.ts';

const reasons: readonly ReturnReason[] = ['defect', 'wrong', 'late', 'not-as-described', 'changed-mind', 'other'];

/** Return events as columns: about 60 bytes each. */
export class ReturnColumns {
  readonly #events = new TextInterner();
  readonly #names = new TextInterner();
  readonly #occurredAt = new GrowingColumn((length) => new Float64Array(length));
  readonly #item = new GrowingColumn((length) => new Uint32Array(length));
  readonly #quantity = new GrowingColumn((length) => new Float64Array(length));
  /** Numbers of names + 1; 0 where the event names none. */
  readonly #customer = new GrowingColumn((length) => new Uint32Array(length));
  readonly #order = new GrowingColumn((length) => new Uint32Array(length));
  readonly #reason = new GrowingColumn((length) => new Uint8Array(length));

  get length(): number {
    return this.#events.size;
  }

  /** False where an event of this id came before: the first one stays. */
  add(event: ReturnEvent): boolean {
    const place = this.length;
    if (this.#events.intern(event.eventId) !== place) return false;
    this.#occurredAt.push(Date.parse(event.occurredAt));
    this.#item.push(this.#names.intern(event.itemId));
    this.#quantity.push(event.quantity);
    this.#customer.push(event.customerId === undefined ? 0 : this.#names.intern(event.customerId) + 1);
    this.#order.push(event.orderId === undefined ? 0 : this.#names.intern(event.orderId) + 1);
    this.#reason.push(event.reason === undefined ? 0 : reasons.indexOf(event.reason) + 1);
    return true;
  }

  eventAt(place: number): ReturnEvent {
    const customer = this.#customer.get(place);
    const order = this.#order.get(place);
    return defined({
      eventId: this.#events.textAt(place),
      occurredAt: new Date(this.#occurredAt.get(place)).toISOString(),
      customerId: customer === 0 ? undefined : toCustomerId(this.#names.textAt(customer - 1)),
      orderId: order === 0 ? undefined : toOrderId(this.#names.textAt(order - 1)),
      itemId: toItemId(this.#names.textAt(this.#item.get(place))),
      quantity: this.#quantity.get(place),
      reason: reasons[this.#reason.get(place) - 1],
    });
  }
}
