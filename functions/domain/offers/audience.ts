import type { GroupName } from '../standing/customer-group.ts';
import type { CustomerSwitching } from '../switching/customer-switching.ts';
import type { SwitchingState } from '../switching/switching-state.ts';
import { switchingTypes } from '../switching/switching-weights.ts';
import type { CampaignAudience, ScoreBounds } from './campaign.ts';

/** Why a customer is not of a campaign's audience. */
export const audienceExclusions = ['no-score', 'state', 'group', 'score', 'lifetime-value'] as const;
export type AudienceExclusion = (typeof audienceExclusions)[number];

export interface AudienceCustomer {
  readonly state: SwitchingState | null;
  readonly group: GroupName | undefined;
  readonly lifetimeValueMinor: number | null;
  readonly switching: Pick<CustomerSwitching, 'signals' | 'scores'>;
}

function scoreOf({ signals, scores }: AudienceCustomer['switching'], { score }: ScoreBounds): number | null {
  if (score === 'switchingCost' || score === 'hold') return scores[score];
  const type = switchingTypes.find((name) => name === score);
  if (type !== undefined) return scores.types[type];
  return signals.find(({ name }) => name === score)?.value ?? null;
}

interface Bounds {
  readonly atLeast?: number;
  readonly atMost?: number;
}

const isWithin = (value: number | null, { atLeast, atMost }: Bounds): boolean =>
  value !== null && value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY);

/** The first thing that keeps a customer out of an audience; undefined of one who is in it. O(scores x signals). */
export function audienceExclusion(
  audience: CampaignAudience,
  { state, group, lifetimeValueMinor, switching }: AudienceCustomer,
): AudienceExclusion | undefined {
  const { states, groups, scores = [], lifetimeValueMinor: valueBounds } = audience;
  if (state === null) return 'no-score';
  if (!states.includes(state)) return 'state';
  if (groups !== undefined && (group === undefined || !groups.includes(group))) return 'group';
  if (valueBounds !== undefined && !isWithin(lifetimeValueMinor, valueBounds)) return 'lifetime-value';
  return scores.every((bounds) => isWithin(scoreOf(switching, bounds), bounds)) ? undefined : 'score';
}
