import type { CustomerFound } from '../../functions/contracts/customer-view.ts';
import { toCustomerId } from '../../functions/domain/ids.ts';
import type { CustomerModels } from '../../functions/domain/standing/customer-models.ts';
import { readCustomer } from '../../functions/flows/read-customer.ts';
import { type SpendOfDay, summaryOfDays } from './customer-summaries.ts';
import { today } from './standing.ts';

const instantOfDay = (day: number): string => new Date(day * 86_400_000).toISOString();

/** A customer with these purchases as the flow finds them on `today`, of one who may object. */
export async function foundWith(
  purchases: readonly SpendOfDay[],
  models: CustomerModels | undefined,
  { objection = false, oversized = false } = {},
): Promise<CustomerFound> {
  const customerId = toCustomerId('ann');
  const row = { summary: summaryOfDays('ann', purchases), asOf: instantOfDay(today), oversized };
  const found = await readCustomer(
    {
      customers: { find: async () => row },
      profiles: { find: async () => ({ customerId, objection }) },
      customerModels: { find: async () => models },
      program: { readClock: async () => ({ mode: 'live' }) },
      now: () => new Date(instantOfDay(today)),
      timeZone: 'UTC',
    },
    customerId,
  );
  if (found === undefined) throw new Error('a customer with purchases is found');
  return found;
}

/** One purchase on each of the days. */
export const onDays = (...days: readonly number[]): readonly SpendOfDay[] => days.map((day) => ({ day }));
