import * as z from 'zod';
import type { ArmEffect } from '../domain/experiments/arm-effects.ts';
import type { Effect } from '../domain/experiments/campaign-result.ts';
import type { Difference } from '../domain/experiments/newcombe-interval.ts';
import type { CampaignReport } from '../domain/offers/campaign-report.ts';
import { rounded } from './customer-measures.ts';
import { roundedMajorUnits } from './money.ts';

const intervalSchema = z
  .strictObject({ value: z.number(), low: z.number(), high: z.number() })
  .meta({ id: 'Interval95', description: 'An estimate with its 95% interval.' });

const effectSchema = z
  .strictObject({
    perCustomer: intervalSchema.nullable().meta({ description: 'Treated less control, per customer treated.' }),
    incremental: intervalSchema.nullable().meta({ description: 'The same over all treated customers.' }),
    verdict: z.enum(['more', 'less', 'no-effect-found', 'cannot-tell-yet']),
    moreCustomersNeeded: z
      .int()
      .nullable()
      .meta({ description: 'With `cannot-tell-yet`: until the least effect worth finding would be seen.' }),
    minimumDetectable: z
      .number()
      .nullable()
      .meta({ description: 'The least difference per customer that groups of these sizes find four times in five.' }),
    inWords: z.string(),
  })
  .meta({ id: 'CampaignEffect' });

const armSchema = z
  .strictObject({
    armId: z.string(),
    customers: z.int().meta({ description: 'Who got the arm, their horizon over.' }),
    orders: intervalSchema.nullable().meta({ description: 'Beyond doing nothing: share who ordered, per customer.' }),
    profit: intervalSchema.nullable().meta({ description: 'Beyond doing nothing, per customer.' }),
  })
  .meta({ id: 'ArmEffect' });

const policySchema = z
  .strictObject({
    armId: z.string().meta({ description: 'What everybody would have got; `none` for nothing.' }),
    profitPerCustomer: intervalSchema.nullable().meta({ description: 'By inverse propensity, self-normalised.' }),
    profitPerCustomerUnnormalised: intervalSchema.nullable().meta({ description: 'By inverse propensity alone.' }),
    effectiveCustomers: z.number().meta({ description: 'So many of equal weight would tell as much.' }),
  })
  .meta({ id: 'PolicyValue' });

export const campaignResultsSchema = z
  .strictObject({
    campaignId: z.string(),
    currency: z.string(),
    asOf: z.string().nullable().meta({ format: 'date-time', description: 'The latest night; null before the first.' }),
    decided: z.int().meta({ description: 'Customers decided for, held out ones among them.' }),
    heldOut: z.int().meta({ description: 'Kept from all offers of the year; in no comparison here.' }),
    sent: z.int(),
    redeemed: z.int(),
    redeemedAmount: z.number().meta({ description: 'What redemptions took off or cost.' }),
    redeemedPoints: z.int(),
    open: z.int().meta({
      description: 'Treated and control whose horizon is not over: what is said below may change with them.',
    }),
    treated: z.int().meta({ description: 'In the comparison: their horizon is over.' }),
    control: z.int(),
    sampleRatio: z.strictObject({
      pValue: z.number().nullable(),
      isBroken: z.boolean().meta({ description: 'Assignment and log do not belong together: no result is shown.' }),
    }),
    orders: effectSchema.nullable().meta({ description: 'Customers who ordered. Newcombe’s interval.' }),
    profit: effectSchema
      .nullable()
      .meta({ description: 'Contribution margin less offers and contacts. Welch’s interval.' }),
    earlierProfitHelped: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether profit before the decision made the interval of profit narrower (CUPED).' }),
    arms: z.array(armSchema),
    policies: z.array(policySchema),
    notes: z.array(z.string()),
  })
  .meta({ id: 'CampaignResults' });

export type CampaignResultsView = z.infer<typeof campaignResultsSchema>;
type Show = (value: number) => number;

