import * as z from 'zod';
import { type BudgetLimits, budgetPeriods, type Campaign, campaignStatuses } from '../domain/offers/campaign.ts';
import { type SentCampaign, viewCampaignDefinition, viewLimits } from './campaign-definition-view.ts';

const instant = (description: string) => z.string().meta({ format: 'date-time', description });

const left = () => ({
  amount: z.number().optional(),
  uses: z.int().optional(),
  points: z.int().optional(),
});

const auditActions = [
  'created',
  'changed',
  'approved',
  'started',
  'paused',
  'resumed',
  'stopped',
] as const satisfies readonly Campaign['audit'][number]['action'][];

const head = {
  campaignId: z.string(),
  status: z.enum(campaignStatuses).meta({
    description:
      '`draft`: may be changed. `running`: decides and issues every night. `paused`: neither; offers that are out stay good. `stopped`: for good, and nothing can be redeemed any more.',
  }),
  version: z
    .int()
    .min(1)
    .meta({ description: 'Counts changes of the definition; a decision says under which it was made.' }),
};

/** A campaign as it stands. @param definition the schema of what is put */
export const campaignAnswerSchema = <Definition extends z.ZodType>(definition: Definition) =>
  z
    .strictObject({
      ...head,
      approval: z.strictObject({
        isNeeded: z
          .boolean()
          .meta({ description: 'Whether this version may cost more than the stage lets run unseen.' }),
        approvedBy: z.string().nullable().meta({ description: 'Id of the key that approved this version.' }),
      }),
      startedAt: instant('When it ran first; null before.').nullable(),
      currency: z.string().meta({ description: 'ISO 4217; the one of all amounts here.' }),
      definition,
      budgetLeft: z
        .strictObject({
          total: z.strictObject(left()),
          perPeriod: z
            .strictObject({
              period: z.enum(budgetPeriods),
              firstDay: z.string().meta({ format: 'date', description: 'Of the period that it is.' }),
              ...left(),
            })
            .optional(),
        })
        .nullable()
        .meta({ description: 'What is left now of what is bounded; null before the start.' }),
      audit: z
        .array(
          z.strictObject({
            at: instant('When.'),
            keyId: z.string().meta({ description: 'Id of the API key that was used.' }),
            action: z.enum(auditActions),
            version: z.int(),
          }),
        )
        .meta({ description: 'What was done, newest last; the latest 100.' }),
    })
    .meta({ id: 'Campaign' });

const listedCampaignSchema = z
  .strictObject({
    ...head,
    name: z.string(),
    startsAt: instant('As defined.'),
    endsAt: instant('As defined.'),
    startedAt: instant('When it ran first; null before.').nullable(),
  })
  .meta({ id: 'ListedCampaign' });

export const campaignListSchema = z
  .strictObject({
    campaigns: z.array(listedCampaignSchema).meta({ description: 'By id.' }),
    nextCursor: z.string().optional().meta({ description: 'For the next page; absent on the last one.' }),
  })
  .meta({ id: 'CampaignList' });

export type CampaignListView = z.infer<typeof campaignListSchema>;
export type CampaignView = z.infer<ReturnType<typeof campaignAnswerSchema<z.ZodType<SentCampaign>>>>;

/** A campaign with what beside its row is said of it. */
export interface CampaignWithBudget {
  readonly campaign: Campaign;
  readonly isApprovalNeeded: boolean;
  /** Undefined before the start. */
  readonly left:
    | {
        readonly total: BudgetLimits;
        readonly period?: { readonly firstDay: string; readonly left: BudgetLimits };
      }
    | undefined;
}

function viewLeft({ campaign, left: known }: CampaignWithBudget, decimals: number): CampaignView['budgetLeft'] {
  if (known === undefined) return null;
  const { perPeriod } = campaign.definition.budget;
  return {
    total: viewLimits(known.total, decimals),
    ...(known.period === undefined || perPeriod === undefined
      ? {}
      : {
          perPeriod: {
            period: perPeriod.period,
            firstDay: known.period.firstDay,
            ...viewLimits(known.period.left, decimals),
          },
        }),
  };
}

/** A campaign as a caller sees it, money in major units. */
export function viewCampaign(
  found: CampaignWithBudget,
  { currency, decimals }: { readonly currency: string; readonly decimals: number },
): CampaignView {
  const { definition, version, status, approvedBy, startedAt, audit } = found.campaign;
  return {
    campaignId: definition.campaignId,
    status,
    version,
    approval: { isNeeded: found.isApprovalNeeded, approvedBy: approvedBy ?? null },
    startedAt: startedAt ?? null,
    currency,
    definition: viewCampaignDefinition(definition, decimals),
    budgetLeft: viewLeft(found, decimals),
    audit: [...audit],
  };
}

/** A page of the list of campaigns. @param nextCursor absent at the end */
export const viewCampaignList = (campaigns: readonly Campaign[], nextCursor: string | undefined): CampaignListView => ({
  campaigns: campaigns.map(({ definition, status, version, startedAt }) => ({
    campaignId: definition.campaignId,
    status,
    version,
    name: definition.name,
    startsAt: definition.startsAt,
    endsAt: definition.endsAt,
    startedAt: startedAt ?? null,
  })),
  ...(nextCursor === undefined ? {} : { nextCursor }),
});
