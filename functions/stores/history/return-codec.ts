import type { FactPartition } from '../../domain/fact-partition.ts';
import { toCustomerId, toItemId, toOrderId } from '../../domain/ids.ts';
import type { ReturnFact, ReturnReason } from '../../domain/orders/order.ts';
import { defined, flagOf, numberOf, optionalTextOf, type Row, textOf } from '../attributes.ts';
import { returnSortKey } from '../key-codec.ts';

const reasons: readonly ReturnReason[] = ['defect', 'wrong', 'late', 'not-as-described', 'changed-mind', 'other'];

/** A return fact as a row of `History`, in the partition of its customer or of the guest order it belongs to. */
export const encodeReturnFact = (fact: ReturnFact, partition: FactPartition): Row =>
  defined({
    pk: partition,
    sk: returnSortKey(fact.event.eventId),
    kind: 'return',
    imported: fact.imported,
    ...fact.event,
  });

export function decodeReturnFact(row: Row): ReturnFact {
  const customerId = optionalTextOf(row, 'customerId');
  const orderId = optionalTextOf(row, 'orderId');
  const reason = optionalTextOf(row, 'reason');
  return defined({
    kind: 'return' as const,
    event: defined({
      eventId: textOf(row, 'eventId'),
      occurredAt: textOf(row, 'occurredAt'),
      customerId: customerId === undefined ? undefined : toCustomerId(customerId),
      orderId: orderId === undefined ? undefined : toOrderId(orderId),
      itemId: toItemId(textOf(row, 'itemId')),
      quantity: numberOf(row, 'quantity'),
      reason: reasons.find((known) => known === reason),
    }),
    imported: flagOf(row, 'imported') ? (true as const) : undefined,
  });
}
