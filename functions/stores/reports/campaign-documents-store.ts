import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CampaignReport } from '../../domain/offers/campaign-report.ts';
import type { DryRun } from '../../domain/offers/dry-run.ts';
import { numberOf } from '../attributes.ts';
import { putFenced } from '../fenced-put.ts';
import { type DocumentShape, documentAttributes, documentOf, hasFields } from '../json-document.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';

/** What is made of campaigns: what each would do, and what came of it. */
export interface CampaignDocumentsStore {
  /** Undefined where none was made yet. */
  findDryRun(campaignId: string): Promise<DryRun | undefined>;
  putDryRun(dryRun: DryRun): Promise<void>;
  /** Undefined before the first night of the campaign. */
  findReport(campaignId: string): Promise<CampaignReport | undefined>;
  putReport(report: CampaignReport): Promise<void>;
}

const dryRunShape: DocumentShape<DryRun> = {
  schema: 1,
  isShape: (value): value is DryRun =>
    hasFields(value, {
      campaignId: 'string',
      campaignVersion: 'number',
      asOf: 'string',
      madeAt: 'string',
      costMinor: 'number',
    }) && [value.arms, value.groups, value.exclusions, value.examples].every(Array.isArray),
};

const reportShape: DocumentShape<CampaignReport> = {
  schema: 1,
  isShape: (value): value is CampaignReport =>
    hasFields(value, { campaignId: 'string', asOf: 'string', decidedCount: 'number', comparison: 'object' }) &&
    [value.armOrders, value.armProfitMinor, value.policies].every(Array.isArray),
};

export function createCampaignDocumentsStore(access: TableAccess): CampaignDocumentsStore {
  const TableName = tableNameIn(access, 'reports');
  const { documents } = access;
  const keyOf = (campaignId: string, sk: string) => ({ pk: `campaign#${campaignId}`, sk });

  async function find<Shape>(campaignId: string, sk: string, shape: DocumentShape<Shape>): Promise<Shape | undefined> {
    const { Item } = await request(() => documents.send(new GetCommand({ TableName, Key: keyOf(campaignId, sk) })));
    return Item === undefined ? undefined : documentOf(Item, shape);
  }

  /** Of two that are put at once one stays: each was made of all there was. */
  async function put(campaignId: string, sk: string, schema: number, document: unknown): Promise<void> {
    const Key = keyOf(campaignId, sk);
    const { Item } = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
    const seen = Item === undefined ? undefined : numberOf(Item, 'revision');
    await putFenced(
      access,
      'reports',
      { ...Key, ...documentAttributes(`the ${sk} of a campaign`, schema, document) },
      seen,
    );
  }

  return {
    findDryRun: (campaignId) => find(campaignId, 'dry-run', dryRunShape),
    putDryRun: (dryRun) => put(dryRun.campaignId, 'dry-run', dryRunShape.schema, dryRun),
    findReport: (campaignId) => find(campaignId, 'report', reportShape),
    putReport: (report) => put(report.campaignId, 'report', reportShape.schema, report),
  };
}
