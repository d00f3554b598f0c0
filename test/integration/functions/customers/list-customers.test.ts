import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CustomerListView, customerListSchema } from '../../../../functions/contracts/customer-list-view.ts';
import { shardOf } from '../../../../functions/domain/customers/customer-shard.ts';
import { toCustomerId } from '../../../../functions/domain/ids.ts';
import { type GroupName, groupNames } from '../../../../functions/domain/standing/customer-group.ts';
import { inParallel } from '../../../../functions/flows/in-parallel.ts';
import { createCustomerModelsStore } from '../../../../functions/stores/models/customer-models-store.ts';
import { summaryOfDays } from '../../../support/customer-summaries.ts';
import { type Answered, type StartedHandlers, startHandlers } from '../../../support/http-handlers.ts';
import { type Shop, shopOn } from '../../../support/shop.ts';
import { modelledShop, modelsOf, today } from '../../../support/standing.ts';

let stage: StartedHandlers;
let shop: Shop;
const asOf = new Date(today * 86_400_000).toISOString();

/** Every fifth has the same value and every seventh none, so that pages end among equals of several shards. */
const valueOfNumber = (number: number): number => (number % 7 === 0 ? 0 : number % 5 === 0 ? 1_000 : 250.25 * number);
const idOf = (number: number): string => (number % 11 === 0 ? `ümlaut/${number}` : `customer-${number}`);
const atRisk = Array.from({ length: 240 }, (_, number) => ({ id: idOf(number), valueMinor: valueOfNumber(number) }));

const equals = Array.from({ length: 20 }, (_, number) => `equal-${number}`);
const models = modelsOf(modelledShop(20));

async function putCustomer(
  id: string,
  group: GroupName,
  valueAtRiskMinor: number | null,
  probabilityAlive: number | null = 0.25,
): Promise<void> {
  const score = {
    modelVersion: asOf,
    valueAtRiskMinor,
    lifetimeValue12MonthsDiscounted1PercentMinor: 2 * (valueAtRiskMinor ?? 0),
    probabilityAlive,
  };
  const summary = summaryOfDays(id, [{ day: today - 100 }]);
  const seen = (await shop.customers.findState(summary.customerId))?.revision;
  const row = { summary, asOf, oversized: false, group: { group, since: '2024-10-01' }, score };
  await shop.customers.put(row, seen, new Date(asOf));
}

beforeAll(async () => {
  stage = await startHandlers('GBP');
  shop = shopOn(stage.database);
  await inParallel(atRisk, 16, ({ id, valueMinor }) => putCustomer(id, 'at-risk', valueMinor));
  await putCustomer('somebody else', 'loyal', 7_777);
  await putCustomer('not at risk', 'active', null);
  await putCustomer('without a model', 'dormant', null, null);
  await inParallel(equals, 16, (id) => putCustomer(id, 'promising', 0));
  await createCustomerModelsStore(stage.database).put(models, undefined, new Date(asOf));
}, 60_000);
afterAll(() => stage.stop());

const list = (query: Readonly<Record<string, string>>): Promise<Answered> =>
  stage.call({ routeKey: 'GET /v1/customers', scopes: 'marketer', query });

const pageOf = async (query: Readonly<Record<string, string>>): Promise<CustomerListView> =>
  customerListSchema.parse((await list(query)).body);

async function pageThrough(group: string, limit: number): Promise<CustomerListView['customers'][]> {
  const pages: CustomerListView['customers'][] = [];
  let cursor: string | undefined;
  do {
    const page = await pageOf({ group, limit: String(limit), ...(cursor === undefined ? {} : { cursor }) });
    pages.push(page.customers);
    cursor = page.nextCursor;
  } while (cursor !== undefined && pages.length < 1_000);
  return pages;
}

