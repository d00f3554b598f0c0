import type * as z from 'zod';
import { toCustomerId, toItemId, toOrderId } from '../domain/ids.ts';
import type { Order, OrderLine } from '../domain/orders/order.ts';
import { describeValue, refusal } from './describe-value.ts';
import { type ContractContext, closedObject, id, instant, listOf, money, oneOf, text, wholeNumber } from './fields.ts';
import { fieldOf, type ParseResult, parseWith, refused } from './parse-entry.ts';

export const maximumLines = 2_000;
export const maximumQuantity = 1_000_000;

const lineSchema = (context: ContractContext) =>
  closedObject({
    itemId: id().transform(toItemId),
    quantity: wholeNumber(1, maximumQuantity),
    unitPrice: money(context),
    listPrice: money(context).optional(),
    unitCost: money(context).optional(),
    returnedQuantity: wholeNumber(0, maximumQuantity).optional(),
    recommendationId: id().optional(),
    name: text(512).optional(),
    category: text(128).optional(),
    brand: text(128).optional(),
  }).transform((line, { issues }): OrderLine => {
    const { unitPrice, listPrice, unitCost, ...same } = line;
    if (same.returnedQuantity !== undefined && same.returnedQuantity > same.quantity) {
      issues.push({
        code: 'custom',
        input: line,
        path: ['returnedQuantity'],
        message: refusal(same.returnedQuantity, `at most the quantity of the line, ${same.quantity}`),
      });
    }
    return {
      ...same,
      unitPriceMinor: unitPrice,
      listPriceMinor: listPrice,
      unitCostMinor: unitCost,
    };
  });

const valueMinor = (lines: readonly OrderLine[]): number =>
  lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);

/** The order as a shop sends it, turned into the domain's. */
export const orderSchema = (context: ContractContext) =>
  closedObject({
    orderId: id().transform(toOrderId),
    customerId: id().transform(toCustomerId).optional(),
    placedAt: instant(context),
    updatedAt: instant(context).optional(),
    paidAt: instant(context).optional(),
    promisedAt: instant(context, 'planned').optional(),
    deliveredAt: instant(context).optional(),
    status: oneOf(['placed', 'cancelled']),
    currency: oneOf([context.currency]),
    lines: listOf(lineSchema(context), 1, maximumLines),
    discount: money(context).optional(),
    shipping: money(context).optional(),
    tax: money(context).optional(),
    pointsPaid: money(context).optional(),
    channel: text(64).optional(),
    country: text(64).optional(),
    coupon: text(128).optional(),
    recommendationIds: listOf(id(), 0, 100).optional(),
  }).transform((given, { issues }): Order => {
    const { discount, shipping, tax, pointsPaid, ...same } = given;
    if (!Number.isSafeInteger(valueMinor(same.lines))) {
      issues.push({
        code: 'custom',
        input: given,
        path: ['lines'],
        message: 'quantities times prices come to more than 2^53 minor units, beyond which sums are not exact',
      });
    }
    return {
      ...same,
      updatedAt: same.updatedAt ?? same.placedAt,
      discountMinor: discount,
      shippingMinor: shipping,
      taxMinor: tax,
      pointsPaidMinor: pointsPaid,
    };
  });

/**
 * Makes the check of one order: `order.currency` when it is in another currency than the stage's, else
 * `order.invalid` with all that is wrong.
 */
export function createOrderParser(context: ContractContext): (input: unknown) => ParseResult<Order> {
  const schema: z.ZodType<Order> = orderSchema(context);
  return (input) => {
    const currency = fieldOf(input, 'currency');
    // First and alone: decimals of prices cannot be judged by another currency's rule.
    if (typeof currency === 'string' && currency !== context.currency) {
      const message = `is ${describeValue(currency)}; this shop takes orders in "${context.currency}" only`;
      return refused('order.currency', 'currency', message);
    }
    return parseWith(schema, input, 'order.invalid');
  };
}
