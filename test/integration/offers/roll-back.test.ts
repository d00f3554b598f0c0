import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toCustomerId, toOrderId } from '../../../functions/domain/ids.ts';
import type { Order } from '../../../functions/domain/orders/order.ts';
import { eraseCustomer } from '../../../functions/flows/erase-customer.ts';
import { inParallel } from '../../../functions/flows/in-parallel.ts';
import { mergeCustomers } from '../../../functions/flows/moving/merge-customers.ts';
import { rollBackRedemptions } from '../../../functions/flows/offers/roll-back-redemptions.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { redrive } from '../../../functions/flows/redrive.ts';
import { createErasureStore, type ErasureStore } from '../../../functions/stores/history/erasure-store.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import {
  campaignOf,
  issueTo,
  leftOf,
  type OffersShop,
  offersShopOn,
  reasonOf,
  redeem,
  startCampaign,
  termsOf,
} from '../../support/offers.ts';
import { orderOf } from '../../support/orders.ts';
import { derivedRows } from '../../support/shop.ts';

let database: EmbeddedDatabase;
let shop: OffersShop & { readonly erasure: ErasureStore };
beforeAll(async () => {
  database = await startEmbeddedDatabase();
  shop = { ...offersShopOn(database), erasure: createErasureStore(database) };
});
afterAll(() => database.stop());

const send = (orderId: string, customer: string, over: Partial<Omit<Order, 'customerId'>> = {}) =>
  recordOrders(shop, [{ index: 0, order: orderOf(orderId, ['mug'], { customerId: customer, ...over }) }]);
const cancelled = { status: 'cancelled', updatedAt: '2026-03-02T10:00:00.000Z' } as const;
const rollBack = (customer: string) => rollBackRedemptions(shop, toCustomerId(customer));
const statusOf = async (campaignId: string, customer: string) =>
  (await shop.offers.find(toCustomerId(customer), campaignId))?.status;
const redeemedBy = async (orderId: string) =>
  (await shop.redemptions.ofOrder(toOrderId(orderId))).redemptions.map(({ campaignId }) => campaignId);

