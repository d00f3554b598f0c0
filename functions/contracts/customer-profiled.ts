import type { CustomerActivity } from '../domain/customers/customer-activity.ts';
import type { Instant } from '../domain/orders/order.ts';
import type { CrossBuying } from '../domain/purchase-rhythm/cross-buying.ts';
import type { PurchaseRhythm } from '../domain/purchase-rhythm/purchase-rhythm.ts';
import type { GroupState } from '../domain/standing/customer-group.ts';
import type { CustomerModels } from '../domain/standing/customer-models.ts';
import type { CustomerStanding } from '../domain/standing/customer-standing.ts';

/** Loyalty as behaviour shows it; null is not known. */
export interface LoyaltyFound {
  readonly repurchasedWithin90Days: boolean | null;
  readonly repurchasedWithin365Days: boolean | null;
  readonly boughtInYear: boolean;
  readonly boughtInYearBefore: boolean | null;
}

/** What is made of a customer's facts when they are read: of one who does not object to it. */
export interface ProfiledFound {
  /** The shop's `as of` at reading. */
  readonly asOf: Instant;
  /** Undefined before the first night. */
  readonly models: CustomerModels | undefined;
  readonly standing: CustomerStanding;
  /** As the latest night has it; undefined where none has placed the customer. */
  readonly group: GroupState | undefined;
  readonly activity: CustomerActivity;
  readonly rhythm: PurchaseRhythm;
  readonly crossBuying: CrossBuying;
  readonly loyalty: LoyaltyFound;
}

export const hasNoPurchase = ({ standing }: Pick<ProfiledFound, 'standing'>): boolean =>
  standing.daysSinceLastOrder === null;
