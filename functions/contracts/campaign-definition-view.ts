import type * as z from 'zod';
import type { BudgetLimits, CampaignArm, CampaignAudience, CampaignDefinition } from '../domain/offers/campaign.ts';
import type { campaignSchema } from './campaign-contract.ts';
import { toMajorUnits } from './money.ts';

/** A campaign's definition as it is sent. */
export type SentCampaign = z.input<ReturnType<typeof campaignSchema>>;

type Major = (minor: number) => number;

/** An amount that need not be there. */
const perhaps = (minor: number | undefined, major: Major): number | undefined =>
  minor === undefined ? undefined : major(minor);

const viewAudience = (
  { lifetimeValueMinor, states, groups, scores, onlyWhereWeak }: CampaignAudience,
  major: Major,
): SentCampaign['audience'] => ({
  states: [...states],
  groups: groups && [...groups],
  scores: scores && [...scores],
  lifetimeValue: lifetimeValueMinor && {
    atLeast: perhaps(lifetimeValueMinor.atLeast, major),
    atMost: perhaps(lifetimeValueMinor.atMost, major),
  },
  onlyWhereWeak,
});

const viewArm = (
  { amountMinor, costMinor, minimumSpendMinor, contactCostMinor, ...same }: CampaignArm,
  major: Major,
): SentCampaign['arms'][number] => ({
  ...same,
  amount: perhaps(amountMinor, major),
  cost: perhaps(costMinor, major),
  minimumSpend: major(minimumSpendMinor),
  contactCost: major(contactCostMinor),
});

/** Bounds in major units; what is not bounded is absent. */
export const viewLimits = ({ amountMinor, uses, points }: BudgetLimits, decimals: number) => ({
  amount: perhaps(amountMinor, (minor) => toMajorUnits(minor, decimals)),
  uses,
  points,
});

/** A campaign's definition, defaults filled in, in the very form that a put takes. */
export function viewCampaignDefinition(definition: CampaignDefinition, decimals: number): SentCampaign {
  const { campaignId: _, audience, arms, budget, channels, leastProfitEffectMinor, ...same } = definition;
  const { total, perPeriod, perCustomer } = budget;
  const major: Major = (minor) => toMajorUnits(minor, decimals);
  return {
    ...same,
    audience: viewAudience(audience, major),
    arms: arms.map((arm) => viewArm(arm, major)),
    budget: {
      total: viewLimits(total, decimals),
      perPeriod: perPeriod && { period: perPeriod.period, ...viewLimits(perPeriod, decimals) },
      perCustomer: perCustomer && {
        amount: perhaps(perCustomer.amountMinor, major),
        points: perCustomer.points,
      },
    },
    channels: [...channels],
    leastProfitEffect: major(leastProfitEffectMinor),
  };
}
