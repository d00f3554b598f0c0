import type { CustomerFact } from '../../domain/orders/order.ts';
import { flagOf, type Row } from '../attributes.ts';
import { decodeOrderFact } from './order-codec.ts';
import { decodeReturnFact } from './return-codec.ts';

/** The order or return of a row; undefined for a row of another kind. */
export function decodeCustomerFact(row: Row): CustomerFact | undefined {
  // What is left of a fact that was moved to another customer.
  if (flagOf(row, 'moved')) return undefined;
  if (row.kind === 'order') return decodeOrderFact(row);
  if (row.kind === 'return') return decodeReturnFact(row);
  return undefined;
}
