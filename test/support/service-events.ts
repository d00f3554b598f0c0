import fc from 'fast-check';
import { toCustomerId, toItemId, toOrderId } from '../../functions/domain/ids.ts';
import { caseKinds, caseSteps, type ServiceEvent, setUpKinds } from '../../functions/domain/service/service-event.ts';

const text = fc.string({ minLength: 1, maxLength: 8 });
const optional = <Name extends string, Value>(name: Name, value: fc.Arbitrary<Value>) =>
  fc.option(value, { nil: undefined }).map((given) => (given === undefined ? {} : { [name]: given })) as fc.Arbitrary<{
    readonly [Key in Name]?: Value;
  }>;
const merged = <Parts extends readonly fc.Arbitrary<object>[]>(...parts: Parts) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all));

const of = <Type extends ServiceEvent['type']>(type: Type, ...parts: readonly fc.Arbitrary<object>[]) =>
  merged(
    fc.record({
      eventId: text,
      occurredAt: fc.constantFrom('2026-03-01T10:00:00.000Z', '2026-03-02T10:00:00.000Z'),
      customerId: text.map(toCustomerId),
      type: fc.constant(type),
    }),
    ...parts,
  ) as fc.Arbitrary<ServiceEvent>;

const orderId = text.map(toOrderId);
const itemId = text.map(toItemId);

/** Service events of every type, with and without what may be left out. */
export const serviceEvents: fc.Arbitrary<ServiceEvent> = fc.oneof(
  of('setup', fc.record({ kind: fc.constantFrom(...setUpKinds), isInUse: fc.boolean() })),
  of(
    'rating',
    fc.record({ stars: fc.integer({ min: 1, max: 5 }) }),
    optional('orderId', orderId),
    optional('itemId', itemId),
  ),
  of(
    'case',
    fc.record({ caseId: text, kind: fc.constantFrom(...caseKinds), step: fc.constantFrom(...caseSteps) }),
    optional('orderId', orderId),
    optional('channel', text),
    optional('agent', text),
  ),
  of('referral', optional('referredCustomerId', text.map(toCustomerId))),
  of('review', fc.record({ itemId })),
  of('stock-out', fc.record({ itemId })),
  of('late-delivery', fc.record({ orderId, daysLate: fc.integer({ min: 1, max: 99 }) })),
  of(
    'points',
    fc.record({ valueMinor: fc.integer({ min: -999, max: 999 }) }),
    optional('daysToNextReward', fc.nat(99)),
  ),
  of('tier-benefit', fc.record({ tier: text, benefitMinor: fc.nat(999) })),
);
