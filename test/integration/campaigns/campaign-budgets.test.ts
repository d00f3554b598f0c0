import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leftInParts } from '../../../functions/domain/offers/budget-change.ts';
import { splitBudget } from '../../../functions/domain/offers/budget-parts.ts';
import type { CampaignBudget } from '../../../functions/domain/offers/campaign.ts';
import type { CampaignAction } from '../../../functions/domain/offers/campaign-life.ts';
import { actOnCampaign } from '../../../functions/flows/campaigns/act-on-campaign.ts';
import type { CampaignDeps } from '../../../functions/flows/campaigns/campaign-deps.ts';
import { putCampaign } from '../../../functions/flows/campaigns/put-campaign.ts';
import { readCampaign, withBudgetLeft } from '../../../functions/flows/campaigns/read-campaign.ts';
import { physicalTableName } from '../../../functions/stores/tables.ts';
import { campaignDeps, campaignNow, campaignOf } from '../../support/campaigns.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';

let database: EmbeddedDatabase;
let deps: CampaignDeps;
const table = () => physicalTableName(database.stackName, 'campaigns');

beforeEach(async () => {
  database = await startEmbeddedDatabase();
  deps = campaignDeps(database);
});
afterEach(() => database.stop());

const put = (budget: CampaignBudget, at: Date = campaignNow) =>
  putCampaign({ ...deps, now: () => at }, campaignOf(budget), 'marketer');
const act = (action: CampaignAction) => actOnCampaign(deps, { campaignId: 'spring', action, keyId: 'admin' });

/** A campaign of a budget that runs. */
async function running(budget: CampaignBudget): Promise<void> {
  await put(budget);
  await act('approve');
  await act('start');
}

const leftOf = async () => (await withBudgetLeft(deps, await readCampaign(deps, 'spring'))).left;

async function take(part: string, uses: number, amountMinor: number): Promise<void> {
  await database.documents.send(
    new UpdateCommand({
      TableName: table(),
      Key: { pk: 'budget#spring', sk: part },
      UpdateExpression: 'SET usesLeft = usesLeft - :uses, amountMinorLeft = amountMinorLeft - :amount',
      ConditionExpression: 'usesLeft >= :uses AND amountMinorLeft >= :amount AND attribute_not_exists(closed)',
      ExpressionAttributeValues: { ':uses': uses, ':amount': amountMinor },
    }),
  );
}

/** The parts of this week as the first redemption of the week makes them; `which` of them. */
async function makePeriodParts(limits: CampaignBudget['total'], which: (place: number) => boolean): Promise<void> {
  for (const [place, { part, left }] of splitBudget('week#2026-11-23', limits).entries()) {
    if (!which(place)) continue;
    const Item = { pk: 'budget#spring', sk: part, usesLeft: left.uses, amountMinorLeft: left.amountMinor };
    await database.documents.send(new PutCommand({ TableName: table(), Item }));
  }
}

describe('the start of a campaign', () => {
  it('makes the parts of its total budget, as rows that redemptions take from', async () => {
    await running({ total: { uses: 120, amountMinor: 100 } });

    const rowOf = async (sk: string) =>
      (await database.documents.send(new GetCommand({ TableName: table(), Key: { pk: 'budget#spring', sk } }))).Item;
    expect(await rowOf('total#00')).toEqual({ pk: 'budget#spring', sk: 'total#00', usesLeft: 40, amountMinorLeft: 34 });
    expect(await rowOf('total#02')).toEqual({ pk: 'budget#spring', sk: 'total#02', usesLeft: 40, amountMinorLeft: 33 });
    expect(await rowOf('total#03')).toBeUndefined();
  });

  it('says what is left of the total and of the week, which nobody took from yet', async () => {
    await running({ total: { uses: 120, amountMinor: 100 }, perPeriod: { period: 'week', uses: 7 } });
    await take('total#01', 2, 30);

    expect(await leftOf()).toEqual({
      total: { uses: 118, amountMinor: 70 },
      period: { firstDay: '2026-11-23', left: { uses: 7 } },
    });
  });
});

