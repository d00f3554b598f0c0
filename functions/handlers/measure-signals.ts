import type { Context } from 'aws-lambda';
import { announceThrough } from '../flows/delivery/announcements.ts';
import { measureCustomers } from '../flows/switching/measure-customers.ts';
import { createStores } from '../stores/create-stores.ts';
import { environment } from './environment.ts';
import { logInfo } from './log.ts';
import { tableAccess } from './wiring.ts';

const stores = createStores(tableAccess());
const deps = {
  ...stores,
  announcements: announceThrough(stores.outbox),
  ...environment(),
  now: () => new Date(),
};

/** Every night: what holds each customer and what pulls, and the state that follows. */
export async function handler(_event: unknown, context: Context): Promise<unknown> {
  const result = await measureCustomers({ ...deps, remainingMilliseconds: () => context.getRemainingTimeInMillis() });
  logInfo('measured', { ...result });
  return result;
}
