import { relateShop } from '../flows/relations/relate-shop.ts';
import { createStores } from '../stores/create-stores.ts';
import { environment } from './environment.ts';
import { logInfo } from './log.ts';
import { rankingComparison } from './ranking-comparison.ts';
import { tableAccess } from './wiring.ts';

const deps = { ...createStores(tableAccess()), ...environment(), ...rankingComparison(), now: () => new Date() };

/** Every night: what is bought later, instead, again and lately, and what came of recommendations. */
export async function handler(): Promise<unknown> {
  const result = await relateShop(deps);
  logInfo('related', { ...result });
  return result;
}
