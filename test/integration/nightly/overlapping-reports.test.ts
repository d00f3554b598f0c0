import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { toCustomerId } from '../../../functions/domain/ids.ts';
import { startRetentionReport } from '../../../functions/flows/customers/make-retention-report.ts';
import type { CustomerRow } from '../../../functions/stores/customers/customer-codec.ts';
import { physicalTableName } from '../../../functions/stores/tables.ts';
import { summaryOfDays } from '../../support/customer-summaries.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { type Shop, shopOn } from '../../support/shop.ts';
import { modelledShop, modelsOf, today } from '../../support/standing.ts';

const models = modelsOf(modelledShop(1_500));
const modelsOfRun = (version: string) => ({ ...models, version });

/** Later than most of the own gaps, and not than all of them. */
const daysAgo = [340, 335, 325, 310, 290, 265, 235, 175, 85];
const lateRow = (customerId: string): CustomerRow => ({
  summary: summaryOfDays(
    customerId,
    daysAgo.map((ago) => ({ day: today - ago, spendMinor: 5_000 })),
  ),
  asOf: models.asOf,
  oversized: false,
});

let database: EmbeddedDatabase;
let shop: Shop;
beforeEach(async () => {
  await database?.stop();
  database = await startEmbeddedDatabase();
  shop = shopOn(database);
  for (const customerId of ['ann', 'ben', 'cat']) await shop.customers.put(lateRow(customerId), undefined, shop.now());
});
afterAll(() => database.stop());

async function startWithAll(version: string) {
  const reporter = await startRetentionReport(shop, modelsOfRun(version));
  const add = reporter.startPart();
  for (const customerId of ['ann', 'ben', 'cat']) add(lateRow(customerId));
  return reporter;
}

const named = async (): Promise<readonly string[]> =>
  ((await shop.retentionReport.find())?.atRisk ?? []).map(({ customerId }) => customerId).sort();

describe('customers who leave while a report is made', () => {
  it('are named where nothing happens', async () => {
    await (await startWithAll('2026-04-01')).publish();

    expect(await named()).toEqual(['ann', 'ben', 'cat']);
  });

  it('are taken off: by an objection that has not reached the row, by one that has, and by an erasure', async () => {
    const reporter = await startWithAll('2026-04-01');
    await shop.profiles.put({ customerId: toCustomerId('ann'), objection: true });
    const seen = await shop.customers.findState(toCustomerId('ben'));
    await shop.customers.put({ ...lateRow('ben'), objects: true }, seen?.revision, shop.now());
    const TableName = physicalTableName(database.stackName, 'customers');
    await database.documents.send(new DeleteCommand({ TableName, Key: { pk: 'customer#cat' } }));

    await reporter.publish();

    expect(await named()).toEqual([]);
  });
});

describe('two runs at a time', () => {
  const versionInForce = async () => (await shop.retentionReport.find())?.modelHealth.models?.version;

  it('leave the report of the one that began later, whichever ends last', async () => {
    const early = await startWithAll('2026-04-01T04:10:00.000Z');
    const late = await startWithAll('2026-04-01T04:11:00.000Z');

    await late.publish();
    await early.publish();

    expect(await versionInForce()).toBe('2026-04-01T04:11:00.000Z');
  });

  it('put a report over that of a clock that ran ahead', async () => {
    await (await startWithAll('2030-01-01T00:00:00.000Z')).publish();

    await (await startWithAll('2026-04-02T04:10:00.000Z')).publish();

    expect(await versionInForce()).toBe('2026-04-02T04:10:00.000Z');
  });

  it('try again where somebody is taken off the report in between', async () => {
    await (await startWithAll('2026-04-01T04:10:00.000Z')).publish();
    const { retentionReport } = shop;
    let isFirst = true;
    const disturbed = {
      ...shop,
      retentionReport: {
        ...retentionReport,
        async put(...given: Parameters<typeof retentionReport.put>) {
          if (isFirst) await retentionReport.forget(toCustomerId('ben'));
          isFirst = false;
          return retentionReport.put(...given);
        },
      },
    };
    const reporter = await startRetentionReport(disturbed, modelsOfRun('2026-04-02T04:10:00.000Z'));
    reporter.startPart()(lateRow('ann'));

    await reporter.publish();

    expect(await named()).toEqual(['ann']);
    expect(await versionInForce()).toBe('2026-04-02T04:10:00.000Z');
  });
});
