import * as z from 'zod';
import type { CampaignArm } from '../domain/offers/campaign.ts';
import { type OfferKind, offerKinds } from '../domain/offers/offer-kinds.ts';
import { refusal } from './describe-value.ts';
import { type ContractContext, closedObject, money, oneOf, text, wholeNumber } from './fields.ts';

/** What every campaign has besides: doing nothing. */
const noArm = 'none';
const maximumPoints = 1_000_000_000;

/** Fields that say what an arm gives. */
type GivenField = 'percent' | 'amount' | 'points' | 'cost' | 'howToCancel';

interface FieldsOfKind {
  readonly needed: readonly GivenField[];
  readonly optional?: readonly GivenField[];
}

const fieldsOf: Readonly<Record<OfferKind, FieldsOfKind>> = {
  percent: { needed: ['percent'], optional: ['amount'] },
  bundle: { needed: ['percent'], optional: ['amount'] },
  amount: { needed: ['amount'] },
  'tier-credit': { needed: ['amount'] },
  'free-shipping': { needed: [], optional: ['amount'] },
  points: { needed: ['points'] },
  'gift-item': { needed: ['cost'] },
  'early-access': { needed: ['cost'] },
  'service-call': { needed: ['cost'] },
  'subscription-set-up': { needed: ['cost', 'howToCancel'] },
};

const kindsWith = (field: GivenField): string =>
  offerKinds
    .filter((kind) => fieldsOf[kind].needed.includes(field) || fieldsOf[kind].optional?.includes(field))
    .join(', ');

const armIdPattern = /^[A-Za-z0-9][\w.-]{0,63}$/;
const armIdRule = `1 to 64 letters, digits, "-", "_" or ".", first a letter or digit, and not "${noArm}"`;
const armId = () =>
  z
    .string({ error: ({ input }) => refusal(input, armIdRule) })
    .refine((given) => armIdPattern.test(given) && given !== noArm, {
      error: ({ input }) => refusal(input, armIdRule),
    })
    .meta({ pattern: armIdPattern.source, description: armIdRule });

function fieldIssue(
  kind: OfferKind,
  field: GivenField,
  given: Readonly<Partial<Record<GivenField, string | number>>>,
): string | undefined {
  const { needed, optional = [] } = fieldsOf[kind];
  const value = given[field];
  if (value === undefined) return needed.includes(field) ? `is missing; the kind "${kind}" needs it` : undefined;
  if (!needed.includes(field) && !optional.includes(field)) {
    return `is not of the kind "${kind}"; it goes with ${kindsWith(field)}`;
  }
  return field === 'amount' && value === 0 ? 'is 0; needed is an amount above 0' : undefined;
}

/** An arm of a campaign as a marketer sends it, turned into the domain's. */
export const campaignArmSchema = (context: ContractContext) =>
  closedObject({
    armId: armId(),
    kind: oneOf(offerKinds),
    percent: wholeNumber(1, 100)
      .optional()
      .meta({ description: `What is taken off, of ${kindsWith('percent')}.` }),
    amount: money(context).optional().meta({
      description:
        'What is given, of amount and tier-credit; the most that is given, of percent, bundle and free-shipping.',
    }),
    points: wholeNumber(1, maximumPoints).optional().meta({ description: 'Of points.' }),
    cost: money(context)
      .optional()
      .meta({ description: `What the shop bears when it is taken up, of ${kindsWith('cost')}. May be 0.` }),
    howToCancel: text(1_000).optional().meta({
      description: 'Of subscription-set-up: how the customer cancels, in words that are shown with the offer.',
    }),
    minimumSpend: money(context)
      .default(0)
      .meta({ description: 'Net value of the least order that may redeem it. Default 0.' }),
    contactCost: money(context).default(0).meta({ description: 'What sending it costs the shop. Default 0.' }),
  }).transform(({ amount, cost, minimumSpend, contactCost, ...same }, { issues }): CampaignArm => {
    const given = { percent: same.percent, amount, points: same.points, cost, howToCancel: same.howToCancel };
    for (const field of ['percent', 'amount', 'points', 'cost', 'howToCancel'] as const) {
      const message = fieldIssue(same.kind, field, given);
      if (message !== undefined) issues.push({ code: 'custom', input: given[field], path: [field], message });
    }
    return {
      ...same,
      amountMinor: amount,
      costMinor: cost,
      minimumSpendMinor: minimumSpend,
      contactCostMinor: contactCost,
    };
  });
