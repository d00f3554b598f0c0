import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CampaignAction } from '../../../functions/domain/offers/campaign-life.ts';
import { actOnCampaign } from '../../../functions/flows/campaigns/act-on-campaign.ts';
import type { CampaignDeps } from '../../../functions/flows/campaigns/campaign-deps.ts';
import { putCampaign } from '../../../functions/flows/campaigns/put-campaign.ts';
import { readCampaign } from '../../../functions/flows/campaigns/read-campaign.ts';
import { physicalTableName } from '../../../functions/stores/tables.ts';
import { campaignDeps, campaignNow, campaignOf, dryRunOfVersion } from '../../support/campaigns.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';

let database: EmbeddedDatabase;
let deps: CampaignDeps;
const cheap = { total: { amountMinor: 10_000 } };

beforeEach(async () => {
  database = await startEmbeddedDatabase();
  deps = campaignDeps(database);
});
afterEach(() => database.stop());

const act = (action: CampaignAction, keyId = 'key', on = deps) =>
  actOnCampaign(on, { campaignId: 'spring', action, keyId });

describe('two who change a campaign at once', () => {
  it('both get through, one after the other, and the audit has both', async () => {
    await putCampaign(deps, campaignOf(cheap), 'ann');

    const names = ['One', 'Two', 'Three'];
    await Promise.all(names.map((name) => putCampaign(deps, campaignOf(cheap, { name }), `key-${name}`)));

    const { version, audit } = await readCampaign(deps, 'spring');
    expect(version).toBe(4);
    expect(audit.map((entry) => entry.version)).toEqual([1, 2, 3, 4]);
    expect(
      audit
        .slice(1)
        .map(({ keyId }) => keyId)
        .sort(),
    ).toEqual(['key-One', 'key-Three', 'key-Two']);
  });

  it('create it once', async () => {
    const [first, second] = await Promise.all([
      putCampaign(deps, campaignOf(cheap), 'ann'),
      putCampaign(deps, campaignOf(cheap), 'bob'),
    ]);

    expect([first.version, second.version]).toEqual([1, 1]);
    expect((await readCampaign(deps, 'spring')).audit).toHaveLength(1);
  });

  it('start it once, with one set of parts', async () => {
    await putCampaign(deps, campaignOf({ total: { uses: 500, amountMinor: 10_000 } }), 'ann');

    await Promise.all([act('start'), act('start')]);

    const { audit } = await readCampaign(deps, 'spring');
    expect(audit.map(({ action }) => action)).toEqual(['created', 'started']);
    expect(await deps.campaigns.readParts('spring', 'total')).toHaveLength(10);
  });

  it('cannot have it run changed and unapproved: a change between an approval and the start is seen', async () => {
    await putCampaign(deps, campaignOf({ total: { amountMinor: 10_001 } }), 'ann');
    await act('approve', 'admin');
    let isFirst = true;
    let version = 0;
    const raced: CampaignDeps = {
      ...deps,
      // Somebody has seen a dry run of each, of the one that was read too.
      campaignDocuments: { findDryRun: async (campaignId) => dryRunOfVersion(campaignId, version) },
      campaigns: {
        ...deps.campaigns,
        async find(campaignId) {
          const found = await deps.campaigns.find(campaignId);
          if (isFirst) await putCampaign(deps, campaignOf({ total: { amountMinor: 99_999_999 } }), 'ann');
          isFirst = false;
          version = found?.version ?? 0;
          return found;
        },
      },
    };

    await expect(act('start', 'ann', raced)).rejects.toMatchObject({ code: 'campaign.needs-approval' });

    expect(await readCampaign(deps, 'spring')).toMatchObject({ status: 'draft', version: 2 });
    expect(await deps.campaigns.readParts('spring', 'total')).toEqual([]);
  });

  it('are told to try again after five attempts, and nothing is half done', async () => {
    await putCampaign(deps, campaignOf(cheap), 'ann');
    let attempts = 0;
    const busy: CampaignDeps = {
      ...deps,
      campaigns: {
        ...deps.campaigns,
        async put(...given) {
          attempts += 1;
          await putCampaign(deps, campaignOf(cheap, { name: `Name ${attempts}` }), 'bob');
          return deps.campaigns.put(...given);
        },
      },
    };

    await expect(act('start', 'ann', busy)).rejects.toMatchObject({ code: 'store.throttled' });

    expect(attempts).toBe(5);
    expect((await readCampaign(deps, 'spring')).status).toBe('draft');
    expect(await deps.campaigns.readParts('spring', 'total')).toEqual([]);
  });
});

