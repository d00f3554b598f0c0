import * as z from 'zod';
import { type Channel, channels } from '../domain/customers/customer-profile.ts';
import type { CampaignDefinition, QuietHours } from '../domain/offers/campaign.ts';
import { campaignArmSchema } from './campaign-arm.ts';
import { campaignAudienceSchema, neverSent } from './campaign-audience.ts';
import { campaignBudgetSchema } from './campaign-budget.ts';
import { refusal } from './describe-value.ts';
import {
  type ContractContext,
  closedObject,
  instant,
  listOf,
  money,
  numberFrom,
  oneOf,
  someOf,
  text,
  wholeNumber,
} from './fields.ts';
import { type ParseResult, parseWith } from './parse-entry.ts';

const maximumArms = 10;

const timeRule = 'a time of day such as 21:00, from 00:00 to 23:59';
const timePattern = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const timeOfDay = () =>
  z
    .string({ error: ({ input }) => refusal(input, timeRule) })
    .regex(timePattern, { error: ({ input }) => refusal(input, timeRule) })
    .meta({ pattern: timePattern.source, description: timeRule });

const quietHours = () =>
  closedObject({ from: timeOfDay(), until: timeOfDay() })
    .refine(({ from, until }) => from !== until, { error: 'begins and ends at one time; needed are two' })
    .transform((hours): QuietHours => hours)
    .optional();

type Definition = Omit<CampaignDefinition, 'campaignId'>;
type Refuse = (path: readonly (string | number)[], message: string) => void;

function checkArms({ arms, audience }: Definition, refuse: Refuse): void {
  const seen = new Set<string>();
  for (const [place, { armId }] of arms.entries()) {
    if (seen.has(armId)) refuse(['arms', place, 'armId'], `is "${armId}" once more; needed is an id of its own`);
    seen.add(armId);
  }
  const never = neverSent(audience, arms);
  if (never !== undefined) refuse(['audience', 'states'], never);
}

function checkPoints({ arms, budget }: Definition, refuse: Refuse): void {
  const givesPoints = arms.some(({ kind }) => kind === 'points');
  if (givesPoints && budget.total.points === undefined) {
    refuse(['budget', 'total', 'points'], 'is missing; an arm that gives points needs it');
  }
  if (givesPoints) return;
  for (const of of ['total', 'perPeriod'] as const) {
    if (budget[of]?.points !== undefined) refuse(['budget', of, 'points'], 'bounds points, which no arm gives');
  }
}

/**
 * What a marketer decides of a campaign, as it is sent: all but its id, which is in the path. Defaults are filled in,
 * so a campaign stays as it was put though defaults change.
 */
export const campaignSchema = (context: ContractContext) =>
  closedObject({
    name: text(200),
    audience: campaignAudienceSchema(context),
    arms: listOf(campaignArmSchema(context), 1, maximumArms).meta({
      description: 'What may be offered, beside nothing, which is always possible.',
    }),
    budget: campaignBudgetSchema(context),
    startsAt: instant(context, 'planned'),
    endsAt: instant(context, 'planned').meta({ description: 'Nothing is decided from then on.' }),
    horizonDays: wholeNumber(1, 365)
      .default(30)
      .meta({ description: 'Days after the decision within which orders count.' }),
    controlShare: numberFrom(0.05, 0.5)
      .default(0.3)
      .meta({ description: 'Share of the eligible who get nothing, to measure by.' }),
    marginFloor: numberFrom(0, 1)
      .default(0)
      .meta({ description: 'Share of an order’s net value that must be left after its cost and the offer.' }),
    offerDays: wholeNumber(1, 365).default(14).meta({ description: 'Days that an offer can be redeemed.' }),
    coolDownDays: wholeNumber(0, 365)
      .default(30)
      .meta({ description: 'Days since a customer’s last offer of any campaign.' }),
    stacking: oneOf(['alone', 'with-others'])
      .default('alone')
      .meta({ description: 'Whether an order may redeem it beside other offers.' }),
    channels: someOf(channels, 0).default([]).meta({
      description:
        'In order of preference: an offer goes by the first that the customer agreed to. Empty: shown in the shop alone.',
    }),
    quietHours: closedObject({
      email: quietHours(),
      sms: quietHours(),
      post: quietHours(),
      push: quietHours(),
    } satisfies Record<Channel, z.ZodType>)
      .default({})
      .meta({ description: 'No message within them, of the customer’s own time zone; may pass midnight.' }),
    leastOrderEffect: numberFrom(0.001, 1)
      .default(0.05)
      .meta({ description: 'The least difference of the share who order that is worth finding.' }),
    leastProfitEffect: money(context)
      .default(10 ** context.decimals)
      .meta({ description: 'The least profit per customer that is worth finding. Default 1.' }),
  }).transform(({ leastProfitEffect, ...same }, { issues }): Definition => {
    const definition = { ...same, leastProfitEffectMinor: leastProfitEffect };
    const refuse: Refuse = (path, message) => issues.push({ code: 'custom', input: same, path: [...path], message });
    if (same.startsAt >= same.endsAt) refuse(['endsAt'], 'is not after startsAt; needed is a later time');
    if (leastProfitEffect === 0) refuse(['leastProfitEffect'], 'is 0; needed is an amount above 0');
    checkArms(definition, refuse);
    checkPoints(definition, refuse);
    return definition;
  });

/** Makes the check of a campaign: `request.invalid` with all that is wrong. */
export function createCampaignParser(
  context: ContractContext,
): (campaignId: string, body: unknown) => ParseResult<CampaignDefinition> {
  const schema: z.ZodType<Definition> = campaignSchema(context);
  return (campaignId, body) => {
    const parsed = parseWith(schema, body, 'request.invalid');
    return parsed.ok ? { ok: true, value: { campaignId, ...parsed.value } } : parsed;
  };
}
