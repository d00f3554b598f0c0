import type * as z from 'zod';
import { toCustomerId, toItemId, toOrderId } from '../domain/ids.ts';
import type { ReturnEvent } from '../domain/orders/order.ts';
import { describeValue } from './describe-value.ts';
import { type ContractContext, closedObject, id, instant, oneOf, wholeNumber } from './fields.ts';
import { maximumQuantity } from './order-contract.ts';
import { fieldOf, type ParseResult, parseWith, refused } from './parse-entry.ts';

/** Goods that came back, as a shop reports them, turned into the domain's. */
export const returnEventSchema = (context: ContractContext) =>
  closedObject({
    type: oneOf(['return']),
    eventId: id(),
    occurredAt: instant(context),
    customerId: id().transform(toCustomerId).optional(),
    orderId: id().transform(toOrderId).optional(),
    itemId: id().transform(toItemId),
    quantity: wholeNumber(1, maximumQuantity),
    reason: oneOf(['defect', 'wrong', 'late', 'not-as-described', 'changed-mind', 'other']).optional(),
  }).transform(({ type: _type, ...event }, { issues }): ReturnEvent => {
    if (event.customerId === undefined && event.orderId === undefined) {
      issues.push({
        code: 'custom',
        input: event,
        path: ['customerId'],
        message: 'is missing, and so is orderId; needed is at least one of the two',
      });
    }
    return event;
  });

/** Makes the check of one return, for files of them: `event.unknown-type` or `event.invalid` with all that is wrong. */
export function createReturnParser(context: ContractContext): (input: unknown) => ParseResult<ReturnEvent> {
  const schema: z.ZodType<ReturnEvent> = returnEventSchema(context);
  return (input) => {
    const type = fieldOf(input, 'type');
    if (typeof type === 'string' && type !== 'return') {
      return refused('event.unknown-type', 'type', `is ${describeValue(type)}; known is "return"`);
    }
    return parseWith(schema, input, 'event.invalid');
  };
}
