import * as z from 'zod';
import type { CustomerId } from '../domain/ids.ts';
import type { Instant } from '../domain/orders/order.ts';
import { type GroupName, groupNames } from '../domain/standing/customer-group.ts';
import { date, dateOfDay } from './calendar-date.ts';
import { listDefinitions } from './customer-definitions.ts';
import { encodeCursor, type ListPosition } from './customer-list-cursor.ts';
import { foretoldMoney, perhaps, rounded } from './customer-measures.ts';
import { definitionsSchema, viewDefinitions } from './definitions-view.ts';

const asOf = () =>
  z.string().nullable().meta({
    format: 'date-time',
    description:
      'The night the values are of, within 5%; null before the first. `GET /v1/customers/{customerId}` has those of now.',
  });

const listedCustomerSchema = z
  .strictObject({
    customerId: z.string(),
    group: z.enum(groupNames),
    valueAtRiskNext12MonthsDiscounted1PercentAMonth: perhaps(
      'customers[].valueAtRiskNext12MonthsDiscounted1PercentAMonth',
    ),
    lifetimeValueNext12MonthsDiscounted1PercentAMonth: perhaps(
      'customers[].lifetimeValueNext12MonthsDiscounted1PercentAMonth',
    ),
    probabilityAlive: perhaps('customers[].probabilityAlive'),
    lastPurchaseDay: date('Of the latest order that was not cancelled.').nullable(),
    asOf: asOf(),
  })
  .meta({ id: 'ListedCustomer' });

export const customerListSchema = z
  .strictObject({
    group: z.enum(groupNames),
    currency: z.string().meta({ description: 'ISO 4217; the one of all amounts here.' }),
    asOf: asOf(),
    customers: z.array(listedCustomerSchema).meta({
      description:
        'Highest value at risk first. A page may have fewer than `limit`: who objected since the last refresh is left out.',
    }),
    nextCursor: z.string().optional().meta({ description: 'For the next page; absent on the last one.' }),
    definitions: definitionsSchema,
  })
  .meta({ id: 'CustomerList' });

export type CustomerListView = z.infer<typeof customerListSchema>;

export interface CustomerOfGroup {
  readonly customerId: CustomerId;
  readonly group: GroupName;
  /** Minor units; 0 where there is none or it is not known. */
  readonly valueAtRiskMinor: number;
  readonly lifetimeValue12MonthsDiscounted1PercentMinor: number | null;
  readonly probabilityAlive: number | null;
  readonly lastPurchaseDay: number | null;
}

export interface CustomersFound {
  readonly group: GroupName;
  /** Of the latest night; undefined before the first. */
  readonly asOf: Instant | undefined;
  readonly customers: readonly CustomerOfGroup[];
  /** Undefined at the end of the list. */
  readonly next: ListPosition | undefined;
}

/** The list is sorted by numbers, so 0 stands there also for not known: which is where one of its factors is not. */
const knownValueAtRisk = (customer: CustomerOfGroup): number | null =>
  customer.probabilityAlive === null || customer.lifetimeValue12MonthsDiscounted1PercentMinor === null
    ? null
    : customer.valueAtRiskMinor;

/** A page of a group's list as a caller sees it, money in major units. */
export function viewCustomerList(
  { group, asOf: night, customers, next }: CustomersFound,
  { currency, decimals }: { readonly currency: string; readonly decimals: number },
): CustomerListView {
  const listedAsOf = night ?? null;
  return {
    group,
    currency,
    asOf: listedAsOf,
    customers: customers.map((customer) => ({
      customerId: customer.customerId,
      group: customer.group,
      valueAtRiskNext12MonthsDiscounted1PercentAMonth: foretoldMoney(knownValueAtRisk(customer), decimals),
      lifetimeValueNext12MonthsDiscounted1PercentAMonth: foretoldMoney(
        customer.lifetimeValue12MonthsDiscounted1PercentMinor,
        decimals,
      ),
      probabilityAlive: rounded(customer.probabilityAlive),
      lastPurchaseDay: customer.lastPurchaseDay === null ? null : dateOfDay(customer.lastPurchaseDay),
      asOf: listedAsOf,
    })),
    ...(next === undefined ? {} : { nextCursor: encodeCursor(next) }),
    definitions: viewDefinitions(listDefinitions, currency, night === undefined ? {} : { night }),
  };
}
