import type { CampaignArm, CampaignAudience, ScoreBounds } from '../domain/offers/campaign.ts';
import { eligibleArms } from '../domain/offers/eligible-arms.ts';
import { allowedIn, answersTo, type OfferKind, type WeakType } from '../domain/offers/offer-kinds.ts';
import { groupNames } from '../domain/standing/customer-group.ts';
import { signalNames } from '../domain/switching/signal.ts';
import { type SwitchingState, switchingStates } from '../domain/switching/switching-state.ts';
import { switchingTypes } from '../domain/switching/switching-weights.ts';
import { type ContractContext, closedObject, flag, listOf, money, numberFrom, oneOf, someOf } from './fields.ts';

const scoreNames = [...switchingTypes, 'switchingCost', 'hold', ...signalNames] as const;
const maximumScores = 25;

interface Bounds {
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

const boundsRefusal = { error: 'bounds nothing; needed is atLeast, atMost or both, atLeast not above atMost' };
const areBounds = ({ atLeast, atMost }: Bounds): boolean =>
  (atLeast !== undefined || atMost !== undefined) && (atLeast ?? 0) <= (atMost ?? Number.POSITIVE_INFINITY);

const scoreBounds = () =>
  closedObject({
    score: oneOf(scoreNames),
    atLeast: numberFrom(0, 1).optional(),
    atMost: numberFrom(0, 1).optional(),
  })
    .refine(areBounds, boundsRefusal)
    .transform((bounds): ScoreBounds => bounds);

/** Whom a campaign is for, as a marketer sends it; all that is said must hold. */
export const campaignAudienceSchema = (context: ContractContext) =>
  closedObject({
    states: someOf(switchingStates).meta({ description: 'States of switching costs that customers are in.' }),
    groups: someOf(groupNames).optional().meta({ description: 'Default: every group.' }),
    scores: listOf(scoreBounds(), 0, maximumScores).optional().meta({
      description: 'Scores and signals of switching costs within bounds, 0 to 1; one that is not known is not within.',
    }),
    lifetimeValue: closedObject({ atLeast: money(context).optional(), atMost: money(context).optional() })
      .refine(areBounds, boundsRefusal)
      .optional()
      .meta({ description: 'Net spend that is expected of the next 12 months, discounted by 1% a month.' }),
    onlyWhereWeak: flag()
      .default(false)
      .meta({ description: 'Only arms that answer a kind of switching cost which is low with the customer.' }),
  }).transform(({ lifetimeValue, ...same }): CampaignAudience => ({ ...same, lifetimeValueMinor: lifetimeValue }));

const weakTypes = Object.keys(answersTo) as readonly WeakType[];
const kindsOfAnswers = [...new Set(weakTypes.flatMap((type) => answersTo[type]))];
const listed = (kinds: readonly OfferKind[]): string => (kinds.length === 0 ? 'nothing' : kinds.join(', '));

function allowanceInWords(state: SwitchingState): string {
  const { kinds, onlyAboveMinimumSpend = false } = allowedIn[state];
  return `"${state}" allows ${listed(kinds)}${onlyAboveMinimumSpend ? ', each with a minimum spend' : ''}`;
}

/**
 * Why no customer whatsoever could get an arm of a campaign, by the table of what each state allows; undefined where
 * some customer could.
 */
export function neverSent(
  { states, onlyWhereWeak = false }: CampaignAudience,
  arms: readonly CampaignArm[],
): string | undefined {
  const rules = { arms, states, onlyWhereWeak };
  const sendable = (state: SwitchingState): boolean =>
    eligibleArms(rules, { state, weakTypes, objectsToProfiling: false, isMarginKnown: true }).length > 0;
  if (states.some(sendable)) return undefined;
  const given = [...new Set(arms.map(({ kind }) => kind))];
  const answers = onlyWhereWeak ? `; onlyWhereWeak leaves ${listed(kindsOfAnswers)}` : '';
  return `allow none of the arms, which are ${listed(given)}: ${states.map(allowanceInWords).join('; ')}${answers}`;
}
