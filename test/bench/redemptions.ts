import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inParallel } from '../../functions/flows/in-parallel.ts';
import { openTables } from '../../functions/stores/open-tables.ts';
import { campaignOf, codeOf, issueToMany, leftOf, offersShopOn, startCampaign } from '../support/offers.ts';
import { type BenchRuntime, startBenchRuntime } from './bench-runtime.ts';

export interface RedemptionBenchOptions {
  readonly customers: number;
  readonly uses: number;
  /** Requests at once. */
  readonly width: number;
}

const campaignId = 'hot';

/** Redeems as a shop does that is told to come again; the last status. */
async function redeem(runtime: BenchRuntime, customerId: string, told: Map<number, number>): Promise<number> {
  for (;;) {
    const answer = await fetch(`${runtime.url}/v1/offers/${codeOf(campaignId, customerId)}/redeem`, {
      method: 'POST',
      headers: { authorization: `Bearer ${runtime.keys.ingest}`, 'content-type': 'application/json' },
      body: JSON.stringify({ customerId, orderId: `order of ${customerId}`, basketValue: 60, cost: 20 }),
    });
    await answer.arrayBuffer();
    told.set(answer.status, (told.get(answer.status) ?? 0) + 1);
    if (answer.status !== 429) return answer.status;
  }
}

/** So many customers redeem an offer of one campaign over HTTP at once, and the budget has fewer uses. */
export async function benchRedemptions({ customers, uses, width }: RedemptionBenchOptions): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'holdfast-redemptions-'));
  const runtime = await startBenchRuntime(directory, 1);
  const tables = openTables({ stackName: runtime.stackName, endpoint: runtime.dynamodbUrl });
  try {
    const shop = offersShopOn(tables, new Date());
    const budget = { total: { uses } };
    const running = campaignOf(campaignId, budget);
    const endsAt = new Date(Date.now() + 86_400_000).toISOString();
    await startCampaign(shop, { ...running, definition: { ...running.definition, endsAt } });
    const asking = Array.from({ length: customers }, () => randomUUID());
    await issueToMany(tables, campaignId, asking);
    const told = new Map<number, number>();
    const startedAt = performance.now();
    const statuses = await inParallel(asking, width, (customerId) => redeem(runtime, customerId, told));
    const seconds = (performance.now() - startedAt) / 1000;
    const redeemed = statuses.filter((status) => status === 200).length;
    const left = (await leftOf(shop, campaignId)).uses;
    process.stdout.write(
      `${customers} customers, ${width} at once, a budget of ${uses} uses: ${redeemed} redeemed, ${left} left\n` +
        `answers by status: ${[...told].map(([status, count]) => `${status} ${count}`).join(', ')}; ${(customers / seconds).toFixed(0)} customers a second\n`,
    );
  } finally {
    tables.close();
    await runtime.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
