import type { Context } from 'aws-lambda';
import { HoldfastError } from '../domain/errors.ts';
import { refreshOversizedCustomers } from '../flows/refresh-oversized-customers.ts';
import { sweepStale } from '../flows/sweep-stale.ts';
import { createStores } from '../stores/create-stores.ts';
import { environment } from './environment.ts';
import { logInfo } from './log.ts';
import { tableAccess } from './wiring.ts';

const settings = environment();
const stores = createStores(tableAccess());

/** On a schedule: hourly `{"scope":"items"}`, nightly `{"scope":"oversized-customers"}`. */
export async function handler(event: { readonly scope?: unknown }, context: Context): Promise<unknown> {
  const deps = {
    ...stores,
    ...settings,
    now: () => new Date(),
    remainingMilliseconds: () => context.getRemainingTimeInMillis(),
  };
  const result = await run(event.scope, deps);
  logInfo('swept', { scope: event.scope, ...result });
  return result;
}

async function run(
  scope: unknown,
  deps: Parameters<typeof sweepStale>[0] & Parameters<typeof refreshOversizedCustomers>[0],
) {
  if (scope === 'items') return sweepStale(deps);
  if (scope === 'oversized-customers') return refreshOversizedCustomers(deps);
  throw new HoldfastError(
    'sweep.scope',
    `the sweep takes the scope "items" or "oversized-customers", not ${JSON.stringify(scope)}`,
  );
}
