import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import type { ApiKeyRecord } from '../../functions/domain/access/api-key.ts';
import { isScope, type Scope, scopes } from '../../functions/domain/access/scope.ts';
import { HoldfastError } from '../../functions/domain/errors.ts';
import {
  createApiKey,
  listApiKeys,
  type ManageApiKeysDeps,
  revokeApiKey,
} from '../../functions/flows/manage-api-keys.ts';
import { createApiKeysStore } from '../../functions/stores/api-keys-store.ts';
import { openTables } from '../../functions/stores/open-tables.ts';
import { type StackOptions, withStackOptions } from '../open-stack.ts';

/** Where a command writes. */
export interface CommandOutput {
  /** What a script reads. */
  readonly stdout: { write(text: string): unknown };
  /** What a person reads beside it. */
  readonly stderr: { write(text: string): unknown };
}

function parseScopes(list: string): readonly Scope[] {
  return list.split(',').map((name) => {
    const scope = name.trim();
    if (isScope(scope)) return scope;
    throw new HoldfastError('key.unknown-scope', `"${scope}" is no scope; the scopes are ${scopes.join(', ')}`, {
      details: { scope },
    });
  });
}

async function withKeys<Result>(
  { stack, endpoint }: StackOptions,
  work: (deps: ManageApiKeysDeps) => Promise<Result>,
): Promise<Result> {
  const access = openTables({ stackName: stack, ...(endpoint === undefined ? {} : { endpoint }) });
  try {
    return await work({ apiKeys: createApiKeysStore(access), now: () => new Date(), randomBytes });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
    const message = `there is no stack "${stack}" here: its table of keys was not found`;
    throw new HoldfastError('stack.unknown', message, { details: { stack }, cause: error });
  } finally {
    access.close();
  }
}

const describe = ({ keyId, scopes: held, label, createdAt, revokedAt }: ApiKeyRecord): string => {
  const state = revokedAt === undefined ? 'good' : `revoked ${revokedAt}`;
  return [keyId, held.join(','), `created ${createdAt}`, state, label].join('  ').trimEnd();
};

/** Adds `key create`, `key list` and `key revoke`. */
export function registerKeyCommand(program: Command, output: CommandOutput = process): void {
  const key = program.command('key').description('API keys: create, list, revoke');
  const subcommand = (usage: string, description: string): Command =>
    withStackOptions(key.command(usage)).description(description);

  subcommand('create', 'make a key and print it; it is stored nowhere and cannot be shown again')
    .requiredOption('--scope <list>', `what it may be used for, parted by commas: ${scopes.join(', ')}`)
    .option('--label <text>', 'what to call it', '')
    .action(async (options: StackOptions & { readonly scope: string; readonly label: string }) => {
      const wanted = { scopes: parseScopes(options.scope), label: options.label };
      const created = await withKeys(options, (deps) => createApiKey(deps, wanted));
      output.stderr.write(`${describe(created.record)}\nKeep the key now, it is shown this once only:\n`);
      output.stdout.write(`${created.key}\n`);
    });

  subcommand('list', 'show all keys by their ids, revoked ones too').action(async (options: StackOptions) => {
    const records = await withKeys(options, listApiKeys);
    for (const record of records) output.stdout.write(`${describe(record)}\n`);
    if (records.length === 0) output.stderr.write('There are no keys yet.\n');
  });

  subcommand('revoke <keyId>', 'make a key useless, within a minute').action(
    async (keyId: string, options: StackOptions) => {
      const revoked = await withKeys(options, (deps) => revokeApiKey(deps, { keyId }));
      output.stderr.write(revoked.length === 0 ? `Key ${keyId} was revoked before.\n` : `Key ${keyId} is revoked.\n`);
    },
  );
}
