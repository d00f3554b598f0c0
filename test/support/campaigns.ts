import type { CampaignBudget, CampaignDefinition } from '../../functions/domain/offers/campaign.ts';
import type { CampaignDeps } from '../../functions/flows/campaigns/campaign-deps.ts';
import { createCampaignsStore } from '../../functions/stores/campaigns/campaigns-store.ts';
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

/** What the flows of campaigns need, on a database; what may cost over 100.00 waits for an approval. */
export const campaignDeps = (database: EmbeddedDatabase, now: Date = campaignNow): CampaignDeps => ({
  campaigns: createCampaignsStore(database),
  offers: { approvalAboveMinor: 10_000, pointValueMinor: 1 },
  timeZone: 'Europe/Berlin',
  now: () => now,
  showMoney: (minor) => `${minor / 100} EUR`,
});
