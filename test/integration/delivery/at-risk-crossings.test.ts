import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toCustomerId } from '../../../functions/domain/ids.ts';
import { bulkImport } from '../../../functions/flows/bulk-import/bulk-import.ts';
import { fitModels } from '../../../functions/flows/customers/fit-models.ts';
import { announceThrough } from '../../../functions/flows/delivery/announcements.ts';
import { eraseCustomer } from '../../../functions/flows/erase-customer.ts';
import { rebuild } from '../../../functions/flows/rebuild.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { refreshCustomer } from '../../../functions/flows/refresh-customer.ts';
import { measureCustomers } from '../../../functions/flows/switching/measure-customers.ts';
import { createErasureStore } from '../../../functions/stores/history/erasure-store.ts';
import { physicalTableName } from '../../../functions/stores/tables.ts';
import { nightAtRisk, nightBefore, ordersOfOneAtRisk } from '../../support/customer-at-risk.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { orderOf } from '../../support/orders.ts';
import { type Shop, shopOn } from '../../support/shop.ts';
import { logOf } from '../import-log.ts';

let database: EmbeddedDatabase;
beforeEach(async () => {
  database = await startEmbeddedDatabase();
  const shop = on(nightBefore);
  await recordOrders(
    shop,
    ordersOfOneAtRisk.map((order, index) => ({ index, order })),
  );
  const customers = new Set(ordersOfOneAtRisk.map(({ customerId }) => customerId ?? ann));
  for (const customerId of customers) await refreshCustomer(shop, customerId, nightBefore, 'stream');
});
afterEach(() => database.stop());

const ann = toCustomerId('ann');
const on = (instant: string): Shop => shopOn(database, new Date(instant));

/** What the nightly functions have and an import has not. */
const announcing = (shop: Shop) => ({ ...shop, announcements: announceThrough(shop.outbox) });
async function night(instant: string): Promise<void> {
  await fitModels(announcing(on(instant)));
  await measureCustomers(announcing(on(instant)));
}

async function outbox(): Promise<string[]> {
  const TableName = physicalTableName(database.stackName, 'offers');
  const { Items = [] } = await database.documents.send(new ScanCommand({ TableName }));
  return Items.map(({ pk, sk, because }) => `${pk} ${sk} ${because}`).sort();
}

const whereAnnIs = async () => {
  const row = await on(nightAtRisk).customers.find(ann);
  return `${row?.group?.group} ${row?.switching?.state}`;
};

/** Fails once, at ann's row or at whatever else is told. */
function dyingOnce<Parameters extends readonly unknown[], Result>(
  work: (...parameters: Parameters) => Promise<Result>,
  isIt: (...parameters: Parameters) => boolean,
  after: () => Promise<unknown> = async () => undefined,
): (...parameters: Parameters) => Promise<Result> {
  let died = false;
  return async (...parameters) => {
    if (died || !isIt(...parameters)) return work(...parameters);
    died = true;
    await after();
    throw new Error('cut off');
  };
}

describe('the night that finds a customer at risk', () => {
  it('tells it once, by group and state together, and running again tells nothing', async () => {
    await night(nightBefore);
    expect(await outbox()).toEqual([]);
    expect(await whereAnnIs()).toBe('loyal loyal-but-light');

    await night(nightAtRisk);
    expect(await whereAnnIs()).toBe('at-risk wavering-valuable');
    expect(await outbox()).toEqual(['outbox#ann at-risk#2026-05-25 group']);

    await night(nightAtRisk);
    await night('2026-05-26T04:10:00.000Z');
    expect(await outbox()).toEqual(['outbox#ann at-risk#2026-05-25 group']);
  });

  it('tells it of the state alone, where the group is none', async () => {
    await night(nightBefore);
    await fitModels(on(nightAtRisk));

    await measureCustomers(announcing(on(nightAtRisk)));

    expect(await outbox()).toEqual(['outbox#ann at-risk#2026-05-25 state']);
  });

  it('tells nothing where it is the first', async () => {
    await night(nightAtRisk);

    expect(await whereAnnIs()).toBe('at-risk wavering-valuable');
    expect(await outbox()).toEqual([]);
  });
});

