import { type BudgetLimits, budgetPeriods, type CampaignBudget } from '../domain/offers/campaign.ts';
import { type ContractContext, closedObject, money, oneOf, wholeNumber } from './fields.ts';

const maximumUses = 1_000_000_000;
const maximumPoints = 1_000_000_000_000;

const limitFields = (context: ContractContext) => ({
  amount: money(context).optional().meta({ description: 'What offers may take off orders and cost.' }),
  uses: wholeNumber(1, maximumUses).optional().meta({ description: 'How often an offer may be redeemed.' }),
  points: wholeNumber(1, maximumPoints).optional().meta({ description: 'Points that may be given.' }),
});

interface SentLimits {
  readonly amount?: number | undefined;
  readonly uses?: number | undefined;
  readonly points?: number | undefined;
}

const limitsOf = ({ amount, uses, points }: SentLimits): BudgetLimits => ({ amountMinor: amount, uses, points });

const boundsSomething = ({ amount, uses, points }: SentLimits): boolean =>
  amount !== undefined || uses !== undefined || points !== undefined;

/** What a campaign may spend, as a marketer sends it. */
export const campaignBudgetSchema = (context: ContractContext) => {
  const { amount, points } = limitFields(context);
  return closedObject({
    total: closedObject(limitFields(context))
      .refine(boundsSomething, { error: 'bounds nothing; needed is at least one of amount, uses and points' })
      .meta({ description: 'Of the whole campaign; what is not named is not bounded.' }),
    perPeriod: closedObject({ period: oneOf(budgetPeriods), ...limitFields(context) })
      .refine(boundsSomething, { error: 'bounds nothing; needed is at least one of amount, uses and points' })
      .optional()
      .meta({ description: 'Of each day, week from Monday on, or month, of the shop’s time zone.' }),
    perCustomer: closedObject({ amount, points })
      .refine(boundsSomething, { error: 'bounds nothing; needed is amount, points or both' })
      .optional()
      .meta({ description: 'What one customer may get of this campaign.' }),
  }).transform(
    ({ total, perPeriod, perCustomer }): CampaignBudget => ({
      total: limitsOf(total),
      ...(perPeriod === undefined ? {} : { perPeriod: { period: perPeriod.period, ...limitsOf(perPeriod) } }),
      ...(perCustomer === undefined
        ? {}
        : { perCustomer: { amountMinor: perCustomer.amount, points: perCustomer.points } }),
    }),
  );
};
