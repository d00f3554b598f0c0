import * as z from 'zod';
import type { DryRun, DryRunState } from '../domain/offers/dry-run.ts';
import { offerGroups } from '../domain/offers/offer.ts';
import { allowedIn } from '../domain/offers/offer-kinds.ts';
import { rounded } from './customer-measures.ts';
import { roundedMajorUnits } from './money.ts';

const instant = (description: string) => z.string().meta({ format: 'date-time', description });
const count = (description: string) => z.int().min(0).meta({ description });
const probability = (description: string) => z.number().min(0).max(1).meta({ description });
const money = (description: string) => z.number().meta({ description });
const states = Object.keys(allowedIn);

const armSchema = z.strictObject({
  armId: z.string().meta({ description: '`none`: treated customers who get nothing, to measure by.' }),
  customers: z.int().min(0),
  expectedCost: money('Over those customers.'),
  expectedProfit: money('Beyond doing nothing, over those customers.'),
  baseProbability: probability('Mean chance of an order within the horizon without the offer.'),
  offerProbability: probability('And with it.'),
  measured: count('Customers whose response to the arm was measured; of the others it is assumed.'),
});

const exampleSchema = z.strictObject({
  customerId: z.string(),
  group: z.enum(offerGroups),
  armId: z.string(),
  propensity: probability('The chance with which the arm was drawn.'),
  state: z.enum(states),
  baseProbability: probability('Chance of an order within the horizon without the offer.'),
  offerProbability: probability('And with it.'),
  margin: money('Contribution margin within the horizon, if there is an order.'),
  marginBasis: z.enum(['unit-costs', 'stated-rate', 'none']),
  expectedCost: money('Of the offer.'),
  expectedProfit: money('Beyond doing nothing.'),
});

const resultSchema = z
  .strictObject({
    version: z.int().meta({ description: 'Of the campaign that was tried.' }),
    asOf: instant('The shop’s instant that customers were looked at.'),
    madeAt: instant('When it was made.'),
    customers: count('Looked at.'),
    eligible: count('Who may get something today.'),
    exclusions: z
      .array(z.strictObject({ reason: z.string(), customers: z.int() }))
      .meta({ description: 'The others, by the first thing that keeps each out.' }),
    groups: z.array(z.strictObject({ group: z.enum(offerGroups), customers: z.int() })).meta({
      description: '`control` of the campaign and the `holdout` of the year get nothing, to measure by.',
    }),
    leftForLater: count('Eligible customers whose turn is a later day, for the budget.'),
    marginUnknown: count('Eligible customers of whom nothing says what their goods cost.'),
    minimumDetectable: z
      .number()
      .nullable()
      .meta({ description: 'Least difference of the share who order that this day’s groups tell four times in five.' }),
    arms: z.array(armSchema),
    expectedCost: money('Of all offers.'),
    expectedProfit: money('Of all offers, beyond doing nothing.'),
    isBudgetBinding: z.boolean().meta({ description: 'Whether the budget keeps offers back.' }),
    examples: z.array(exampleSchema).meta({ description: 'At most 20, some of every group and arm.' }),
    notes: z.array(z.string()),
  })
  .meta({ id: 'DryRunResult' });

export const dryRunSchema = z
  .strictObject({
    campaignId: z.string(),
    currency: z.string(),
    status: z.enum(['none', 'running', 'done']).meta({ description: '`running`: ask again in some seconds.' }),
    askedAt: instant('When the latest was asked for.').nullable(),
    result: resultSchema.nullable().meta({ description: 'The latest that was made; null before the first.' }),
  })
  .meta({ id: 'DryRun' });

export type DryRunView = z.infer<typeof dryRunSchema>;

function* notesOf({ eligibleCount, marginUnknownCount, leftForLaterCount, arms }: DryRun): Generator<string> {
  if (marginUnknownCount > 0) {
    yield `Of ${marginUnknownCount} of the ${eligibleCount} eligible customers nothing says what their goods cost: they get no discount, and other offers count as cost alone. Send unitCost of items or order lines, or state a marginRate for the stage.`;
  }
  if (leftForLaterCount > 0) {
    yield `The budget is too small to try every arm on all: ${leftForLaterCount} customers wait for a later day.`;
  }
  if (arms.some(({ armId, customerCount, measuredCount }) => armId !== 'none' && measuredCount < customerCount)) {
    yield 'What arms do is assumed until it is measured, and said so in `measured`.';
  }
}

/** A dry run as a caller sees it, money in major units. */
export function viewDryRun(
  { campaignId, status, askedAt, latest }: DryRunState,
  { currency, decimals }: { readonly currency: string; readonly decimals: number },
): DryRunView {
  const show = (minor: number): number => roundedMajorUnits(minor, decimals);
  const result = latest && {
    version: latest.campaignVersion,
    asOf: latest.asOf,
    madeAt: latest.madeAt,
    customers: latest.customerCount,
    eligible: latest.eligibleCount,
    exclusions: latest.exclusions.map(({ reason, customerCount }) => ({ reason, customers: customerCount })),
    groups: latest.groups.map(({ group, customerCount }) => ({ group, customers: customerCount })),
    leftForLater: latest.leftForLaterCount,
    marginUnknown: latest.marginUnknownCount,
    minimumDetectable: rounded(latest.minimumDetectableShare),
    arms: latest.arms.map((arm) => ({
      armId: arm.armId,
      customers: arm.customerCount,
      expectedCost: show(arm.costMinor),
      expectedProfit: show(arm.profitMinor),
      baseProbability: rounded(arm.baseProbability) ?? 0,
      offerProbability: rounded(arm.offerProbability) ?? 0,
      measured: arm.measuredCount,
    })),
    expectedCost: show(latest.costMinor),
    expectedProfit: show(latest.profitMinor),
    isBudgetBinding: latest.isBudgetBinding,
    examples: latest.examples.map((example) => ({
      customerId: example.customerId,
      group: example.group,
      armId: example.armId,
      propensity: rounded(example.propensity) ?? 0,
      state: example.state,
      baseProbability: rounded(example.baseProbability) ?? 0,
      offerProbability: rounded(example.offerProbability) ?? 0,
      margin: show(example.marginMinor),
      marginBasis: example.marginBasis,
      expectedCost: show(example.expectedCostMinor),
      expectedProfit: show(example.expectedProfitMinor),
    })),
    notes: [...notesOf(latest)],
  };
  return { campaignId, currency, status, askedAt: askedAt ?? null, result: result ?? null };
}
