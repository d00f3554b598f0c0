import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HoldfastError } from '../../../functions/domain/errors.ts';
import type { BudgetLimits, CampaignStatus } from '../../../functions/domain/offers/campaign.ts';
import { type CampaignAction, campaignActions } from '../../../functions/domain/offers/campaign-life.ts';
import { actOnCampaign } from '../../../functions/flows/campaigns/act-on-campaign.ts';
import type { CampaignDeps } from '../../../functions/flows/campaigns/campaign-deps.ts';
import { putCampaign } from '../../../functions/flows/campaigns/put-campaign.ts';
import { readCampaign, withBudgetLeft } from '../../../functions/flows/campaigns/read-campaign.ts';
import { physicalTableName } from '../../../functions/stores/tables.ts';
import { campaignDeps, campaignOf } from '../../support/campaigns.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';

let database: EmbeddedDatabase;
let deps: CampaignDeps;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
  deps = campaignDeps(database);
});
afterAll(() => database.stop());

/** A use redeemed of a part that has one, or nothing where there is none. */
async function redeemOne(campaignId: string, picked: number): Promise<boolean> {
  const parts = (await deps.campaigns.readParts(campaignId, 'total')).filter(
    ({ left, isClosed }) => !isClosed && (left.uses ?? 0) > 0,
  );
  const part = parts[picked % Math.max(1, parts.length)];
  if (part === undefined) return false;
  await database.documents.send(
    new UpdateCommand({
      TableName: physicalTableName(database.stackName, 'campaigns'),
      Key: { pk: `budget#${campaignId}`, sk: part.part },
      UpdateExpression: 'SET usesLeft = usesLeft - :one',
      ConditionExpression: 'usesLeft >= :one AND attribute_not_exists(closed)',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
  return true;
}

/** What must be true of a campaign, told in other words than the product's. */
interface Model {
  status: CampaignStatus | 'absent';
  version: number;
  isApproved: boolean;
  hasRun: boolean;
  budget: BudgetLimits;
  spentUses: number;
}

type Command =
  | { readonly do: 'put'; readonly budget: BudgetLimits }
  | { readonly do: CampaignAction }
  | { readonly do: 'redeem'; readonly picked: number };

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      budget: fc.constantFrom<BudgetLimits[]>(
        { uses: 3, amountMinor: 10_000 },
        { uses: 1, amountMinor: 10_001 },
        { uses: 120, amountMinor: 9_000 },
        { uses: 2 },
      ),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom(...campaignActions) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('redeem' as const), picked: fc.nat(20) }) },
);

const mayCostMuch = ({ amountMinor }: BudgetLimits): boolean => amountMinor === undefined || amountMinor > 10_000;
const equals = (left: BudgetLimits, right: BudgetLimits): boolean =>
  left.uses === right.uses && left.amountMinor === right.amountMinor;

/** Changes the model as a put should; the code it should be refused with otherwise. */
function put(model: Model, budget: BudgetLimits): string | undefined {
  if (model.status !== 'absent' && equals(model.budget, budget)) return undefined;
  if (model.status === 'running' || model.status === 'stopped') return 'campaign.status';
  const losesBound = model.hasRun && model.budget.amountMinor !== undefined && budget.amountMinor === undefined;
  if (losesBound || (model.hasRun && (budget.uses ?? 0) < model.spentUses)) return 'campaign.budget';
  if (model.status === 'absent') model.status = 'draft';
  model.version += 1;
  model.isApproved = false;
  model.budget = budget;
  return undefined;
}

const ways: Readonly<
  Record<Exclude<CampaignAction, 'approve'>, readonly [from: readonly string[], to: CampaignStatus]>
> = {
  start: [['draft'], 'running'],
  pause: [['running'], 'paused'],
  resume: [['paused'], 'running'],
  stop: [['draft', 'running', 'paused'], 'stopped'],
};

function act(model: Model, action: CampaignAction): string | undefined {
  if (model.status === 'absent') return 'campaign.unknown';
  if (action === 'approve') {
    if (model.status === 'stopped') return 'campaign.status';
    model.isApproved = true;
    return undefined;
  }
  const [from, to] = ways[action];
  if (model.status === to) return undefined;
  if (!from.includes(model.status)) return 'campaign.status';
  if (to === 'running' && mayCostMuch(model.budget) && !model.isApproved) return 'campaign.needs-approval';
  model.status = to;
  if (action === 'start') model.hasRun = true;
  return undefined;
}

const codeOf = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof HoldfastError) return error.code;
    throw error;
  }
};

let run = 0;

it('a campaign lives as the model says: never running unapproved, stopped for good, a budget that adds up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 20 }), async (commands) => {
      run += 1;
      const campaignId = `campaign-${run}`;
      const model: Model = { status: 'absent', version: 0, isApproved: false, hasRun: false, budget: {}, spentUses: 0 };
      for (const step of commands) {
        if (step.do === 'redeem') {
          model.spentUses += (await redeemOne(campaignId, step.picked)) ? 1 : 0;
        } else if (step.do === 'put') {
          const expected = put(model, step.budget);
          const definition = campaignOf({ total: step.budget }, { campaignId });
          expect(await codeOf(putCampaign(deps, definition, 'marketer'))).toBe(expected);
        } else {
          const expected = act(model, step.do);
          expect(await codeOf(actOnCampaign(deps, { campaignId, action: step.do, keyId: 'admin' }))).toBe(expected);
        }
        if (model.status === 'absent') continue;
        const { campaign, left } = await withBudgetLeft(deps, await readCampaign(deps, campaignId));
        expect(campaign).toMatchObject({ status: model.status, version: model.version });
        expect(campaign.approvedBy !== undefined).toBe(model.isApproved);
        expect(campaign.definition.budget.total).toEqual(model.budget);
        const expectedLeft = { ...model.budget, uses: (model.budget.uses ?? 0) - model.spentUses };
        expect(left?.total).toEqual(model.hasRun ? expectedLeft : undefined);
        const parts = await deps.campaigns.readParts(campaignId, 'total');
        expect(parts.every(({ isClosed }) => isClosed === (model.status === 'stopped'))).toBe(true);
        expect(parts.length > 0).toBe(model.hasRun);
      }
    }),
    { numRuns: 30 },
  );
});
