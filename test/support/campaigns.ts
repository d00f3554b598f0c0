import type { CampaignBudget, CampaignDefinition } from '../../functions/domain/offers/campaign.ts';
import type { DryRun } from '../../functions/domain/offers/dry-run.ts';
import type { CampaignDeps } from '../../functions/flows/campaigns/campaign-deps.ts';
import { type CampaignsStore, createCampaignsStore } from '../../functions/stores/campaigns/campaigns-store.ts';
import type { EmbeddedDatabase } from './embedded-database.ts';

/** A Wednesday. */
export const campaignNow = new Date('2026-11-25T12:00:00.000Z');

/** A campaign of one arm. */
export const campaignOf = (
  budget: CampaignBudget,
  fields: Partial<Omit<CampaignDefinition, 'budget'>> = {},
): CampaignDefinition => ({
  campaignId: 'spring',
  name: 'Spring',
  audience: { states: ['wavering-valuable'], onlyWhereWeak: false },
  arms: [{ armId: 'ten', kind: 'percent', percent: 10, minimumSpendMinor: 0, contactCostMinor: 0 }],
  budget,
  startsAt: '2026-11-01T00:00:00.000Z',
  endsAt: '2027-01-01T00:00:00.000Z',
  horizonDays: 30,
  controlShare: 0.3,
  marginFloor: 0,
  offerDays: 14,
  coolDownDays: 30,
  stacking: 'alone',
  channels: [],
  quietHours: {},
  leastOrderEffect: 0.05,
  leastProfitEffectMinor: 100,
  ...fields,
});

/** A dry run of a version, of which nothing else is of interest. */
export const dryRunOfVersion = (campaignId: string, campaignVersion: number): DryRun => ({
  campaignId,
  campaignVersion,
  asOf: campaignNow.toISOString(),
  madeAt: campaignNow.toISOString(),
  customerCount: 0,
  eligibleCount: 0,
  exclusions: [],
  groups: [],
  leftForLaterCount: 0,
  marginUnknownCount: 0,
  minimumDetectableShare: null,
  arms: [],
  costMinor: 0,
  profitMinor: 0,
  isBudgetBinding: false,
  examples: [],
});

/** Where somebody has seen a dry run of every version. */
const everyDryRun = (campaigns: Pick<CampaignsStore, 'find'>): CampaignDeps['campaignDocuments'] => ({
  async findDryRun(campaignId) {
    const found = await campaigns.find(campaignId);
    return found && dryRunOfVersion(campaignId, found.version);
  },
});

/** What the flows of campaigns need, on a database; what may cost over 100.00 waits for an approval. */
export const campaignDeps = (database: EmbeddedDatabase, now: Date = campaignNow): CampaignDeps => ({
  campaigns: createCampaignsStore(database),
  campaignDocuments: everyDryRun(createCampaignsStore(database)),
  offers: { approvalAboveMinor: 10_000, pointValueMinor: 1 },
  timeZone: 'Europe/Berlin',
  now: () => now,
  showMoney: (minor) => `${minor / 100} EUR`,
});
