import { shareOfVisitor } from '../attribution/visitor-hash.ts';
import { HoldfastError } from '../errors.ts';

const leastShare = 0.05;
const mostShare = 0.1;

/**
 * Whether a customer is kept from all offers, so that what offers bring altogether can be seen. The same customer
 * always is while the salt stays; a greater share keeps those who were. Service, points earned, tiers and birthdays are
 * not offers in this sense: nobody is kept from them. O(characters).
 * @param share .05 to .1 of customers
 * @param salt names the draw, such as the year
 * @throws HoldfastError `offer.holdout-share`
 */
export function isUniversallyHeldOut(customerId: string, { share, salt }: HoldoutDraw): boolean {
  if (!(share >= leastShare && share <= mostShare)) {
    throw new HoldfastError('offer.holdout-share', `share ${share}; allowed is ${leastShare} to ${mostShare}`, {
      details: { share },
    });
  }
  return shareOfVisitor(customerId, `universal-holdout|${salt}`) < share;
}

export interface HoldoutDraw {
  /** Share of customers held out. */
  readonly share: number;
  readonly salt: string;
}

/**
 * Whether a customer is in the control of one campaign, by a draw that has nothing to do with those of other campaigns
 * or of the universal holdout. The share stays as it is through a campaign: it alone tells treated from control.
 * O(characters).
 * @param share above 0 and below 1
 * @throws HoldfastError `offer.holdout-share`
 */
export function isCampaignControl(campaignId: string, customerId: string, { share, salt }: HoldoutDraw): boolean {
  if (!(share > 0 && share < 1)) {
    throw new HoldfastError('offer.holdout-share', `share ${share}; allowed is above 0 and below 1`, {
      details: { share },
    });
  }
  return shareOfVisitor(JSON.stringify([campaignId, customerId]), `campaign-control|${salt}`) < share;
}
