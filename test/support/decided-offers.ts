import { toCustomerId } from '../../functions/domain/ids.ts';
import type { Campaign } from '../../functions/domain/offers/campaign.ts';
import type { Offer, OfferDecision, OfferTerms } from '../../functions/domain/offers/offer.ts';
import { campaignDefinition } from './eligible-customers.ts';

/** Treated on April 1st with one of two arms and doing nothing, unless told otherwise. */
export const offerDecision = (over: Partial<OfferDecision> = {}): OfferDecision => ({
  campaignId: 'spring',
  customerId: toCustomerId('ada'),
  campaignVersion: 1,
  decidedOn: '2026-04-01',
  modelVersion: 'm',
  weightsVersion: 2,
  priorsVersion: 'p',
  group: 'treated',
  armId: 'ten-percent',
  propensity: 0.5,
  propensities: { none: 0.5, 'ten-percent': 0.5 },
  state: 'wavering-valuable',
  baseProbability: 0.2,
  offerProbability: 0.25,
  responseBasis: 'assumed',
  marginMinor: 1_000,
  marginBasis: 'unit-costs',
  expectedCostMinor: 120,
  expectedProfitMinor: 30,
  earlierProfitMinor: 0,
  ...over,
});

export const offerTerms = (over: Partial<OfferTerms> = {}): OfferTerms => ({
  kind: 'percent',
  percent: 10,
  minimumSpendMinor: 0,
  contactCostMinor: 0,
  stacking: 'alone',
  marginFloor: 0,
  ...over,
});

/** Issued and open, unless told otherwise. */
export const offer = (over: Partial<Offer> = {}, ofDecision: Partial<OfferDecision> = {}): Offer => ({
  decision: offerDecision(ofDecision),
  status: 'issued',
  terms: offerTerms(),
  issuedAt: '2026-04-01T09:00:00.000Z',
  expiresAt: '2026-04-20T00:00:00.000Z',
  revision: 1,
  ...over,
});

/** Running, as it was first made, unless told otherwise. */
export const campaign = (over: Partial<Campaign> = {}): Campaign => ({
  definition: campaignDefinition(),
  version: 1,
  status: 'running',
  audit: [],
  revision: 1,
  ...over,
});
