import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Campaign } from '../../domain/offers/campaign.ts';
import type { CampaignContent } from '../../domain/offers/campaign-life.ts';
import type { BudgetPart } from '../../domain/offers/take-from-parts.ts';
import { fencedItem, putFenced, type Revision } from '../fenced-put.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';
import { transact } from '../transact.ts';
import { budgetPartition, decodeBudgetPart } from './budget-part-codec.ts';
import { type BudgetPartWrite, budgetPartItem } from './budget-part-writes.ts';
import { campaignKey, campaignsPartition, decodeCampaign, encodeCampaign } from './campaign-codec.ts';

export interface CampaignPage {
  /** By id. */
  readonly campaigns: readonly Campaign[];
  /** Id to go on after; absent at the end. */
  readonly next?: string;
}

/** What marketers decided, and the budgets that redemptions take from. */
export interface CampaignsStore {
  /** Read consistently. */
  find(campaignId: string): Promise<Campaign | undefined>;
  /** Some campaigns by id, read consistently. @param limit at least 1 */
  list(page: { readonly limit: number; readonly after?: string | undefined }): Promise<CampaignPage>;
  /** The parts of one budget that there are, `total` or `day#2026-11-23`, in their order, read consistently. */
  readParts(campaignId: string, budget: string): Promise<readonly BudgetPart[]>;
  /**
   * Makes the parts of a budget, all or none; false where some are there already, or are being made by others.
   * @param parts at most 100
   */
  makeParts(campaignId: string, parts: readonly BudgetPart[]): Promise<boolean>;
  /**
   * Puts a campaign, and writes parts of its budget with it, all or nothing; false where somebody else wrote the
   * campaign or one of the parts since it was seen.
   * @param seen revision of the campaign; undefined where there was none
   * @param parts at most 99
   */
  put(campaign: CampaignContent, seen: Revision, parts?: readonly BudgetPartWrite[]): Promise<boolean>;
}

export function createCampaignsStore(access: TableAccess): CampaignsStore {
  const TableName = tableNameIn(access, 'campaigns');
  const { documents } = access;
  return {
    async find(campaignId) {
      const command = new GetCommand({ TableName, Key: campaignKey(campaignId), ConsistentRead: true });
      const { Item } = await request(() => documents.send(command));
      return Item === undefined ? undefined : decodeCampaign(Item);
    },

    async list({ limit, after }) {
      const command = new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': campaignsPartition },
        ConsistentRead: true,
        Limit: limit,
        ...(after === undefined ? {} : { ExclusiveStartKey: campaignKey(after) }),
      });
      const { Items = [], LastEvaluatedKey } = await request(() => documents.send(command));
      const campaigns = Items.map(decodeCampaign);
      return LastEvaluatedKey === undefined ? { campaigns } : { campaigns, next: String(LastEvaluatedKey.sk) };
    },

    async readParts(campaignId, budget) {
      const command = new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :budget)',
        ExpressionAttributeValues: { ':pk': budgetPartition(campaignId), ':budget': `${budget}#` },
        ConsistentRead: true,
      });
      // At most 16 small rows: one page.
      const { Items = [] } = await request(() => documents.send(command));
      return Items.map(decodeBudgetPart);
    },

    async makeParts(campaignId, parts) {
      const items = parts.map((part) => budgetPartItem(TableName, campaignId, { do: 'make', part }));
      return (await transact(access, items)) === 'done';
    },

    async put(campaign, seen, parts = []) {
      const row = encodeCampaign(campaign);
      if (parts.length === 0) return putFenced(access, 'campaigns', row, seen);
      const { campaignId } = campaign.definition;
      const outcome = await transact(access, [
        { Put: fencedItem(access, 'campaigns', row, seen) },
        ...parts.map((part) => budgetPartItem(TableName, campaignId, part)),
      ]);
      return outcome === 'done';
    },
  };
}
