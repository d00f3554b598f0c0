import * as z from 'zod';
import { mayCall, type Scope } from '../domain/access/scope.ts';
import type { ItemView, RecommendationClick } from '../domain/attribution/storefront-events.ts';
import type { ReturnEvent } from '../domain/orders/order.ts';
import { type ServiceEvent, type ServiceEventType, serviceEventTypes } from '../domain/service/service-event.ts';
import { describeValue } from './describe-value.ts';
import type { ContractContext } from './fields.ts';
import { fieldOf, type ParseResult, parseWith, refused } from './parse-entry.ts';
import { returnEventSchema } from './return-contract.ts';
import { serviceEventSchemas } from './service-event-contract.ts';
import { clickEventSchema, viewEventSchema } from './storefront-event-contract.ts';

/** Events by type; those of a storefront are what a public key may send. */
const storefrontTypes = ['recommendation-click', 'item-view'] as const;
const eventTypes = ['return', ...storefrontTypes, ...serviceEventTypes] as const;
type EventType = (typeof eventTypes)[number];

/** Who speaks for the shop's own systems. A storefront key travels to every browser. */
const serverScopes: readonly Scope[] = ['ingest', 'admin'];

/** An event as sent, turned into the domain's, beside its type. */
export type ParsedEvent =
  | { readonly type: 'return'; readonly event: ReturnEvent }
  | { readonly type: 'recommendation-click'; readonly event: RecommendationClick }
  | { readonly type: 'item-view'; readonly event: ItemView }
  | { readonly type: 'service'; readonly event: ServiceEvent };

/** One event of any type, for the contract document. */
export const eventSchema = (context: ContractContext) =>
  z.union([
    returnEventSchema(context).meta({ id: 'ReturnEvent' }),
    clickEventSchema(context).meta({ id: 'RecommendationClickEvent' }),
    viewEventSchema(context).meta({ id: 'ItemViewEvent' }),
    ...serviceEventTypes.map((type) => serviceEventSchemas(context)[type].meta({ id: nameOf(type) })),
  ]);

/** `late-delivery` as `LateDeliveryEvent`. */
const nameOf = (type: ServiceEventType): string =>
  `${type.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Event`;

const namesOf = (types: readonly string[]): string => types.map((type) => `"${type}"`).join(', ');

function typeOf(input: unknown): EventType | undefined {
  const type = fieldOf(input, 'type');
  return eventTypes.find((known) => known === type);
}

/**
 * Makes the check of one event, given the rights of who sends it: `event.unknown-type`, `access.event-type` for a type
 * that its key may not send, or `event.invalid` with all that is wrong. A storefront key proves nothing about who
 * uses it, so a customer it names is passed over.
 */
export function createEventParser(
  context: ContractContext,
): (input: unknown, held: readonly Scope[]) => ParseResult<ParsedEvent> {
  const parsers: Readonly<Record<EventType, (input: unknown) => ParseResult<ParsedEvent>>> = {
    return: parserOf(returnEventSchema(context).transform((event) => ({ type: 'return' as const, event }))),
    'recommendation-click': parserOf(
      clickEventSchema(context).transform((event) => ({ type: 'recommendation-click' as const, event })),
    ),
    'item-view': parserOf(viewEventSchema(context).transform((event) => ({ type: 'item-view' as const, event }))),
    ...serviceParsers(context),
  };
  return (input, held) => {
    const given = fieldOf(input, 'type');
    const type = typeOf(input);
    if (typeof given === 'string' && type === undefined) {
      return refused('event.unknown-type', 'type', `is ${describeValue(given)}; known are ${namesOf(eventTypes)}`);
    }
    const isServer = mayCall(held, serverScopes);
    if (type !== undefined && !isServer && !storefrontTypes.some((known) => known === type)) {
      const message = `is "${type}", which needs a key with the scope ${serverScopes.join(' or ')}; a storefront key may send ${namesOf(storefrontTypes)}`;
      return refused('access.event-type', 'type', message);
    }
    const result = type === undefined ? missingType(input) : parsers[type](input);
    return result.ok && !isServer ? { ok: true, value: withoutCustomer(result.value) } : result;
  };
}

function serviceParsers(
  context: ContractContext,
): Readonly<Record<ServiceEventType, (input: unknown) => ParseResult<ParsedEvent>>> {
  const schemas: Readonly<Record<ServiceEventType, z.ZodType<ServiceEvent>>> = serviceEventSchemas(context);
  const parsers = serviceEventTypes.map((type) => [
    type,
    parserOf(schemas[type].transform((event) => ({ type: 'service' as const, event }))),
  ]);
  return Object.fromEntries(parsers);
}

const parserOf =
  (schema: z.ZodType<ParsedEvent>) =>
  (input: unknown): ParseResult<ParsedEvent> =>
    parseWith(schema, input, 'event.invalid');

const needsType = z.looseObject(
  {
    type: z.enum(eventTypes, { error: ({ input }) => `is ${describeValue(input)}; known are ${namesOf(eventTypes)}` }),
  },
  { error: ({ input }) => `is ${describeValue(input)}; needed is an object` },
);

/** What is wrong with an input that names no type as text, or is no object at all. */
function missingType(input: unknown): ParseResult<ParsedEvent> {
  const result = parseWith(needsType, input, 'event.invalid');
  return result.ok ? refused('event.invalid', 'type', `known are ${namesOf(eventTypes)}`) : result;
}

function withoutCustomer(parsed: ParsedEvent): ParsedEvent {
  if (parsed.type !== 'item-view') return parsed;
  const { customerId: _customerId, ...event } = parsed.event;
  return { type: 'item-view', event };
}
