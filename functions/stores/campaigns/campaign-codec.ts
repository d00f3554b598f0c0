import { HoldfastError } from '../../domain/errors.ts';
import {
  type Campaign,
  type CampaignAuditEntry,
  type CampaignDefinition,
  type CampaignStatus,
  campaignStatuses,
} from '../../domain/offers/campaign.ts';
import type { CampaignContent } from '../../domain/offers/campaign-life.ts';
import { corruptAttribute, defined, isRow, numberOf, optionalTextOf, type Row, textOf } from '../attributes.ts';
import { hasFields } from '../json-document.ts';

/** Campaigns lie together, as there are few and all of them are listed. */
export const campaignsPartition = 'campaigns';

export const campaignKey = (campaignId: string) => ({ pk: campaignsPartition, sk: campaignId });

export const encodeCampaign = ({ definition, audit, ...rest }: CampaignContent): Row =>
  defined({
    ...campaignKey(definition.campaignId),
    ...rest,
    // As texts: what a shop sends may be empty or deep, and nothing asks for a part of it.
    definition: JSON.stringify(definition),
    audit: JSON.stringify(audit),
  });

function jsonOf(row: Row, name: string): unknown {
  try {
    return JSON.parse(textOf(row, name));
  } catch (cause) {
    if (cause instanceof HoldfastError) throw cause;
    throw corruptAttribute(row, name, 'JSON');
  }
}

const isDefinition = (value: unknown): value is CampaignDefinition =>
  hasFields(value, { campaignId: 'string', audience: 'object', budget: 'object', startsAt: 'string' }) &&
  Array.isArray(value.arms);

const isAudit = (value: unknown): value is readonly CampaignAuditEntry[] =>
  Array.isArray(value) && value.every((entry) => isRow(entry) && typeof entry.action === 'string');

function statusOf(row: Row): CampaignStatus {
  const given = textOf(row, 'status');
  const status = campaignStatuses.find((known) => known === given);
  if (status !== undefined) return status;
  throw corruptAttribute(row, 'status', campaignStatuses.join(' or '));
}

/** Reads a campaign back. @throws HoldfastError `store.corrupt-row` */
export function decodeCampaign(row: Row): Campaign {
  const definition = jsonOf(row, 'definition');
  if (!isDefinition(definition)) throw corruptAttribute(row, 'definition', 'a campaign');
  const audit = jsonOf(row, 'audit');
  if (!isAudit(audit)) throw corruptAttribute(row, 'audit', 'a list of entries');
  return defined({
    definition,
    version: numberOf(row, 'version'),
    status: statusOf(row),
    approvedBy: optionalTextOf(row, 'approvedBy'),
    startedAt: optionalTextOf(row, 'startedAt'),
    audit,
    revision: numberOf(row, 'revision'),
  });
}