describe('GET /v1/customers?group=', () => {
  it('gives each customer of the group exactly once, by value at risk, for any size of a page', async () => {
    const expected = atRisk.map(({ id }) => id).sort();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 9, max: 200 }), async (limit) => {
        const pages = await pageThrough('at-risk', limit);
        const customers = pages.flat();

        expect(customers.map(({ customerId }) => customerId).sort()).toEqual(expected);
        const values = customers.map((customer) => customer.valueAtRiskNext12MonthsDiscounted1PercentAMonth);
        expect(values).toEqual(values.toSorted((left, right) => (right ?? 0) - (left ?? 0)));
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
      }),
      { numRuns: 5, examples: [[7], [120], [200]] },
    );
  }, 120_000);

  it.each([1, 3])('parts customers of equal value into pages of %i', async (limit) => {
    const customers = (await pageThrough('promising', limit)).flat();

    expect(customers.map(({ customerId }) => customerId).sort()).toEqual(equals.toSorted());
  });

  it('gives equal values in one order whatever the size of a page, by the shard of the customer', async () => {
    const whole = (await pageThrough('at-risk', 200)).flat().map(({ customerId }) => customerId);
    const small = (await pageThrough('at-risk', 13)).flat().map(({ customerId }) => customerId);

    const tied = whole.filter((id) => atRisk.find((customer) => customer.id === id)?.valueMinor === 1_000);
    const shards = tied.map((id) => shardOf(toCustomerId(id)));
    expect(small).toEqual(whole);
    expect(new Set(shards).size).toBeGreaterThan(4);
    expect(shards).toEqual(shards.toSorted((left, right) => left - right));
  }, 60_000);

  it('tells group, values and last purchase day, as of the night, with definitions', async () => {
    const page = await pageOf({ group: 'loyal' });

    expect(page).toMatchObject({
      group: 'loyal',
      currency: 'GBP',
      asOf: models.asOf,
      customers: [
        {
          customerId: 'somebody else',
          group: 'loyal',
          valueAtRiskNext12MonthsDiscounted1PercentAMonth: 77.77,
          lifetimeValueNext12MonthsDiscounted1PercentAMonth: 155.54,
          probabilityAlive: 0.25,
          lastPurchaseDay: '2024-06-26',
          asOf: models.asOf,
        },
      ],
      definitions: { 'customers[].probabilityAlive': { unit: 'share, 0 to 1', asOf: models.asOf } },
    });
    expect(page).not.toHaveProperty('nextCursor');
  });

  it.each([
    ['active', 0],
    ['dormant', null],
  ])('tells no value at risk from one that is not known: %s', async (group, value) => {
    const { customers } = await pageOf({ group });

    expect(customers.map((customer) => customer.valueAtRiskNext12MonthsDiscounted1PercentAMonth)).toEqual([value]);
  });

  it('goes on where it stopped though the customer at the end of the page has moved or gone', async () => {
    const first = await pageOf({ group: 'at-risk', limit: '10' });
    const after = await pageOf({ group: 'at-risk', limit: '10', cursor: first.nextCursor ?? '' });
    const last = first.customers.at(-1)?.customerId ?? '';
    const known = atRisk.find(({ id }) => id === last)?.valueMinor ?? 0;

    await putCustomer(last, 'loyal', 1);
    const afterMove = await pageOf({ group: 'at-risk', limit: '10', cursor: first.nextCursor ?? '' });
    await putCustomer(last, 'at-risk', known);

    expect(afterMove.customers).toEqual(after.customers);
  });

  it('never shows a customer who objects, from the moment they do', async () => {
    const [first] = (await pageOf({ group: 'at-risk', limit: '1' })).customers;
    const customerId = toCustomerId(first?.customerId ?? '');
    await shop.profiles.put({ customerId, objection: true });

    const everybody = (await pageThrough('at-risk', 50)).flat().map((customer) => customer.customerId);
    await shop.profiles.put({ customerId });

    expect(everybody).toHaveLength(atRisk.length - 1);
    expect(everybody).not.toContain(customerId);
  }, 60_000);

  it.each([
    ['no group', {}, 'group', `is missing; needed is one of ${groupNames.join(', ')}`],
    ['an unknown group', { group: 'vip' }, 'group', `is "vip"; needed is one of ${groupNames.join(', ')}`],
    ['a limit of 0', { group: 'new', limit: '0' }, 'limit', 'is "0"; needed is a whole number from 1 to 200'],
    ['a limit above 200', { group: 'new', limit: '201' }, 'limit', 'is "201"; needed is a whole number from 1 to 200'],
    ['a cursor that is none', { group: 'new', cursor: 'abc' }, 'cursor', 'is "abc"; needed is the nextCursor of'],
    ['an unknown parameter', { group: 'new', sort: 'id' }, 'sort', 'unknown parameter; known are group, limit, cursor'],
  ])('refuses %s with a 400', async (_name, query, path, message) => {
    expect(await list(query)).toMatchObject({
      status: 400,
      body: { code: 'request.query', issues: [{ path, message: expect.stringContaining(message) }] },
    });
  });

  it('refuses the cursor of another group', async () => {
    const { nextCursor = '' } = await pageOf({ group: 'at-risk', limit: '1' });

    expect(await list({ group: 'loyal', cursor: nextCursor })).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'cursor' }] },
    });
  });
});
