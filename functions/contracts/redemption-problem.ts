import type { HoldfastError } from '../domain/errors.ts';
import type { RedemptionRefusal } from '../domain/offers/redemption-refusal.ts';
import type { ContractContext } from './fields.ts';
import { moneyInWords } from './money.ts';
import { type ProblemCode, requestError } from './problem.ts';

type Because = RedemptionRefusal['because'];
type Says = {
  readonly [Key in Because]: readonly [
    ProblemCode,
    (refusal: Extract<RedemptionRefusal, { because: Key }>, show: (minor: number) => string) => string,
  ];
};

const says: Says = {
  unknown: ['offer.unknown', () => 'this customer has no offer of this code'],
  withdrawn: ['offer.withdrawn', () => 'the offer was withdrawn, or offers are stopped for now'],
  redeemed: ['offer.redeemed', () => 'another order redeemed the offer'],
  expired: ['offer.expired', ({ expiresAt }) => `the offer expired at ${expiresAt}`],
  'order-cancelled': ['order.cancelled', () => 'the order is cancelled; an order that is placed can redeem the offer'],
  'order-of-another': ['order.customer-changed', () => 'the order belongs to another customer'],
  'minimum-spend': [
    'offer.minimum-spend',
    ({ basketMinor, minimumSpendMinor }, show) =>
      `basketValue is ${show(basketMinor)}; needed is ${show(minimumSpendMinor)} or more`,
  ],
  'margin-unknown': [
    'offer.margin-unknown',
    ({ kind }) =>
      `an offer of the kind ${kind} is a discount; needed is the cost of the order, or a stated rate of the stage`,
  ],
  'margin-floor': [
    'offer.margin-floor',
    ({ leftMinor, neededMinor }, show) =>
      `after its cost and the offer ${show(leftMinor)} of the order would be left; needed is ${show(neededMinor)} or more`,
  ],
  stacking: [
    'offer.stacking',
    ({ redeemedCount, stacking }) =>
      `the order has redeemed ${redeemedCount} before; ${
        stacking === 'alone' ? 'this offer joins no other' : 'one of them is joined by no other'
      }`,
  ],
  state: [
    'offer.state',
    ({ state, kind }) => `the customer is ${state} by now, where an offer of the kind ${kind} is not given`,
  ],
  objection: ['offer.objection', () => 'the customer objects to being profiled, and gets no offers'],
  'budget-exhausted': ['offer.budget-exhausted', () => 'the budget of the campaign has not so much left'],
  busy: ['offer.busy', () => 'too many redeem at once; the same request may be sent again'],
};

/** The refusal as an error that the caller is shown, with its figures. Never names the code. */
export function redemptionProblem<Key extends Because>(
  refusal: Extract<RedemptionRefusal, { because: Key }>,
  context: ContractContext,
): HoldfastError {
  const [code, words] = says[refusal.because as Key];
  return requestError(code, words(refusal, moneyInWords(context)));
}