const share: Show = (value) => rounded(value) ?? 0;
const interval = (difference: Difference | null, show: Show) =>
  difference && { value: show(difference.value), low: show(difference.low), high: show(difference.high) };

function words({ verdict }: Effect): string {
  switch (verdict.state) {
    case 'more':
      return 'more than without the campaign';
    case 'less':
      return 'less than without the campaign';
    case 'no-effect-found':
      return 'no effect of the size worth finding';
    case 'cannot-tell-yet':
      return verdict.moreCustomersNeeded === null
        ? 'cannot tell'
        : `cannot tell yet: needs ${verdict.moreCustomersNeeded} more customers`;
  }
}

const viewEffect = (effect: Effect, show: Show) => ({
  perCustomer: interval(effect.perCustomer, show),
  incremental: interval(effect.incremental, show),
  verdict: effect.verdict.state,
  moreCustomersNeeded: effect.verdict.state === 'cannot-tell-yet' ? effect.verdict.moreCustomersNeeded : null,
  minimumDetectable: effect.minimumDetectable === null ? null : show(effect.minimumDetectable),
  inWords: words(effect),
});

function* notesOf({ openCount, comparison }: CampaignReport): Generator<string> {
  if (openCount > 0)
    yield 'Not all horizons are over: who looks until a result is good finds effects that are not there.';
  if (comparison.sampleRatio.isBroken) {
    yield 'Groups or arms are not as large as they were drawn to be (p < .001), so no result is shown.';
  }
}

const nothingYet = (campaignId: string, currency: string): CampaignResultsView => ({
  campaignId,
  currency,
  asOf: null,
  decided: 0,
  heldOut: 0,
  sent: 0,
  redeemed: 0,
  redeemedAmount: 0,
  redeemedPoints: 0,
  open: 0,
  treated: 0,
  control: 0,
  sampleRatio: { pValue: null, isBroken: false },
  orders: null,
  profit: null,
  earlierProfitHelped: null,
  arms: [],
  policies: [],
  notes: ['No night has reported on the campaign yet.'],
});

/** What came of a campaign as a caller sees it, money in major units. */
export function viewCampaignResults(
  campaignId: string,
  report: CampaignReport | undefined,
  { currency, decimals }: { readonly currency: string; readonly decimals: number },
): CampaignResultsView {
  if (report === undefined) return nothingYet(campaignId, currency);
  const money: Show = (minor) => roundedMajorUnits(minor, decimals);
  const { comparison, armOrders, armProfitMinor, policies } = report;
  const { result, sampleRatio } = comparison;
  const profitOf = (armId: string): ArmEffect | undefined => armProfitMinor.find((arm) => arm.armId === armId);
  return {
    campaignId,
    currency,
    asOf: report.asOf,
    decided: report.decidedCount,
    heldOut: report.holdoutCount,
    sent: report.sentCount,
    redeemed: report.redeemedCount,
    redeemedAmount: money(report.redeemedMinor),
    redeemedPoints: report.redeemedPoints,
    open: report.openCount,
    treated: comparison.treatedCount,
    control: comparison.heldOutCount,
    sampleRatio: { pValue: sampleRatio.pValue, isBroken: sampleRatio.isBroken },
    orders: result && viewEffect(result.orders, share),
    profit: result && viewEffect(result.profitMinor, money),
    earlierProfitHelped: result?.adjustment.isUseful ?? null,
    arms: sampleRatio.isBroken
      ? []
      : armOrders.map(({ armId, count, effect }) => ({
          armId,
          customers: count,
          orders: interval(effect, share),
          profit: interval(profitOf(armId)?.effect ?? null, money),
        })),
    policies: sampleRatio.isBroken
      ? []
      : policies.map(({ armId, selfNormalised, inversePropensity, effectiveCount }) => ({
          armId,
          profitPerCustomer: interval(selfNormalised, money),
          profitPerCustomerUnnormalised: interval(inversePropensity, money),
          effectiveCustomers: Math.round(effectiveCount * 10) / 10,
        })),
    notes: [...notesOf(report)],
  };
}
