import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inParallel } from '../../../functions/flows/in-parallel.ts';
import { openTables } from '../../../functions/stores/open-tables.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import {
  campaignOf,
  issueToMany,
  leftOf,
  type OffersShop,
  offersShopOn,
  reasonOf,
  redeem,
  startCampaign,
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
});