describe('a campaign', () => {
  it('is neither started nor resumed once it has ended', async () => {
    await putCampaign(deps, campaignOf(cheap), 'ann');
    await act('start');
    await act('pause');
    const late = { ...deps, now: () => new Date('2027-01-01T00:00:00.000Z') };

    await expect(act('resume', 'ann', late)).rejects.toMatchObject({ code: 'campaign.ended' });
    await putCampaign(late, campaignOf(cheap, { endsAt: '2027-01-01T00:00:00.001Z' }), 'ann');

    expect(await act('resume', 'ann', late)).toMatchObject({ status: 'running', version: 2 });
  });

  it('that was changed while it was paused resumes when the new version is approved, not before', async () => {
    await putCampaign(deps, campaignOf({ total: { amountMinor: 10_001 } }), 'ann');
    await act('approve', 'admin');
    await act('start');
    await act('pause');
    await putCampaign(deps, campaignOf({ total: { amountMinor: 10_002 } }), 'ann');

    await expect(act('resume')).rejects.toMatchObject({
      code: 'campaign.needs-approval',
      message:
        'version 2 of campaign "spring" may cost more than the stage lets run unseen; an admin approves it first',
    });
    await act('approve', 'admin');

    expect(await act('resume')).toMatchObject({ status: 'running', version: 2, approvedBy: 'admin' });
  });

  it('remembers when it ran first, and the newest 100 of what was done', async () => {
    await putCampaign(deps, campaignOf(cheap), 'ann');
    await act('start', 'first');
    for (let turn = 0; turn < 60; turn += 1) {
      await act('pause', `pause-${turn}`);
      await act('resume', `resume-${turn}`);
    }

    const { audit, startedAt, status } = await readCampaign(deps, 'spring');
    expect(audit).toHaveLength(100);
    expect(audit[0]).toEqual({ at: campaignNow.toISOString(), keyId: 'pause-10', action: 'paused', version: 1 });
    expect(audit[99]).toMatchObject({ keyId: 'resume-59', action: 'resumed' });
    expect({ startedAt, status }).toEqual({ startedAt: campaignNow.toISOString(), status: 'running' });
  });

  it('that nobody put is not known', async () => {
    await expect(readCampaign(deps, 'autumn')).rejects.toMatchObject({ code: 'campaign.unknown' });
    await expect(act('stop')).rejects.toMatchObject({ code: 'campaign.unknown' });
  });

  it.each([
    ['definition', 'no JSON', 'is not JSON'],
    ['definition', '{"arms":1}', 'is not a campaign'],
    ['audit', '[{}]', 'is not a list of entries'],
    ['status', 'asleep', 'is not draft or running or paused or stopped'],
  ])('whose row has the %s %j is a corrupt row', async (name, value, why) => {
    const { audit, definition, ...rest } = await putCampaign(deps, campaignOf(cheap), 'ann');
    const texts = { definition: JSON.stringify(definition), audit: JSON.stringify(audit) };
    const Item = { pk: 'campaigns', sk: 'spring', ...rest, ...texts, [name]: value };
    const TableName = physicalTableName(database.stackName, 'campaigns');
    await database.documents.send(new PutCommand({ TableName, Item }));

    await expect(readCampaign(deps, 'spring')).rejects.toMatchObject({
      code: 'store.corrupt-row',
      message: `row campaigns · spring: attribute ${name} ${why}`,
    });
  });
});
