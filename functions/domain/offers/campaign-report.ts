import { type ArmEffect, armEffects, type BatchDecision } from '../experiments/arm-effects.ts';
import { type CampaignCustomer, type CampaignResult, campaignResult } from '../experiments/campaign-result.ts';
import { type PolicyValue, policyValue } from '../experiments/policy-value.ts';
import type { ArmCount } from '../experiments/sample-ratio.ts';
import type { Instant } from '../orders/order.ts';
import type { Campaign } from './campaign.ts';
import type { ErasedRedemption, Offer } from './offer.ts';

/** What came of a campaign until a moment. */
export interface CampaignReport {
  readonly campaignId: string;
  readonly asOf: Instant;
  /** Decided for, held out ones among them. */
  readonly decidedCount: number;
  /** Kept from all offers of the year; in no comparison of the campaign. */
  readonly holdoutCount: number;
  readonly sentCount: number;
  readonly redeemedCount: number;
  /** What was redeemed took off orders or cost, minor units, and points. */
  readonly redeemedMinor: number;
  readonly redeemedPoints: number;
  /** Treated and control whose horizon is not over: the comparison is without them, and may change with them. */
  readonly openCount: number;
  /** Of those whose horizon is over. */
  readonly comparison: CampaignResult;
  /** Beyond doing nothing, of the treated: orders per customer and minor units per customer. */
  readonly armOrders: readonly ArmEffect[];
  readonly armProfitMinor: readonly ArmEffect[];
  /** Profit per customer in minor units, had every treated customer got this arm; `none` for doing nothing. */
  readonly policies: readonly ({ readonly armId: string } & PolicyValue)[];
}

type Measured = Offer & { readonly outcome: NonNullable<Offer['outcome']> };
const isMeasured = (offer: Offer): offer is Measured => offer.outcome !== undefined;
const isTreated = ({ decision }: Offer): boolean => decision.group === 'treated';

const customerOf = ({ decision, outcome, issuedAt, status }: Measured): CampaignCustomer => ({
  group: decision.group === 'treated' ? 'treated' : 'control',
  wasSent: issuedAt !== undefined,
  hasRedeemed: status === 'redeemed',
  hasOrdered: outcome.hasOrdered,
  profitMinor: outcome.profitMinor,
  earlierProfitMinor: decision.earlierProfitMinor,
});

/** Customers of each arm against the sum of their logged chances, day by day. */
function batchesOf(treated: readonly Offer[]): readonly (readonly ArmCount[])[] {
  const batches = new Map<string, Map<string, { count: number; expected: number }>>();
  for (const { decision } of treated) {
    const batch = batches.get(decision.decidedOn) ?? new Map<string, { count: number; expected: number }>();
    batches.set(decision.decidedOn, batch);
    for (const [armId, share] of Object.entries(decision.propensities)) {
      const arm = batch.get(armId) ?? { count: 0, expected: 0 };
      batch.set(armId, arm);
      arm.expected += share;
      if (armId === decision.armId) arm.count += 1;
    }
  }
  return [...batches.values()].map((arms) => [...arms.values()]);
}

const loggedOf = (treated: readonly Measured[], outcomeOf: (offer: Measured) => number): readonly BatchDecision[] =>
  treated.map((offer) => ({
    batch: offer.decision.decidedOn,
    armId: offer.decision.armId,
    propensity: offer.decision.propensity,
    outcome: outcomeOf(offer),
  }));

/** Gathers the offers of one campaign, added in any order. Memory by decisions. */
export class CampaignReportBuilder {
  readonly #campaign: Campaign;
  readonly #offers: Offer[] = [];
  readonly #erased = { count: 0, amountMinor: 0, points: 0 };

  constructor(campaign: Campaign) {
    this.#campaign = campaign;
  }

  add(offer: Offer): void {
    this.#offers.push(offer);
  }

  /** Counts what was spent; who it was is in no comparison any more. */
  addErased({ amountMinor, points }: ErasedRedemption): void {
    this.#erased.count += 1;
    this.#erased.amountMinor += amountMinor;
    this.#erased.points += points;
  }

  /** O(arms x decisions). */
  report(asOf: Instant): CampaignReport {
    const { campaignId, controlShare, leastOrderEffect, leastProfitEffectMinor } = this.#campaign.definition;
    // By customer, so that sums of fractions come out the same however the rows were read.
    const all = this.#offers.toSorted((left, right) => (left.decision.customerId < right.decision.customerId ? -1 : 1));
    const compared = all.filter(({ decision }) => decision.group !== 'holdout');
    const measured = compared.filter(isMeasured);
    const treated = measured.filter(isTreated);
    const redeemed = all.filter(({ status }) => status === 'redeemed');
    const profits = loggedOf(treated, ({ outcome }) => outcome.profitMinor);
    const armIds = ['none', ...new Set(treated.flatMap(({ decision }) => Object.keys(decision.propensities)))];
    return {
      campaignId,
      asOf,
      decidedCount: all.length,
      holdoutCount: all.length - compared.length,
      sentCount: all.filter(({ issuedAt }) => issuedAt !== undefined).length,
      redeemedCount: redeemed.length + this.#erased.count,
      redeemedMinor: redeemed.reduce(
        (sum, { redemption }) => sum + (redemption?.amountMinor ?? 0),
        this.#erased.amountMinor,
      ),
      redeemedPoints: redeemed.reduce((sum, { redemption }) => sum + (redemption?.points ?? 0), this.#erased.points),
      openCount: compared.length - measured.length,
      comparison: campaignResult(measured.map(customerOf), {
        controlShare,
        leastOrderEffect,
        leastProfitEffectMinor,
        batches: batchesOf(treated),
      }),
      armOrders: armEffects(
        loggedOf(treated, ({ outcome }) => (outcome.hasOrdered ? 1 : 0)),
        'none',
      ),
      armProfitMinor: armEffects(profits, 'none'),
      policies: [...new Set(armIds)].sort().map((armId) => ({ armId, ...policyValue(profits, () => armId) })),
    };
  }
}