describe('a night that is cut off', () => {
  beforeEach(() => night(nightBefore));
  const isAnn = (row: { readonly summary: { readonly customerId: string } }) => row.summary.customerId === ann;

  it.each([
    ['before the change is a fact', true],
    ['before the row is put', false],
  ])('%s has told it, and the next run tells it no second time', async (_when, beforeFact) => {
    const shop = on(nightAtRisk);
    const dying = beforeFact
      ? {
          ...shop,
          groupChanges: { ...shop.groupChanges, putAbsent: dyingOnce(shop.groupChanges.putAbsent, (id) => id === ann) },
        }
      : { ...shop, customers: { ...shop.customers, put: dyingOnce(shop.customers.put, isAnn) } };

    await expect(fitModels(announcing(dying))).rejects.toThrow('cut off');
    expect(await outbox()).toEqual(['outbox#ann at-risk#2026-05-25 group']);

    await night(nightAtRisk);
    expect(await whereAnnIs()).toBe('at-risk wavering-valuable');
    expect(await outbox()).toEqual(['outbox#ann at-risk#2026-05-25 group']);
  });

  it('before it is told has written nothing down, and the next run tells it', async () => {
    const shop = on(nightAtRisk);
    const putAtRisk = dyingOnce(shop.outbox.putAtRisk, () => true);

    await expect(fitModels(announcing({ ...shop, outbox: { ...shop.outbox, putAtRisk } }))).rejects.toThrow('cut off');
    expect(await outbox()).toEqual([]);
    // An order of somebody else's making comes in between, and its refresh reads all facts.
    await refreshCustomer(shop, ann, nightAtRisk, 'stream');

    await night(nightAtRisk);
    expect(await outbox()).toEqual(['outbox#ann at-risk#2026-05-25 group']);
  });

  it('in the night of states has told it before the row, and so does the next', async () => {
    const shop = on(nightAtRisk);
    await fitModels(shop);
    const put = dyingOnce(shop.customers.put, isAnn);

    await expect(measureCustomers(announcing({ ...shop, customers: { ...shop.customers, put } }))).rejects.toThrow(
      'cut off',
    );
    expect(await outbox()).toEqual(['outbox#ann at-risk#2026-05-25 state']);

    await measureCustomers(announcing(shop));
    expect(await outbox()).toEqual(['outbox#ann at-risk#2026-05-25 state']);
    expect(await whereAnnIs()).toBe('at-risk wavering-valuable');
  });
});

describe('what is found of old', () => {
  beforeEach(() => night(nightBefore));

  it('by a rebuild tells nothing, and the night after it has nothing to tell', async () => {
    await rebuild(on(nightAtRisk));
    expect(await whereAnnIs()).toBe('at-risk wavering-valuable');

    await night(nightAtRisk);

    expect(await outbox()).toEqual([]);
  });

  it('by an import tells nothing, and the night after it has nothing to tell', async () => {
    const order = orderOf('gus 1', ['mug'], { customerId: 'gus', placedAt: '2026-05-24T10:00:00.000Z' });
    await bulkImport({ ...on(nightAtRisk), pause: async () => undefined }, logOf([order]));
    expect(await whereAnnIs()).toBe('at-risk wavering-valuable');

    await night(nightAtRisk);

    expect(await outbox()).toEqual([]);
  });
});

describe('a customer who objects to profiling', () => {
  it('before the night crosses nothing', async () => {
    await night(nightBefore);
    await on(nightAtRisk).profiles.put({ customerId: ann, objection: true });
    await refreshCustomer(on(nightAtRisk), ann, nightAtRisk, 'stream');

    await night(nightAtRisk);

    expect(await outbox()).toEqual([]);
  });

  it.each([
    { what: 'groups', settle: fitModels },
    { what: 'states', settle: measureCustomers },
  ])('while the night of $what runs has taken back what it told', async ({ settle }) => {
    await night(nightBefore);
    const shop = on(nightAtRisk);
    const told: string[] = [];
    const put: Shop['customers']['put'] = async (row, ...rest) => {
      if (row.summary.customerId === ann && told.length === 0) {
        told.push(...(await outbox()));
        await shop.profiles.put({ customerId: ann, objection: true });
        await refreshCustomer(shop, ann, nightAtRisk, 'stream');
      }
      return shop.customers.put(row, ...rest);
    };

    await settle(announcing({ ...shop, customers: { ...shop.customers, put } }));

    expect(told).toHaveLength(1);
    expect(await outbox()).toEqual([]);
  });
});

it('an erasure leaves nothing of a customer in the outbox', async () => {
  await night(nightBefore);
  await night(nightAtRisk);
  expect(await outbox()).toHaveLength(1);

  await eraseCustomer({ ...on(nightAtRisk), erasure: createErasureStore(database) }, ann);

  expect(await outbox()).toEqual([]);
});
