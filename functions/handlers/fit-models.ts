import type { Context } from 'aws-lambda';
import { currencyDecimals } from '../contracts/money.ts';
import { fitModels } from '../flows/customers/fit-models.ts';
import { announceThrough } from '../flows/delivery/announcements.ts';
import { createStores } from '../stores/create-stores.ts';
import { environment } from './environment.ts';
import { logInfo } from './log.ts';
import { tableAccess } from './wiring.ts';

const settings = environment();
const stores = createStores(tableAccess());
const deps = {
  ...stores,
  announcements: announceThrough(stores.outbox),
  ...settings,
  minorUnitsPerMajorUnit: 10 ** currencyDecimals(settings.currency),
  now: () => new Date(),
};

/** Every night: models of all customers, each one's group and score by them, and the retention report. */
export async function handler(_event: unknown, context: Context): Promise<unknown> {
  const result = await fitModels({ ...deps, remainingMilliseconds: () => context.getRemainingTimeInMillis() });
  logInfo('fitted', { ...result });
  return result;
}
