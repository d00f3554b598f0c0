import * as z from 'zod';
import type { ContractContext } from './fields.ts';
import { offersSchema, redemptionSchema } from './offer-view.ts';
import { bodyStatuses, type Operation, pathId } from './operation.ts';
import { redemptionRequestSchema } from './redemption-request.ts';
import type { RouteKey } from './routes.ts';

type OfferRoute = Extract<RouteKey, `${string}/redeem` | `${string}/{customerId}/offers`>;

/** The calls of a shop's servers about offers that are out. */
export const offerOperations = (context: ContractContext): Readonly<Record<OfferRoute, Operation>> => ({
  'GET /v1/customers/{customerId}/offers': {
    operationId: 'listOffers',
    summary: 'The live offers of a customer',
    description:
      'Issued, not expired, of a campaign that was not stopped, and of a kind that the customer may be offered now. Empty while offers are stopped, and of who objects to being profiled.',
    params: z.object({ customerId: pathId }),
    answer: { description: 'The offers; also for a customer who is not known.', schema: offersSchema },
    problemStatuses: [400, 503],
  },
  'POST /v1/offers/{code}/redeem': {
    operationId: 'redeemOffer',
    summary: 'Redeem an offer for an order',
    description:
      'Offer, budget and order change together or not at all. The same code and order again get the same answer, whatever the values then are: the first redemption stands. 404 `offer.unknown` for a code that is nobody’s or another customer’s. 409 with figures otherwise: `offer.withdrawn`, `offer.redeemed`, `offer.expired`, `offer.minimum-spend`, `offer.margin-unknown`, `offer.margin-floor`, `offer.stacking`, `offer.state`, `offer.objection`, `offer.budget-exhausted`, `order.cancelled`, `order.customer-changed`. 429 `offer.busy`: send the same again after `Retry-After` seconds.',
    params: z.object({ code: pathId }),
    body: redemptionRequestSchema(context),
    answer: { description: 'What the order gets.', schema: redemptionSchema },
    problemStatuses: [...bodyStatuses, 404, 409, 429],
  },
});
