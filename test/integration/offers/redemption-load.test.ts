import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toOrderId } from '../../../functions/domain/ids.ts';
import { inParallel } from '../../../functions/flows/in-parallel.ts';
import { openTables } from '../../../functions/stores/open-tables.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import {
  campaignOf,
  issueTo,
  issueToMany,
  leftOf,
  type OffersShop,
  offersShopOn,
  reasonOf,
  redeem,
  startCampaign,
  termsOf,
  withoutReadingCustomers,
} from '../../support/offers.ts';

let database: EmbeddedDatabase;
let tables: ReturnType<typeof openTables>;
let shop: OffersShop;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
  // Sends by hand, which takes a quarter of the time.
  tables = openTables({ stackName: database.stackName, endpoint: database.endpoint });
  shop = withoutReadingCustomers(offersShopOn(tables));
});
afterAll(async () => {
  tables?.close();
  await database?.stop();
});

const countOf = (reasons: readonly string[], reason: string): number =>
  reasons.filter((found) => found === reason).length;

/** Redeems until the answer is not `busy` any more, as a shop does that is told to come again. */
async function redeemPatiently(campaignId: string, customer: string): Promise<{ reason: string; busyCount: number }> {
  for (let busyCount = 0; ; busyCount += 1) {
    const reason = reasonOf(await redeem(shop, campaignId, customer));
    if (reason !== 'busy') return { reason, busyCount };
  }
}

