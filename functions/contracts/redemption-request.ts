import { type CustomerId, type OrderId, toCustomerId, toOrderId } from '../domain/ids.ts';
import type { OrderAtCheckout } from '../domain/offers/offer-value.ts';
import { type ContractContext, closedObject, id, money } from './fields.ts';
import { type ParseResult, parseWith } from './parse-entry.ts';

/** Who redeems, and for which order. */
export interface AskedRedemption {
  readonly customerId: CustomerId;
  readonly orderId: OrderId;
  readonly order: OrderAtCheckout;
}

export const redemptionRequestSchema = (context: ContractContext) =>
  closedObject({
    customerId: id().transform(toCustomerId).meta({ description: 'Whose offer it is.' }),
    orderId: id().transform(toOrderId).meta({
      description: 'The order, which may be sent later. The same order again gets the same answer.',
    }),
    basketValue: money(context).meta({ description: 'Net price of the goods, before the offer.' }),
    shipping: money(context).optional().meta({ description: 'What the customer is charged for sending.' }),
    cost: money(context).optional().meta({
      description:
        'What the goods cost the shop. Without it, and without a stated rate of the stage, no discount is given.',
    }),
    bundleValue: money(context).optional().meta({
      description: 'Of an offer of the kind `bundle`: net price of the items of the bundle. Default the whole basket.',
    }),
  }).meta({ id: 'RedemptionRequest' });

/** Makes the check of a redemption; `request.invalid` with all that is wrong. */
export function createRedemptionParser(context: ContractContext): (body: unknown) => ParseResult<AskedRedemption> {
  const schema = redemptionRequestSchema(context);
  return (body) => {
    const parsed = parseWith(schema, body, 'request.invalid');
    if (!parsed.ok) return parsed;
    const { customerId, orderId, basketValue, shipping, cost, bundleValue } = parsed.value;
    const order = { basketMinor: basketValue, shippingMinor: shipping, costMinor: cost, bundleMinor: bundleValue };
    return { ok: true, value: { customerId, orderId, order } };
  };
}
