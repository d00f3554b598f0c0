import { hasNoFacts } from '../domain/customers/customer-summary.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { CustomerRow } from '../stores/customers/customer-codec.ts';
import type { CustomersStore } from '../stores/customers/customers-store.ts';

export interface ReadCustomerDeps {
  readonly customers: Pick<CustomersStore, 'find'>;
}

/** A customer's row; undefined where the shop never sent an order or return of theirs, or had the customer erased. */
export async function readCustomer(deps: ReadCustomerDeps, customerId: CustomerId): Promise<CustomerRow | undefined> {
  const row = await deps.customers.find(customerId);
  return row === undefined || hasNoFacts(row.summary) ? undefined : row;
}
