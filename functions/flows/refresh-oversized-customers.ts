import { asOfInstant } from '../domain/shop-clock.ts';
import type { OversizedCustomersStore } from '../stores/models/oversized-customers-store.ts';
import type { ProgramStore } from '../stores/program-store.ts';
import { inParallel } from './in-parallel.ts';
import { type RefreshCustomerDeps, refreshCustomer } from './refresh-customer.ts';

export interface RefreshOversizedCustomersDeps extends RefreshCustomerDeps {
  readonly oversizedCustomers: OversizedCustomersStore;
  readonly program: Pick<ProgramStore, 'readClock'>;
}

/** Nightly: recomputes the customers that have too many facts for the stream. */
export async function refreshOversizedCustomers(
  deps: RefreshOversizedCustomersDeps,
): Promise<{ readonly customerCount: number }> {
  const asOf = asOfInstant(await deps.program.readClock(), deps.now());
  const customers = await deps.oversizedCustomers.list();
  await inParallel(customers, 4, (customerId) => refreshCustomer(deps, customerId, asOf, 'nightly'));
  return { customerCount: customers.length };
}
