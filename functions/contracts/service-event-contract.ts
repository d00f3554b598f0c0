import * as z from 'zod';
import { toCustomerId, toItemId, toOrderId } from '../domain/ids.ts';
import {
  caseKinds,
  caseSteps,
  type ServiceEvent,
  type ServiceEventType,
  serviceEventTypes,
  setUpKinds,
} from '../domain/service/service-event.ts';
import { describeValue } from './describe-value.ts';
import { type ContractContext, closedObject, flag, id, instant, money, oneOf, text, wholeNumber } from './fields.ts';
import { fieldOf, type ParseResult, parseWith, refused } from './parse-entry.ts';

/** Days ahead that a reward may be expected, and days that goods may be late. */
const maximumDays = 3_650;

const common = (context: ContractContext) => ({
  eventId: id(),
  occurredAt: instant(context),
  customerId: id().transform(toCustomerId),
});

const optionalOrder = () => id().transform(toOrderId).optional();

/** The shapes of what happens between a shop and a customer beside orders and returns, by type, as a shop sends them. */
export const serviceEventSchemas = (context: ContractContext) => ({
  setup: closedObject({
    type: oneOf(['setup']),
    ...common(context),
    kind: oneOf(setUpKinds),
    isInUse: flag().optional().meta({ description: 'False when it was given up. Default true.' }),
  }).transform(({ isInUse = true, ...event }): ServiceEvent => ({ ...event, isInUse })),
  rating: closedObject({
    type: oneOf(['rating']),
    ...common(context),
    stars: wholeNumber(1, 5),
    orderId: optionalOrder(),
    itemId: id().transform(toItemId).optional(),
  }),
  case: closedObject({
    type: oneOf(['case']),
    ...common(context),
    caseId: id(),
    kind: oneOf(caseKinds),
    step: oneOf(caseSteps),
    orderId: optionalOrder(),
    channel: text(64).optional(),
    agent: text(128).optional(),
  }),
  referral: closedObject({
    type: oneOf(['referral']),
    ...common(context),
    referredCustomerId: id().transform(toCustomerId).optional(),
  }),
  review: closedObject({ type: oneOf(['review']), ...common(context), itemId: id().transform(toItemId) }),
  'stock-out': closedObject({ type: oneOf(['stock-out']), ...common(context), itemId: id().transform(toItemId) }),
  'late-delivery': closedObject({
    type: oneOf(['late-delivery']),
    ...common(context),
    orderId: id().transform(toOrderId),
    daysLate: wholeNumber(1, maximumDays),
  }),
  points: closedObject({
    type: oneOf(['points']),
    ...common(context),
    movement: oneOf(['earned', 'spent', 'expired']),
    value: money(context),
    daysToNextReward: wholeNumber(0, maximumDays).optional(),
  }).transform(
    ({ movement, value, ...event }): ServiceEvent => ({
      ...event,
      valueMinor: movement === 'earned' ? value : -value,
    }),
  ),
  'tier-benefit': closedObject({
    type: oneOf(['tier-benefit']),
    ...common(context),
    tier: text(64),
    benefit: money(context),
  }).transform(({ benefit, ...event }): ServiceEvent => ({ ...event, benefitMinor: benefit })),
});

/** Makes the check of one service event: `event.unknown-type`, or `event.invalid` with all that is wrong. */
export function createServiceEventParser(context: ContractContext): (input: unknown) => ParseResult<ServiceEvent> {
  const byType: Readonly<Record<ServiceEventType, z.ZodType<ServiceEvent>>> = serviceEventSchemas(context);
  const needsType = z.looseObject({ type: z.string() });
  return (input) => {
    const given = fieldOf(input, 'type');
    const type = serviceEventTypes.find((known) => known === given);
    if (type !== undefined) return parseWith(byType[type], input, 'event.invalid');
    if (!needsType.safeParse(input).success) return refused('event.invalid', 'type', 'is missing');
    const known = serviceEventTypes.map((name) => `"${name}"`).join(', ');
    return refused('event.unknown-type', 'type', `is ${describeValue(given)}; known are ${known}`);
  };
}
