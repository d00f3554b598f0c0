import type { Campaign } from './campaign.ts';
import type { Offer, OfferDecision, OfferTerms } from './offer.ts';
import type { PlannedDecision } from './plan-batch.ts';
import { responsePriors } from './response-priors.ts';

export interface DecidedBy {
  /** Calendar day of the shop, `2026-11-23`. */
  readonly date: string;
  readonly modelVersion: string;
  readonly weightsVersion: number;
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

function decisionOf(
  { definition, version }: Campaign,
  { customer, group, arm, propensity, propensities, expectedCostMinor, expectedProfitMinor }: PlannedDecision,
  { date, modelVersion, weightsVersion }: DecidedBy,
): OfferDecision {
  return {
    campaignId: definition.campaignId,
    customerId: customer.customerId,
    campaignVersion: version,
    decidedOn: date,
    modelVersion,
    weightsVersion,
    priorsVersion: responsePriors.version,
    group,
    armId: arm?.armId ?? 'none',
    // What analyses divide by is kept to the last digit.
    propensity,
    propensities,
    state: customer.state,
    baseProbability: rounded(customer.base.mean),
    offerProbability: rounded(arm?.estimate.mean ?? customer.base.mean),
    responseBasis: (arm?.estimate ?? customer.base).basis,
    marginMinor: Math.round(customer.marginMinor),
    marginBasis: customer.marginBasis,
    expectedCostMinor: rounded(expectedCostMinor),
    expectedProfitMinor: rounded(expectedProfitMinor),
    earlierProfitMinor: Math.round(customer.earlierProfitMinor),
  };
}

function termsOf({ definition }: Campaign, { arm }: PlannedDecision): OfferTerms | undefined {
  if (arm === undefined) return undefined;
  const { armId: _arm, estimate: _estimate, redeemCostMinor: _cost, mostMinor, itemId, ...terms } = arm;
  const { stacking, marginFloor } = definition;
  return {
    ...terms,
    stacking,
    marginFloor,
    ...(mostMinor === undefined ? {} : { mostMinor }),
    ...(itemId === undefined ? {} : { itemId }),
  };
}

/** A planned decision as the row that it is put as, before anything is sent. */
export function decidedOffer(campaign: Campaign, planned: PlannedDecision, by: DecidedBy): Omit<Offer, 'revision'> {
  const terms = termsOf(campaign, planned);
  return {
    decision: decisionOf(campaign, planned, by),
    status: 'decided',
    ...(terms === undefined ? {} : { terms }),
  };
}