describe('a changed budget of a campaign that ran', () => {
  const before = { total: { uses: 100, amountMinor: 5_000 } };

  it('leaves as much more as it is, and deals it out anew', async () => {
    await running(before);
    await take('total#00', 30, 1_000);
    await act('pause');

    await put({ total: { uses: 160, amountMinor: 5_001 } });

    const parts = await deps.campaigns.readParts('spring', 'total');
    expect(parts.map(({ left }) => left)).toEqual([
      { uses: 44, amountMinor: 1_334 },
      { uses: 43, amountMinor: 1_334 },
      { uses: 43, amountMinor: 1_333 },
    ]);
  });

  it('may be as little as what is spent, and not a unit less', async () => {
    await running(before);
    await take('total#00', 30, 1_000);
    await act('pause');

    await expect(put({ total: { uses: 29, amountMinor: 999 } })).rejects.toMatchObject({
      code: 'campaign.budget',
      message:
        'budget.total.amount is 9.99 EUR; of 50 EUR are 10 EUR spent, so needed is 10 EUR or more; ' +
        'budget.total.uses is 29; of 100 are 30 spent, so needed is 30 or more',
    });
    expect(await readCampaign(deps, 'spring')).toMatchObject({ version: 1, definition: { budget: before } });
    await put({ total: { uses: 30, amountMinor: 1_000 } });

    expect((await leftOf())?.total).toEqual({ uses: 0, amountMinor: 0 });
    // The second part stays: an order that is cancelled gives back to it.
    expect(await deps.campaigns.readParts('spring', 'total')).toHaveLength(2);
  });

  it('takes no bound away, and says which', async () => {
    await running({ ...before, perPeriod: { period: 'day', uses: 3 } });
    await act('pause');

    await expect(put({ total: { uses: 100 }, perPeriod: { period: 'week', uses: 3 } })).rejects.toMatchObject({
      code: 'campaign.budget',
      details: {
        issues: [
          { path: 'budget.total.amount', message: expect.stringContaining('so it stays') },
          { path: 'budget.perPeriod.period', message: expect.stringContaining('so it stays') },
        ],
      },
    });
  });

  it('counts a bound that is new from then on', async () => {
    await running({ total: { uses: 100, amountMinor: 5_000 } });
    await take('total#01', 10, 100);
    await act('pause');

    await put({ total: { uses: 100, amountMinor: 5_000, points: 7 }, perPeriod: { period: 'month', uses: 5 } });

    expect(await leftOf()).toEqual({
      total: { uses: 90, amountMinor: 4_900, points: 7 },
      period: { firstDay: '2026-11-01', left: { uses: 5 } },
    });
  });

  it('moves the week that it is, of which some parts are made and some are not, and no other week', async () => {
    const week = { uses: 200, amountMinor: 4_000 };
    await running({ ...before, perPeriod: { period: 'week', ...week } });
    await makePeriodParts(week, (place) => place !== 2);
    await take('week#2026-11-23#01', 5, 500);
    await act('pause');
    const ofWeek = async (budget: string) => deps.campaigns.readParts('spring', budget);

    await put({ ...before, perPeriod: { period: 'week', uses: 6, amountMinor: 4_100 } });

    expect((await leftOf())?.period?.left).toEqual({ uses: 1, amountMinor: 3_600 });
    expect(leftInParts(await ofWeek('week#2026-11-23'))).toEqual({ uses: 1, amountMinor: 3_600 });
    expect(await ofWeek('week#2026-11-30')).toEqual([]);
    await expect(put({ ...before, perPeriod: { period: 'week', uses: 4, amountMinor: 4_100 } })).rejects.toMatchObject({
      message: 'budget.perPeriod.uses is 4; of 6 are 5 spent, so needed is 5 or more',
    });
    // A week later nothing is spent of it.
    await put(
      { ...before, perPeriod: { period: 'week', uses: 4, amountMinor: 4_100 } },
      new Date('2026-12-02T12:00:00Z'),
    );
    expect(leftInParts(await ofWeek('week#2026-11-30'))).toEqual({ uses: 4, amountMinor: 4_100 });
  });

  it('makes the parts of the week itself, so that nobody makes them of the old budget afterwards', async () => {
    await running({ ...before, perPeriod: { period: 'week', uses: 10, amountMinor: 100 } });
    await act('pause');

    await put({ ...before, perPeriod: { period: 'week', uses: 3, amountMinor: 100 } });

    const parts = await deps.campaigns.readParts('spring', 'week#2026-11-23');
    expect(parts).toEqual([{ part: 'week#2026-11-23#00', left: { uses: 3, amountMinor: 100 }, isClosed: false }]);
  });

  it('leaves the parts alone where another field changed', async () => {
    await running(before);
    await act('pause');
    const calls: unknown[] = [];
    const watched = {
      ...deps,
      campaigns: {
        ...deps.campaigns,
        put: (...given: Parameters<typeof deps.campaigns.put>) => {
          calls.push(given[2]);
          return deps.campaigns.put(...given);
        },
      },
    };

    await putCampaign(watched, campaignOf(before, { name: 'Summer' }), 'marketer');

    expect(calls).toEqual([[]]);
  });

  it('loses no redemption of the very moment', async () => {
    await running(before);
    await act('pause');
    let isFirst = true;
    const raced = {
      ...deps,
      campaigns: {
        ...deps.campaigns,
        async put(...given: Parameters<typeof deps.campaigns.put>) {
          if (isFirst) await take('total#01', 1, 10);
          isFirst = false;
          return deps.campaigns.put(...given);
        },
      },
    };

    await putCampaign(raced, campaignOf({ total: { uses: 90, amountMinor: 4_000 } }), 'marketer');

    expect((await leftOf())?.total).toEqual({ uses: 89, amountMinor: 3_990 });
    expect(await readCampaign(deps, 'spring')).toMatchObject({ version: 2 });
  });
});

describe('the stop of a campaign', () => {
  it('closes its parts, so that nothing more is taken, whatever is left', async () => {
    await running({ total: { uses: 120, amountMinor: 100 } });
    await act('stop');

    const parts = await deps.campaigns.readParts('spring', 'total');
    expect(parts.map(({ isClosed }) => isClosed)).toEqual([true, true, true]);
    await expect(take('total#00', 1, 0)).rejects.toThrow(/conditional request failed/i);
    expect((await leftOf())?.total).toEqual({ uses: 120, amountMinor: 100 });
  });
});
