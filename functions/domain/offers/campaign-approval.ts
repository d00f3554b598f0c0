import type { CampaignDefinition } from './campaign.ts';
import type { OfferSettings } from './offer-settings.ts';

/**
 * The most that a campaign may cost by its total budget, minor units: its amount, and its points at what they are worth.
 * Infinity where nothing bounds the amount though an arm costs one.
 */
export function greatestCostMinor(
  { arms, budget }: Pick<CampaignDefinition, 'arms' | 'budget'>,
  { pointValueMinor }: Pick<OfferSettings, 'pointValueMinor'>,
): number {
  const costsAmount = arms.some(({ kind }) => kind !== 'points');
  const amountMinor = budget.total.amountMinor ?? (costsAmount ? Number.POSITIVE_INFINITY : 0);
  return amountMinor + (budget.total.points ?? 0) * pointValueMinor;
}

/** Whether a campaign waits for an admin's approval before it runs. */
export const needsApproval = (
  definition: Pick<CampaignDefinition, 'arms' | 'budget'>,
  settings: Pick<OfferSettings, 'pointValueMinor' | 'approvalAboveMinor'>,
): boolean => greatestCostMinor(definition, settings) > settings.approvalAboveMinor;
