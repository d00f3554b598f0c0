import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerKeyCommand } from '../../../bin/commands/key.ts';
import { hashApiKey } from '../../../functions/flows/hash-api-key.ts';
import { createApiKeysStore } from '../../../functions/stores/api-keys-store.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
});
afterAll(() => database.stop());

/** Runs `holdfast key ...` on the embedded database and gives what it wrote. */
async function key(...args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const program = new Command('holdfast').exitOverride().configureOutput({ writeErr: () => {} });
  registerKeyCommand(program, {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
  });
  for (const command of program.commands.flatMap((command) => command.commands)) {
    command.exitOverride().configureOutput({ writeErr: () => {} });
  }
  const [subcommand = '', ...rest] = args;
  const where = ['--stack', database.stackName, '--endpoint', database.endpoint];
  // Of an option given twice the last holds, so a test may name another stack.
  await program.parseAsync(['key', subcommand, ...where, ...rest], { from: 'user' });
  return written;
}

describe('holdfast key', () => {
  it('create prints the key alone where a script reads, and stores its hash', async () => {
    const { stdout, stderr } = await key('create', '--scope', 'ingest, marketer', '--label', 'shop system');

    expect(stdout).toMatch(/^hf_[\w-]{43}\n$/);
    const record = await createApiKeysStore(database).find(hashApiKey(stdout.trim()));
    expect(record).toMatchObject({ scopes: ['ingest', 'marketer'], label: 'shop system' });
    expect(stderr).toContain(`${record?.keyId}  ingest,marketer  created `);
    expect(stderr).not.toContain(stdout.trim());
  });

  it('list and revoke know keys by their ids', async () => {
    const { stdout } = await key('create', '--scope', 'admin');
    const keyId = hashApiKey(stdout.trim()).slice(0, 8);

    expect((await key('list')).stdout).toMatch(new RegExp(`^${keyId}  admin  created \\S+  good$`, 'm'));
    expect((await key('revoke', keyId)).stderr).toBe(`Key ${keyId} is revoked.\n`);
    expect((await key('revoke', keyId)).stderr).toBe(`Key ${keyId} was revoked before.\n`);
    expect((await key('list')).stdout).toMatch(new RegExp(`^${keyId}  admin  created \\S+  revoked \\S+$`, 'm'));
    expect((await key('list')).stdout).not.toContain(stdout.trim());
  });

  it.each([
    [
      ['create', '--scope', 'ingest,root'],
      'key.unknown-scope',
      '"root" is no scope; the scopes are ingest, storefront',
    ],
    [['create', '--scope', ''], 'key.unknown-scope', '"" is no scope'],
    [['revoke', '00000000'], 'key.unknown', 'no key has the id "00000000"; `key list` shows the ids'],
    [['list', '--stack', 'holdfast-nowhere'], 'stack.unknown', 'there is no stack "holdfast-nowhere" here'],
    [['list', '--endpoint', 'nowhere'], 'tables.endpoint', 'the endpoint is "nowhere"'],
  ])('%j fails in one line that names the culprit', async (args, code, message) => {
    await expect(key(...args)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('needs to be told the stack and the scope', async () => {
    await expect(key('create')).rejects.toMatchObject({ code: 'commander.missingMandatoryOptionValue' });
  });
});