describe('an order that is cancelled', () => {
  it('gives back exactly what it took, of every part, and its offer is good again', async () => {
    const budget = {
      total: { uses: 120, amountMinor: 1_000 },
      perPeriod: { period: 'week', amountMinor: 900 },
    } as const;
    await startCampaign(shop, campaignOf('back', budget));
    await issueTo(shop, 'back', 'ann', { terms: termsOf({ amountMinor: 700 }) });
    const partsOf = async () => [
      ...(await shop.campaigns.readParts('back', 'total')),
      ...(await shop.campaigns.readParts('back', 'week#2026-11-23')),
    ];
    await send('a-1', 'ann');
    const totalBefore = await shop.campaigns.readParts('back', 'total');
    expect(reasonOf(await redeem(shop, 'back', 'ann', { orderId: 'a-1' }))).toBe('redeemed');
    // 700 of three parts of 333 and 334.
    expect((await shop.offers.find(toCustomerId('ann'), 'back'))?.redemption?.taken.length).toBeGreaterThan(3);

    expect(await rollBack('ann')).toBe(0);
    await send('a-1', 'ann', cancelled);
    expect(await rollBack('ann')).toBe(1);

    expect(await partsOf()).toEqual([
      ...totalBefore,
      { part: 'week#2026-11-23#00', left: { amountMinor: 900 }, isClosed: false },
    ]);
    expect(await shop.offers.find(toCustomerId('ann'), 'back')).toMatchObject({ status: 'issued', revision: 4 });
    expect((await shop.offers.find(toCustomerId('ann'), 'back'))?.redemption).toBeUndefined();
    expect(await redeemedBy('a-1')).toEqual([]);
    expect(reasonOf(await redeem(shop, 'back', 'ann', { orderId: 'a-1' }))).toBe('order-cancelled');
    expect(reasonOf(await redeem(shop, 'back', 'ann', { orderId: 'a-2' }))).toBe('redeemed');
  });

  it('gives back once, however often and by how many it is asked', async () => {
    await startCampaign(shop, campaignOf('once-back', { total: { uses: 10 } }));
    await issueTo(shop, 'once-back', 'bob');
    await redeem(shop, 'once-back', 'bob', { orderId: 'b-1' });
    await send('b-1', 'bob', cancelled);

    const counts = await inParallel(Array.from({ length: 10 }), 10, () => rollBack('bob').catch(() => 0));

    // Calls of the very same moment ask for the same with the same token, and each is told that it is done.
    expect(counts).toContain(1);
    expect((await shop.offers.find(toCustomerId('bob'), 'once-back'))?.revision).toBe(4);
    expect(await rollBack('bob')).toBe(0);
    expect(await leftOf(shop, 'once-back')).toEqual({ uses: 10 });
  });

  it('gives back all that it redeemed, and nothing of what other orders did', async () => {
    for (const campaignId of ['many-1', 'many-2', 'many-3']) {
      await startCampaign(shop, campaignOf(campaignId, { total: { uses: 10 } }));
      await issueTo(shop, campaignId, 'cleo');
    }
    await redeem(shop, 'many-1', 'cleo', { orderId: 'c-1' });
    await redeem(shop, 'many-2', 'cleo', { orderId: 'c-1' });
    await redeem(shop, 'many-3', 'cleo', { orderId: 'c-2' });
    await send('c-1', 'cleo', cancelled);
    await send('c-2', 'cleo');

    expect(await rollBack('cleo')).toBe(2);
    expect([await redeemedBy('c-1'), await redeemedBy('c-2')]).toEqual([[], ['many-3']]);
    expect(await statusOf('many-3', 'cleo')).toBe('redeemed');
    expect(await leftOf(shop, 'many-3')).toEqual({ uses: 9 });
  });

  it('gives back to a stopped campaign, which stays closed', async () => {
    const budget = { total: { uses: 10 } };
    await startCampaign(shop, campaignOf('stopped', budget));
    await issueTo(shop, 'stopped', 'dora');
    await redeem(shop, 'stopped', 'dora', { orderId: 'd-1' });
    const found = await shop.campaigns.find('stopped');
    const parts = await shop.campaigns.readParts('stopped', 'total');
    await shop.campaigns.put(
      campaignOf('stopped', budget, { status: 'stopped' }),
      found?.revision,
      parts.map((part) => ({ do: 'close', part })),
    );
    await send('d-1', 'dora', cancelled);

    expect(await rollBack('dora')).toBe(1);
    expect(await shop.campaigns.readParts('stopped', 'total')).toEqual([
      { part: 'total#00', left: { uses: 10 }, isClosed: true },
    ]);
    expect(reasonOf(await redeem(shop, 'stopped', 'dora', { orderId: 'd-2' }))).toBe('withdrawn');
  });

  it('gives back though the offer is over by then, which stays over', async () => {
    await startCampaign(shop, campaignOf('expiring', { total: { uses: 10 } }));
    await issueTo(shop, 'expiring', 'eve', { expiresAt: '2026-11-25T12:00:00.001Z' });
    await redeem(shop, 'expiring', 'eve', { orderId: 'e-1' });
    await send('e-1', 'eve', cancelled);
    const later = offersShopOn(database, new Date('2026-11-26T12:00:00.000Z'));

    expect(await rollBackRedemptions(later, toCustomerId('eve'))).toBe(1);
    expect(await statusOf('expiring', 'eve')).toBe('issued');
    expect(reasonOf(await redeem(later, 'expiring', 'eve', { orderId: 'e-2' }))).toBe('expired');
    expect(await leftOf(shop, 'expiring')).toEqual({ uses: 10 });
  });

  it('is worked off again after its record failed', async () => {
    await startCampaign(shop, campaignOf('failed', { total: { uses: 10 } }));
    await issueTo(shop, 'failed', 'fay');
    await redeem(shop, 'failed', 'fay', { orderId: 'f-1' });
    await send('f-1', 'fay', cancelled);

    const nothing = { orders: [], customers: [], items: [], offers: [] };
    const { rolledBackCount } = await redrive(shop, {
      ...nothing,
      redeemers: [toCustomerId('fay'), toCustomerId('fay')],
    });
    expect(rolledBackCount).toBe(1);
    expect(await leftOf(shop, 'failed')).toEqual({ uses: 10 });
  });
});

