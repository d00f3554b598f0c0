import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerExportCommand } from '../../../../bin/commands/export.ts';
import { type ExportRequest, exportRecommendations } from '../../../../bin/export/export-recommendations.ts';
import { ExportTally } from '../../../../bin/export/export-tally.ts';
import type { CustomerProfile } from '../../../../functions/domain/customers/customer-profile.ts';
import { toCustomerId, toItemId } from '../../../../functions/domain/ids.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../../support/embedded-database.ts';
import { orderOf } from '../../../support/orders.ts';
import { shopOn, streamOrder } from '../../../support/shop.ts';

let database: EmbeddedDatabase;
let directory: string;
const asOf = '2026-04-01T10:00:00.000Z';
const out = () => path.join(directory, 'lists');

/** What the command does on an open stack; what it says at the end. */
async function write(over: Partial<ExportRequest> = {}): Promise<string> {
  const tally = new ExportTally({ write: () => undefined });
  const request = { channel: 'email', kind: 'both', limit: 10, format: 'csv', out: out(), ...over } as const;
  await exportRecommendations(shopOn(database, new Date(asOf)), request, tally);
  return tally.words();
}
const records = async (): Promise<Record<string, string>[]> => parse(await readFile(out(), 'utf8'), { columns: true });

beforeAll(async () => {
  database = await startEmbeddedDatabase();
  directory = await mkdtemp(path.join(tmpdir(), 'holdfast-export-'));
  const shop = shopOn(database, new Date(asOf));
  await shop.program.putClock({ mode: 'data', asOf });
  await shop.items.put({ itemId: toItemId('=1+1'), name: '+SUM(A1)', url: 'https://shop.example/1?a=1,2' });
  await shop.items.put({ itemId: toItemId('gone'), stock: 0 });
  for (const [place, items] of [
    ['pen', '=1+1'],
    ['pen', '=1+1', 'gone'],
    ['pen', 'pad'],
  ].entries()) {
    await streamOrder(shop, orderOf(`g-${place}`, items));
  }
  const people = ['ann', 'bob', 'cy', 'dee', 'eve', ...Array.from({ length: 60 }, (_, place) => `many-${place}`)];
  for (const customerId of people) {
    const one = orderOf(`o-${customerId}`, [customerId === 'eve' ? 'lonely' : 'pen'], { customerId });
    await streamOrder(shop, { ...one, placedAt: '2026-03-01T10:00:00.000Z' });
  }
  const refill = orderOf('o-ann-2', ['pen'], { customerId: 'ann', placedAt: '2026-02-01T10:00:00.000Z' });
  await streamOrder(shop, refill);
  const profiles: readonly (Omit<CustomerProfile, 'customerId'> & { readonly customerId: string })[] = [
    { customerId: 'ann', consent: { email: true } },
    { customerId: 'bob', consent: { email: true }, objection: true },
    { customerId: 'cy', consent: { email: false, sms: true } },
    { customerId: 'eve', consent: { email: true } },
    ...people.slice(5).map((customerId) => ({ customerId, consent: { push: true } })),
  ];
  for (const profile of profiles) {
    await shop.profiles.put({ ...profile, customerId: toCustomerId(profile.customerId) });
  }
}, 60_000);
afterAll(async () => {
  await database.stop();
  await rm(directory, { recursive: true, force: true });
});
describe('holdfast export recommendations', () => {
  it('writes both lists of those who agreed to the channel and do not object, and counts the others', async () => {
    const said = await write();

    expect((await records()).map(({ customerId, kind, itemId }) => [customerId, kind, itemId])).toEqual([
      ['ann', 'for-you', "'=1+1"],
      ['ann', 'for-you', 'pad'],
      ['ann', 'buy-again', 'pen'],
    ]);
    expect(said).toBe('1 customer with lists; left out: 62 without consent, 1 who object, 1 with nothing to name');
  });

  it('lets no cell run as a formula', async () => {
    await write();

    const [first] = await records();
    expect(first).toMatchObject({ name: "'+SUM(A1)", url: 'https://shop.example/1?a=1,2' });
    expect(await readFile(out(), 'utf8')).not.toMatch(/(^|,)"?[=+@-]/m);
  });

  it('writes NDJSON of one kind, ids as they are, at most so many entries', async () => {
    await write({ format: 'ndjson', kind: 'for-you', limit: 1 });

    expect(JSON.parse(await readFile(out(), 'utf8'))).toMatchObject({
      customerId: 'ann',
      kind: 'for-you',
      recommendationId: expect.stringMatching(/^r1\.y\d\w+\.\w+\.email\.$/),
      recommendations: [{ itemId: '=1+1', rank: 1, becauseOf: 'pen', item: { name: '+SUM(A1)' } }],
    });
  });

  it('reads the consent of all customers, more than one batch of them, and writes each once', async () => {
    const said = await write({ kind: 'for-you', channel: 'push', limit: 1 });

    const written = (await records()).map(({ customerId }) => customerId);
    // A few lists stay plain for comparison, and this shop has no best-sellers to put there.
    expect(written.length).toBeGreaterThan(50);
    expect(new Set(written).size).toBe(written.length);
    expect(said).toBe(
      `${written.length} customers with lists; left out: 4 without consent, 1 who object, ${60 - written.length} with nothing to name`,
    );
  });

  it('leaves no half a file where it cannot write or read', async () => {
    await rm(out(), { force: true });
    await expect(write({ out: path.join(directory, 'no', 'where') })).rejects.toMatchObject({
      code: 'file.unwritable',
    });
    const failing = shopOn(database, new Date(asOf));
    const recommendations = { ...failing.recommendations, findTogetherOf: () => Promise.reject(new Error('cut off')) };
    const request = { channel: 'push', kind: 'for-you', limit: 1, format: 'csv', out: out() } as const;
    const tally = new ExportTally({ write: () => undefined });
    await expect(exportRecommendations({ ...failing, recommendations }, request, tally)).rejects.toThrow('cut off');
    expect(await readdir(directory)).toEqual([]);
  });

  it.each([
    ['--limit', '0'],
    ['--limit', '51'],
    ['--channel', 'fax'],
    ['--kind', 'all'],
    ['--format', 'xml'],
  ])('refuses %s %s', async (option, value) => {
    const program = new Command();
    registerExportCommand(program);
    for (const command of program.commands.flatMap((group) => group.commands)) {
      command.exitOverride().configureOutput({ writeErr: () => undefined });
    }
    const given = ['export', 'recommendations', '--stack', 'holdfast-dev', '--out', out(), option, value];
    await expect(program.parseAsync(given, { from: 'user' })).rejects.toMatchObject({
      code: 'commander.invalidArgument',
    });
  });
});
