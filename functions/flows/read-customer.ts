import type { CustomerId } from '../domain/ids.ts';
import type { CustomerRow } from '../stores/customers/customer-codec.ts';
import type { CustomersStore } from '../stores/customers/customers-store.ts';

export interface ReadCustomerDeps {
  readonly customers: Pick<CustomersStore, 'find'>;
}

/** A customer's row; undefined where the shop never sent an order or return of theirs. */
export const readCustomer = (deps: ReadCustomerDeps, customerId: CustomerId): Promise<CustomerRow | undefined> =>
  deps.customers.find(customerId);