describe('a merge', () => {
  it('withdraws what the one who goes could redeem, and leaves what was redeemed to be taken back', async () => {
    for (const campaignId of ['merge-1', 'merge-2', 'merge-3']) {
      await startCampaign(shop, campaignOf(campaignId, { total: { uses: 10 } }));
    }
    await issueTo(shop, 'merge-1', 'gone');
    await issueTo(shop, 'merge-2', 'gone');
    await issueTo(shop, 'merge-2', 'kept');
    const withNothing = { status: 'decided', revision: 1 } as const;
    const decided = await shop.offers.find(toCustomerId('gone'), 'merge-1');
    if (decided === undefined) throw new Error('the offer was not found');
    const none = { ...decided.decision, campaignId: 'merge-3', armId: 'none' };
    await shop.offers.putDecision({ decision: none, ...withNothing });
    await redeem(shop, 'merge-1', 'gone', { orderId: 'g-1' });
    await send('g-1', 'gone');
    await send('k-1', 'kept');

    await mergeCustomers(shop, toCustomerId('gone'), toCustomerId('kept'));

    expect(await shop.offers.find(toCustomerId('gone'), 'merge-2')).toMatchObject({
      status: 'withdrawn',
      withdrawnBecause: 'customer-merged',
    });
    expect(await statusOf('merge-2', 'kept')).toBe('issued');
    expect(await statusOf('merge-3', 'gone')).toBe('decided');
    expect(await statusOf('merge-1', 'gone')).toBe('redeemed');
    expect(reasonOf(await redeem(shop, 'merge-2', 'gone', { orderId: 'g-2' }))).toBe('withdrawn');
    // The order is the kept one’s by now, and is cancelled as such.
    await send('g-1', 'kept', cancelled);
    expect(await rollBack('kept')).toBe(1);
    expect(await leftOf(shop, 'merge-1')).toEqual({ uses: 10 });
  });
});

describe('an erasure', () => {
  it('leaves nothing of offers but what was spent, which names nobody', async () => {
    for (const campaignId of ['erase-1', 'erase-2', 'erase-3']) {
      await startCampaign(shop, campaignOf(campaignId, { total: { uses: 10 } }));
      await issueTo(shop, campaignId, 'hal');
    }
    await redeem(shop, 'erase-1', 'hal', { orderId: 'h-1' });
    await redeem(shop, 'erase-2', 'hal', { orderId: 'h-1' });
    await send('h-1', 'hal');

    expect(await eraseCustomer(shop, toCustomerId('hal'))).toMatchObject({ offerCount: 3 });
    expect(await eraseCustomer(shop, toCustomerId('hal'))).toMatchObject({ offerCount: 0 });

    const rows = (await derivedRows(database, 'offers')).filter((row) => JSON.stringify(row).includes('erase-'));
    const spent = {
      kind: 'amount',
      campaignVersion: 1,
      group: 'treated',
      armId: 'arm-1',
      propensity: 0.5,
      amountMinor: 500,
      points: 0,
    };
    const left: unknown[] = rows.map(({ pk, ...rest }) => rest);
    expect(left.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))).toEqual([
      { sk: 'campaign#erase-1', ...spent },
      { sk: 'campaign#erase-2', ...spent },
    ]);
    const scanned: unknown[] = [];
    for await (const found of shop.offers.scan(0, 1)) if (found.found === 'erased') scanned.push(found.redemption);
    expect(scanned).toContainEqual({ campaignId: 'erase-1', amountMinor: 500, points: 0 });
    expect(rows.every(({ pk }) => /^erased#[\w-]{36}$/.test(String(pk)))).toBe(true);
    expect(JSON.stringify(await derivedRows(database, 'offers'))).not.toMatch(/hal|h-1/);
    expect(await leftOf(shop, 'erase-1')).toEqual({ uses: 9 });
    expect(reasonOf(await redeem(shop, 'erase-3', 'hal'))).toBe('unknown');
    // What is left of the order says that it is cancelled, which is no reason to give anything back.
    expect(await rollBack('hal')).toBe(0);
  });

  it('takes offers along that lie under ids that were merged', async () => {
    await startCampaign(shop, campaignOf('erase-merged', { total: { uses: 10 } }));
    await issueTo(shop, 'erase-merged', 'ida-old');
    await redeem(shop, 'erase-merged', 'ida-old', { orderId: 'i-1' });
    await send('i-1', 'ida-old');
    await send('i-2', 'ida');
    await mergeCustomers(shop, toCustomerId('ida-old'), toCustomerId('ida'));

    expect(await eraseCustomer(shop, toCustomerId('ida'))).toMatchObject({ offerCount: 1 });
    expect(JSON.stringify(await derivedRows(database, 'offers'))).not.toContain('ida-old');
  });
});
