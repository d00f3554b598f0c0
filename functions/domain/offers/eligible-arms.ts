import type { SwitchingState } from '../switching/switching-state.ts';
import type { ArmTerms } from './campaign.ts';
import { allowedIn, answersTo, discountKinds, type WeakType } from './offer-kinds.ts';

/** What of an arm decides whether it may be offered. */
type ArmRules = Pick<ArmTerms, 'kind' | 'minimumSpendMinor'>;

export interface CampaignRules<Arm extends ArmRules> {
  readonly arms: readonly Arm[];
  /** The states a campaign is for. */
  readonly states: readonly SwitchingState[];
  /** Only arms that answer a weak type of the customer. */
  readonly onlyWhereWeak: boolean;
}

export interface CustomerEligibility {
  /** Null where there is no score, so nothing is known that would justify an offer. */
  readonly state: SwitchingState | null;
  readonly weakTypes: readonly WeakType[];
  readonly objectsToProfiling: boolean;
  /** Whether the margin comes from unit costs or a stated rate of the shop. */
  readonly isMarginKnown: boolean;
}

/**
 * The arms of a campaign that a customer may get. It only ever takes arms away, so whatever a campaign asks for, the
 * table of states holds. Without a known margin there is no discount: nobody could say what it costs. To be logged for
 * customers who are held out too. O(arms).
 */
export function eligibleArms<Arm extends ArmRules>(
  rules: CampaignRules<Arm>,
  customer: CustomerEligibility,
): readonly Arm[] {
  const { state, weakTypes, objectsToProfiling, isMarginKnown } = customer;
  if (objectsToProfiling || state === null || !rules.states.includes(state)) return [];
  const { kinds, onlyAboveMinimumSpend = false } = allowedIn[state];
  return rules.arms.filter(
    ({ kind, minimumSpendMinor }) =>
      kinds.includes(kind) &&
      (!onlyAboveMinimumSpend || minimumSpendMinor > 0) &&
      (isMarginKnown || !discountKinds.includes(kind)) &&
      (!rules.onlyWhereWeak || weakTypes.some((type) => answersTo[type].includes(kind))),
  );
}
