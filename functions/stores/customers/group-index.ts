import { HoldfastError } from '../../domain/errors.ts';
import { type CustomerId, toCustomerId } from '../../domain/ids.ts';
import { type GroupName, groupNames } from '../../domain/standing/customer-group.ts';
import { numberOf, optionalNumberOf, type Row, textOf } from '../attributes.ts';
import { customerKey } from './customer-codec.ts';

/** A customer of a group's list. Values are as of when the row was last written, at most 5% off; see `fitModels`. */
export interface GroupMember {
  readonly customerId: CustomerId;
  readonly group: GroupName;
  /** Minor units; 0 for a customer who is not at risk. */
  readonly valueAtRiskMinor: number;
  /** Net spend expected in the next 12 months, discounted by 1% a month, minor units; null where not known. */
  readonly lifetimeValue12MonthsDiscounted1PercentMinor: number | null;
  /** 0 to 1; null where not known. */
  readonly probabilityAlive: number | null;
  /** Day of the shop counted from 1970-01-01; null where there is no purchase. */
  readonly lastPurchaseDay: number | null;
}

/** Where a list goes on: behind this member, as the list gave it. */
export type GroupPosition = Pick<GroupMember, 'customerId' | 'valueAtRiskMinor'>;

function groupOf(row: Row): GroupName {
  const text = textOf(row, 'group');
  const group = groupNames.find((known) => known === text);
  if (group !== undefined) return group;
  throw new HoldfastError('store.corrupt-row', `row ${textOf(row, 'pk')}: group ${JSON.stringify(text)} is not known`);
}

/** Reads a row of the index back; one of another shape is `store.corrupt-row`. */
export const decodeGroupMember = (row: Row): GroupMember => ({
  customerId: toCustomerId(textOf(row, 'pk').slice(customerKey('').length)),
  group: groupOf(row),
  valueAtRiskMinor: numberOf(row, 'valueAtRisk'),
  lifetimeValue12MonthsDiscounted1PercentMinor: optionalNumberOf(row, 'lifetimeValue') ?? null,
  probabilityAlive: optionalNumberOf(row, 'probabilityAlive') ?? null,
  lastPurchaseDay: optionalNumberOf(row, 'lastPurchaseDay') ?? null,
});
