import type { CustomerId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import type { GroupName } from '../standing/customer-group.ts';
import type { SwitchingState } from '../switching/switching-state.ts';

/** By what a customer came to be at risk: the group `at-risk`, or the state `wavering-valuable`. */
export const crossingCauses = ['group', 'state'] as const;
export type CrossingCause = (typeof crossingCauses)[number];

/** A customer whom a night found at risk, and the night before not. One a day at most. */
export interface AtRiskCrossing {
  readonly customerId: CustomerId;
  /** Calendar day of the shop, `2026-11-23`. */
  readonly date: string;
  readonly because: CrossingCause;
  /** When the night found it. */
  readonly foundAt: Instant;
}

/** Who is given a first group was on no other side before, so crosses nothing. */
export const crossesIntoGroup = (before: GroupName | undefined, now: GroupName | null): boolean =>
  before !== undefined && before !== now && now === 'at-risk';

/** As of groups: the first night that measures a customer tells of no change. */
export const crossesIntoState = (before: SwitchingState | undefined, now: SwitchingState): boolean =>
  before !== undefined && before !== now && now === 'wavering-valuable';
