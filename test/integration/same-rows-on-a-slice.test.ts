import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withOrderFile } from '../../bin/read-for-import.ts';
import { bulkImport } from '../../functions/flows/bulk-import/bulk-import.ts';
import { fitModels } from '../../functions/flows/customers/fit-models.ts';
import { rebuild } from '../../functions/flows/rebuild.ts';
import { recordOrders } from '../../functions/flows/record-orders.ts';
import { recordReturns } from '../../functions/flows/record-returns.ts';
import { relateShop } from '../../functions/flows/relations/relate-shop.ts';
import { sweepStale } from '../../functions/flows/sweep-stale.ts';
import { measureCustomers } from '../../functions/flows/switching/measure-customers.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../support/embedded-database.ts';
import { hasOnlineRetail, onlineRetailFile } from '../support/online-retail.ts';
import { allDerivedRows, shopOn, streamOrder, streamReturn } from '../support/shop.ts';

const sliceLines = 2_000;

async function writeSlice(file: string): Promise<void> {
  const lines: string[] = [];
  const source = createReadStream(onlineRetailFile);
  for await (const line of createInterface({ input: source.pipe(createGunzip()) })) {
    lines.push(line);
    if (lines.length > sliceLines) break;
  }
  source.destroy();
  await writeFile(file, `${lines.join('\n')}\n`);
}

describe.runIf(hasOnlineRetail('the law on a slice of Online Retail'))('a slice of UCI Online Retail', () => {
  let folder: string;
  const databases: EmbeddedDatabase[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'holdfast-slice-'));
    for (let number = 0; number < 3; number += 1) databases.push(await startEmbeddedDatabase());
  });
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.stop()));
    await rm(folder, { recursive: true });
  });

  it('gives the same rows imported, streamed backwards, and rebuilt from the facts', async () => {
    const [first, second, third] = databases;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three databases');
    const [imported, streamed, rebuilt] = [shopOn(first), shopOn(second), shopOn(third)];
    const file = path.join(folder, 'slice.csv');
    await writeSlice(file);
    const terms = { currency: 'GBP', timeZone: 'Europe/London', now: () => new Date() };
    const { orders, returns } = await withOrderFile(file, `${file}.rejected`, terms, async ({ log }) => {
      await bulkImport({ ...imported, pause: async () => undefined }, log);
      return {
        orders: Array.from({ length: log.orderCount }, (_, index) => log.orderAt(index)),
        returns: Array.from({ length: log.returnCount }, (_, index) => log.returnAt(index)),
      };
    });
    expect(orders.length).toBeGreaterThan(50);
    expect(returns.length).toBeGreaterThan(5);
    const clock = await imported.program.readClock();
    await streamed.program.putClock(clock);
    await rebuilt.program.putClock(clock);

    for (const event of [...returns].reverse()) await streamReturn(streamed, event);
    for (const order of [...orders].reverse()) await streamOrder(streamed, order);
    await sweepStale(streamed);
    await relateShop(streamed);
    await fitModels(streamed);
    await measureCustomers(streamed);

    await recordOrders(
      rebuilt,
      orders.map((order, index) => ({ index, order })),
    );
    await recordReturns(
      rebuilt,
      returns.map((event, index) => ({ index, event })),
    );
    await rebuild(rebuilt);

    const rows = await allDerivedRows(first);
    expect(rows.recommendations.length).toBeGreaterThan(500);
    expect(await allDerivedRows(second)).toEqual(rows);
    expect(await allDerivedRows(third)).toEqual(rows);
  }, 240_000);
});
