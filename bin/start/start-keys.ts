import { randomBytes } from 'node:crypto';
import type { Scope } from '../../functions/domain/access/scope.ts';
import { createApiKey, revokeApiKeys } from '../../functions/flows/manage-api-keys.ts';
import { createApiKeysStore } from '../../functions/stores/api-keys-store.ts';
import { openTables } from '../../functions/stores/open-tables.ts';

const label = 'holdfast start';

export type StartKeys = Readonly<Record<Scope, string>>;

/** Revokes the keys of earlier starts, which were printed to terminals and logs, and makes new ones. */
export async function makeStartKeys(stackName: string, endpoint: string): Promise<StartKeys> {
  const access = openTables({ stackName, endpoint });
  try {
    const deps = { apiKeys: createApiKeysStore(access), now: () => new Date(), randomBytes };
    await revokeApiKeys(deps, { label });
    const make = async (scope: Scope): Promise<string> => (await createApiKey(deps, { scopes: [scope], label })).key;
    return {
      ingest: await make('ingest'),
      storefront: await make('storefront'),
      marketer: await make('marketer'),
      service: await make('service'),
      admin: await make('admin'),
    };
  } finally {
    access.close();
  }
}
