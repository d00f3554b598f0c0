import type { ParseResult } from '../../functions/contracts/parse-entry.ts';
import type { Order, ReturnEvent } from '../../functions/domain/orders/order.ts';

/** Narrows what a file holds to what the API takes, with the API's own contracts. */
export interface OrderParser {
  /** An order as `POST /v1/orders` takes it. */
  readonly parseOrder: (json: unknown) => ParseResult<Order>;
  /** An event as `POST /v1/events` takes it. */
  readonly parseReturn: (json: unknown) => ParseResult<ReturnEvent>;
}
