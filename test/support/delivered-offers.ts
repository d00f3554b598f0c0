import { toCustomerId, toOrderId } from '../../functions/domain/ids.ts';
import type { Offer, OfferDecision, OfferTerms, Redemption } from '../../functions/domain/offers/offer.ts';

const decision: OfferDecision = {
  campaignId: 'spring',
  customerId: toCustomerId('ann'),
  campaignVersion: 1,
  decidedOn: '2026-04-01',
  modelVersion: '2026-04-01T04:10:00.000Z',
  weightsVersion: 1,
  priorsVersion: 'p1',
  group: 'treated',
  armId: 'ten',
  propensity: 0.25,
  propensities: { none: 0.75, ten: 0.25 },
  state: 'wavering-valuable',
  baseProbability: 0.125,
  offerProbability: 0.375,
  responseBasis: 'assumed',
  marginMinor: 4_321,
  marginBasis: 'stated-rate',
  expectedCostMinor: 987,
  expectedProfitMinor: 654,
  earlierProfitMinor: 3_210,
};

export const termsOf = (over: Partial<OfferTerms> = {}): OfferTerms => ({
  kind: 'percent',
  percent: 10,
  mostMinor: 2_000,
  minimumSpendMinor: 5_000,
  contactCostMinor: 7,
  stacking: 'alone',
  marginFloor: 0.2,
  ...over,
});

/** An offer that was decided of and waits to be sent. */
export const decidedOffer = (customerId = 'ann', campaignId = 'spring'): Offer => ({
  decision: { ...decision, customerId: toCustomerId(customerId), campaignId },
  status: 'decided',
  terms: termsOf(),
  revision: 1,
});

/** One that was sent on 2 April and is good for a month. */
export const issuedOffer = (customerId = 'ann', over: Partial<Offer> = {}): Offer => ({
  ...decidedOffer(customerId),
  status: 'issued',
  code: `CODE-OF-${customerId}`,
  issuedAt: '2026-04-02T09:00:00.000Z',
  expiresAt: '2026-05-02T09:00:00.000Z',
  channel: 'email',
  revision: 2,
  ...over,
});

export const redemptionOf = (over: Partial<Redemption> = {}): Redemption => ({
  orderId: toOrderId('order 1'),
  redeemedAt: '2026-04-03T10:00:00.000Z',
  amountMinor: 750,
  points: 0,
  taken: [],
  ...over,
});

export const redeemedOffer = (customerId = 'ann', over: Partial<Redemption> = {}): Offer =>
  issuedOffer(customerId, { status: 'redeemed', redemption: redemptionOf(over), revision: 3 });
