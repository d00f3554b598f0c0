import { canonicalText } from '../canonical-text.ts';
import { HoldfastError } from '../errors.ts';
import type { Instant } from '../orders/order.ts';
import type { Campaign, CampaignAuditEntry, CampaignDefinition, CampaignStatus } from './campaign.ts';

/** A campaign without the revision of its row. */
export type CampaignContent = Omit<Campaign, 'revision'>;

/** Who does something, and when. */
export interface Actor {
  readonly at: Instant;
  /** Id of the API key. */
  readonly keyId: string;
}

export const campaignActions = ['approve', 'start', 'pause', 'resume', 'stop'] as const;
export type CampaignAction = (typeof campaignActions)[number];

/** Entries of the audit that are kept. */
export const maximumAuditEntries = 100;

interface Step {
  readonly entry: CampaignAuditEntry['action'];
  readonly from: readonly CampaignStatus[];
  /** Where it leads; absent where the status stays. */
  readonly to?: CampaignStatus;
}

const steps: Readonly<Record<CampaignAction, Step>> = {
  approve: { entry: 'approved', from: ['draft', 'running', 'paused'] },
  start: { entry: 'started', from: ['draft'], to: 'running' },
  pause: { entry: 'paused', from: ['running'], to: 'paused' },
  resume: { entry: 'resumed', from: ['paused'], to: 'running' },
  stop: { entry: 'stopped', from: ['draft', 'running', 'paused'], to: 'stopped' },
};

const withEntry = (
  campaign: Pick<CampaignContent, 'audit' | 'version'>,
  action: CampaignAuditEntry['action'],
  { at, keyId }: Actor,
): readonly CampaignAuditEntry[] =>
  [...campaign.audit, { at, keyId, action, version: campaign.version }].slice(-maximumAuditEntries);

const nameOf = ({ definition }: Pick<CampaignContent, 'definition'>): string =>
  `campaign ${JSON.stringify(definition.campaignId)}`;

function wrongStatus(campaign: CampaignContent, action: CampaignAction): HoldfastError {
  const { status } = campaign;
  const allowed = steps[action].from.join(', ');
  const message = `${nameOf(campaign)} is ${status}; ${action} takes one that is ${allowed}`;
  return new HoldfastError('campaign.status', message, { details: { status, action } });
}

function checkRunnable(campaign: CampaignContent, at: Instant, isApprovalNeeded: boolean): void {
  const { endsAt } = campaign.definition;
  if (at >= endsAt) {
    throw new HoldfastError('campaign.ended', `${nameOf(campaign)} ended at ${endsAt}; put it with a later endsAt`);
  }
  if (!isApprovalNeeded || campaign.approvedBy !== undefined) return;
  const { version } = campaign;
  throw new HoldfastError(
    'campaign.needs-approval',
    `version ${version} of ${nameOf(campaign)} may cost more than the stage lets run unseen; an admin approves it first`,
    { details: { version } },
  );
}

/**
 * A campaign after an action; undefined where it changes nothing, as when it is repeated.
 * @param isApprovalNeeded by the settings of the stage
 * @throws HoldfastError `campaign.status`, `campaign.needs-approval`, `campaign.ended`
 */
export function applyAction(
  { revision: _, ...campaign }: Campaign,
  action: CampaignAction,
  actor: Actor,
  isApprovalNeeded: boolean,
): CampaignContent | undefined {
  const { entry, from, to } = steps[action];
  if (campaign.status === to) return undefined;
  if (!from.includes(campaign.status)) throw wrongStatus(campaign, action);
  if (action === 'approve' && campaign.approvedBy !== undefined) return undefined;
  if (to === 'running') checkRunnable(campaign, actor.at, isApprovalNeeded);
  return {
    ...campaign,
    ...(to === undefined ? { approvedBy: actor.keyId } : { status: to }),
    ...(action === 'start' ? { startedAt: actor.at } : {}),
    audit: withEntry(campaign, entry, actor),
  };
}

/** A campaign that was never put before. */
export function newCampaign(definition: CampaignDefinition, actor: Actor): CampaignContent {
  const version = 1;
  return { definition, version, status: 'draft', audit: withEntry({ audit: [], version }, 'created', actor) };
}

/**
 * A campaign with another definition, of the next version and not approved; undefined where it is the same one.
 * @throws HoldfastError `campaign.status` where it runs or is stopped
 */
export function changeDefinition(
  { revision: _, approvedBy: __, ...campaign }: Campaign,
  definition: CampaignDefinition,
  actor: Actor,
): CampaignContent | undefined {
  if (canonicalText(campaign.definition) === canonicalText(definition)) return undefined;
  const { status } = campaign;
  if (status === 'running' || status === 'stopped') {
    const way = status === 'running' ? 'pause it first' : 'put another one under another id';
    throw new HoldfastError('campaign.status', `${nameOf(campaign)} is ${status} and cannot be changed; ${way}`, {
      details: { status },
    });
  }
  const next = { ...campaign, definition, version: campaign.version + 1 };
  return { ...next, audit: withEntry(next, 'changed', actor) };
}
