import { toCustomerId } from '../../functions/domain/ids.ts';
import type { CampaignArm, CampaignDefinition } from '../../functions/domain/offers/campaign.ts';
import type { CustomerForOffers } from '../../functions/domain/offers/eligible-customer.ts';
import type { OfferSettings } from '../../functions/domain/offers/offer-settings.ts';
import type { ResponseCounts } from '../../functions/domain/offers/response-priors.ts';
import type { SwitchingScores } from '../../functions/domain/switching/switching-scores.ts';

/** 10% off, unless told otherwise. */
export const campaignArm = (over: Partial<CampaignArm> = {}): CampaignArm => ({
  armId: 'ten-percent',
  kind: 'percent',
  percent: 10,
  minimumSpendMinor: 0,
  contactCostMinor: 0,
  ...over,
});

/** For valuable customers who waver, without a bound of any kind, unless told otherwise. */
export const campaignDefinition = (over: Partial<CampaignDefinition> = {}): CampaignDefinition => ({
  campaignId: 'spring',
  name: 'Spring',
  audience: { states: ['wavering-valuable'] },
  arms: [campaignArm()],
  horizonDays: 30,
  controlShare: 0.3,
  budget: { total: {} },
  marginFloor: 0,
  startsAt: '2026-03-01T00:00:00.000Z',
  endsAt: '2026-06-01T00:00:00.000Z',
  offerDays: 14,
  coolDownDays: 30,
  stacking: 'alone',
  channels: [],
  quietHours: {},
  leastOrderEffect: 0.05,
  leastProfitEffectMinor: 100,
  ...over,
});

export const offerSettings: OfferSettings = {
  universalHoldoutShare: 0.05,
  approvalAboveMinor: 0,
  pointValueMinor: 1,
  shippingCostMinor: 500,
};

const scores: SwitchingScores = {
  version: 2,
  types: { procedural: 0.2, financial: null, relational: 0.3, alternatives: 0.2, dissatisfaction: 0 },
  switchingCost: 0.25,
  hold: 0.2,
  coverage: 0.5,
  confidence: 0.4,
  confidenceLevel: 'medium',
};

/** A valuable customer who wavers: 20% to order within the horizon, for 100.00 with a margin of 40%. */
export const customerForOffers = (over: Partial<CustomerForOffers> = {}): CustomerForOffers => ({
  customerId: toCustomerId('ada'),
  objects: false,
  isTest: false,
  state: 'wavering-valuable',
  group: 'at-risk',
  switching: { signals: [], scores },
  lifetimeValueMinor: 50_000,
  probabilityAlive: 0.6,
  expected: { probabilityOfOrder: 0.2, purchaseDays: 0.22, spendPerPurchaseDayMinor: 10_000 },
  margin: { netSpendMinor: 100_000, marginMinor: 40_000, basis: 'unit-costs' },
  earlierProfitMinor: 1_000,
  hasOpenOffer: false,
  daysSinceLastOffer: undefined,
  giftItemId: undefined,
  complementItemId: undefined,
  ...over,
});

export const switchingScores = (over: Partial<SwitchingScores> = {}): SwitchingScores => ({ ...scores, ...over });

export const nothingMeasured = (): ResponseCounts => ({ orderedCount: 0, notOrderedCount: 0 });
