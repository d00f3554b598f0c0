import { customerPartition } from '../../domain/fact-partition.ts';
import { type OrderId, toCustomerId, toItemId, toOrderId } from '../../domain/ids.ts';
import {
  caseKinds,
  caseSteps,
  type ServiceEvent,
  type ServiceEventType,
  setUpKinds,
} from '../../domain/service/service-event.ts';
import {
  corruptAttribute,
  defined,
  flagOf,
  isRow,
  numberOf,
  optionalNumberOf,
  optionalTextOf,
  type Row,
  textOf,
} from '../attributes.ts';
import { serviceEventSortKey } from '../key-codec.ts';

const kind = 'service';

export const isServiceEventRow = (row: Row): boolean => row.kind === kind && !flagOf(row, 'moved');

/** A service event as a row of `History`. What it tells lies one level down, as it has words that the row has too. */
export function encodeServiceEvent({ eventId, customerId, occurredAt, type, ...told }: ServiceEvent): Row {
  return {
    pk: customerPartition(customerId),
    sk: serviceEventSortKey(eventId),
    kind,
    eventId,
    customerId,
    occurredAt,
    type,
    told,
  };
}

function oneOf<Value extends string>(row: Row, name: string, known: readonly Value[]): Value {
  const found = known.find((value) => value === row[name]);
  if (found === undefined) throw corruptAttribute(row, name, `one of ${known.join(', ')}`);
  return found;
}

const orderOf = (row: Row): OrderId | undefined => {
  const orderId = optionalTextOf(row, 'orderId');
  return orderId === undefined ? undefined : toOrderId(orderId);
};
const itemOf = (row: Row) => toItemId(textOf(row, 'itemId'));

type Told<Type extends ServiceEventType> = Omit<
  Extract<ServiceEvent, { readonly type: Type }>,
  'eventId' | 'customerId' | 'occurredAt' | 'type'
>;

const decoders: { readonly [Type in ServiceEventType]: (row: Row) => Told<Type> } = {
  setup: (row) => ({ kind: oneOf(row, 'kind', setUpKinds), isInUse: flagOf(row, 'isInUse') }),
  rating: (row) => {
    const itemId = optionalTextOf(row, 'itemId');
    return defined({
      stars: numberOf(row, 'stars'),
      orderId: orderOf(row),
      itemId: itemId === undefined ? undefined : toItemId(itemId),
    });
  },
  case: (row) =>
    defined({
      caseId: textOf(row, 'caseId'),
      kind: oneOf(row, 'kind', caseKinds),
      step: oneOf(row, 'step', caseSteps),
      orderId: orderOf(row),
      channel: optionalTextOf(row, 'channel'),
      agent: optionalTextOf(row, 'agent'),
    }),
  referral: (row) => {
    const referred = optionalTextOf(row, 'referredCustomerId');
    return defined({ referredCustomerId: referred === undefined ? undefined : toCustomerId(referred) });
  },
  review: (row) => ({ itemId: itemOf(row) }),
  'stock-out': (row) => ({ itemId: itemOf(row) }),
  'late-delivery': (row) => ({ orderId: toOrderId(textOf(row, 'orderId')), daysLate: numberOf(row, 'daysLate') }),
  points: (row) =>
    defined({
      valueMinor: numberOf(row, 'valueMinor'),
      daysToNextReward: optionalNumberOf(row, 'daysToNextReward'),
    }),
  'tier-benefit': (row) => ({ tier: textOf(row, 'tier'), benefitMinor: numberOf(row, 'benefitMinor') }),
};

const isKnownType = (type: string): type is ServiceEventType => Object.hasOwn(decoders, type);

/** @throws HoldfastError `store.corrupt-row` */
export function decodeServiceEvent(row: Row): ServiceEvent {
  const type = textOf(row, 'type');
  if (!isKnownType(type)) throw corruptAttribute(row, 'type', `one of ${Object.keys(decoders).join(', ')}`);
  if (!isRow(row.told)) throw corruptAttribute(row, 'told', 'a map');
  // Which type goes with which fields is what the table of decoders says, and TypeScript does not follow.
  return {
    eventId: textOf(row, 'eventId'),
    customerId: toCustomerId(textOf(row, 'customerId')),
    occurredAt: textOf(row, 'occurredAt'),
    type,
    ...decoders[type](row.told),
  } as ServiceEvent;
}