describe('many redemptions at once', () => {
  it('of a budget of 500 uses are 500, though 10,000 ask, and some met others on the way', async () => {
    const asking = Array.from({ length: 10_000 }, (_, place) => `many-${place}`);
    await startCampaign(shop, campaignOf('uses', { total: { uses: 500 } }));
    await issueToMany(tables, 'uses', asking);
    shop.waits.length = 0;

    const answers = await inParallel(asking, 64, (customer) => redeemPatiently('uses', customer));

    const reasons = answers.map(({ reason }) => reason);
    expect(countOf(reasons, 'redeemed')).toBe(500);
    expect(countOf(reasons, 'budget-exhausted')).toBe(9_500);
    expect(await leftOf(shop, 'uses')).toEqual({ uses: 0 });
    expect(shop.waits.length).toBeGreaterThan(0);
  }, 600_000);

  it('of budgets of money take as much as the budgets lose, and never more than there is', async () => {
    let campaigns = 0;
    const waitsBefore = shop.waits.length;
    const runArbitrary = fc.record({
      uses: fc.integer({ min: 51, max: 400 }),
      amountMinor: fc.integer({ min: 0, max: 20_000 }),
      perDayMinor: fc.integer({ min: 0, max: 20_000 }),
      percents: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 24 }),
      baskets: fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 24, maxLength: 24 }),
    });
    await fc.assert(
      fc.asyncProperty(runArbitrary, async ({ uses, amountMinor, perDayMinor, percents, baskets }) => {
        campaigns += 1;
        const campaignId = `money-${campaigns}`;
        const total = { uses, amountMinor };
        const perPeriod = { period: 'day', amountMinor: perDayMinor, uses } as const;
        await startCampaign(shop, campaignOf(campaignId, { total, perPeriod }));
        const customers = percents.map((_, place) => `money-${place}`);
        await inParallel(customers.entries(), 8, ([place, customer]) =>
          issueTo(shop, campaignId, customer, {
            terms: termsOf({ kind: 'percent', percent: percents[place], amountMinor: undefined }),
          }),
        );

        const answers = await inParallel(customers.entries(), 24, ([place, customer]) =>
          redeem(shop, campaignId, customer, {
            orderId: `${campaignId}-${customer}`,
            order: { basketMinor: baskets[place] ?? 0 },
          }),
        );

        const redeemed = answers.flatMap((answer) => (answer.outcome === 'redeemed' ? [answer.offer.redemption] : []));
        const takenMinor = redeemed.reduce((sum, redemption) => sum + redemption.amountMinor, 0);
        expect(await leftOf(shop, campaignId)).toEqual({
          uses: uses - redeemed.length,
          amountMinor: amountMinor - takenMinor,
        });
        const ofDay = await leftOf(shop, campaignId, 'day#2026-11-25');
        // The day's parts are made when the total has something left.
        const isMade = Object.keys(ofDay).length > 0;
        expect(ofDay).toEqual(isMade ? { uses: uses - redeemed.length, amountMinor: perDayMinor - takenMinor } : {});
        expect(isMade || redeemed.length === 0).toBe(true);
        for (const budget of ['total', 'day#2026-11-25']) {
          for (const { left } of await shop.campaigns.readParts(campaignId, budget)) {
            expect(Math.min(...Object.values(left))).toBeGreaterThanOrEqual(0);
          }
        }
        for (const { amountMinor: amount, taken } of redeemed) {
          for (const prefix of ['total#', 'day#']) {
            const shares = taken.filter(({ part }) => part.startsWith(prefix));
            expect(shares.reduce((sum, share) => sum + share.amountMinor, 0)).toBe(amount);
            expect(shares.reduce((sum, share) => sum + share.uses, 0)).toBe(1);
          }
        }
        // Who was refused could not have been paid by what is left.
        for (const [place, answer] of answers.entries()) {
          const wantedMinor = Math.floor(((baskets[place] ?? 0) * (percents[place] ?? 0)) / 100);
          if (reasonOf(answer) !== 'budget-exhausted') continue;
          expect(wantedMinor).toBeGreaterThan(Math.min(amountMinor, perDayMinor) - takenMinor);
        }
      }),
      { numRuns: 15 },
    );
    expect(shop.waits.length).toBeGreaterThan(waitsBefore);
  });

  it('of one offer for one order are one, and every caller gets the same answer', async () => {
    await startCampaign(shop, campaignOf('once', { total: { uses: 10, amountMinor: 5_000 } }));
    await issueTo(shop, 'once', 'ann');

    const answers = await inParallel(
      Array.from({ length: 40 }, (_, place) => place),
      40,
      (place) => redeem(shop, 'once', 'ann', { order: { basketMinor: 10_000 + place } }),
    );

    const redeemed = answers.flatMap((answer) => (answer.outcome === 'redeemed' ? [answer.offer] : []));
    expect(redeemed.length).toBeGreaterThan(0);
    expect(new Set(answers.map(reasonOf))).toEqual(
      new Set(redeemed.length === 40 ? ['redeemed'] : ['redeemed', 'busy']),
    );
    for (const offer of redeemed) expect(offer).toEqual(redeemed[0]);
    expect(await leftOf(shop, 'once')).toEqual({ uses: 9, amountMinor: 4_500 });
    expect((await shop.redemptions.ofOrder(toOrderId('order-of-ann'))).redemptions).toHaveLength(1);
  });

  it('of one code by many orders are one, and the others are told that it is gone', async () => {
    await startCampaign(shop, campaignOf('race', { total: { uses: 10 } }));
    await issueTo(shop, 'race', 'bob');

    const answers = await inParallel(
      Array.from({ length: 20 }, (_, place) => place),
      20,
      (place) => redeem(shop, 'race', 'bob', { orderId: `race-${place}` }),
    );

    const reasons = answers.map(reasonOf).filter((reason) => reason !== 'busy');
    expect(countOf(reasons, 'redeemed')).toBe(1);
    expect(countOf(reasons, 'redeemed') + countOf(reasons, 'redeemed-before')).toBe(reasons.length);
    expect(await leftOf(shop, 'race')).toEqual({ uses: 9 });
  });

  it('of several offers by one order join it one after another, and none is lost', async () => {
    const campaignIds = ['join-1', 'join-2', 'join-3', 'join-4'];
    for (const campaignId of campaignIds) {
      await startCampaign(shop, campaignOf(campaignId, { total: { uses: 10 } }));
      await issueTo(shop, campaignId, 'cleo');
    }

    const answers = await inParallel(campaignIds, 4, (campaignId) =>
      redeemPatiently(campaignId, 'cleo').then(({ reason }) => reason),
    );

    expect(answers).toEqual(['redeemed', 'redeemed', 'redeemed', 'redeemed']);
    const { redemptions } = await shop.redemptions.ofOrder(toOrderId('order-of-cleo'));
    expect(redemptions.map(({ campaignId }) => campaignId).toSorted()).toEqual(campaignIds);
  });

  it('of two offers that stand alone by one order are one', async () => {
    for (const campaignId of ['alone-1', 'alone-2']) {
      await startCampaign(shop, campaignOf(campaignId, { total: { uses: 10 } }));
      await issueTo(shop, campaignId, 'dora', { terms: termsOf({ stacking: 'alone' }) });
    }

    const answers = await inParallel(['alone-1', 'alone-2'], 2, (campaignId) =>
      redeemPatiently(campaignId, 'dora').then(({ reason }) => reason),
    );

    expect(answers.toSorted()).toEqual(['redeemed', 'stacking']);
  });
});
