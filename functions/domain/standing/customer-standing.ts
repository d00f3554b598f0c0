import type { GroupName } from './customer-group.ts';

/** Classes of recency, frequency and spend, 1 the lowest. */
export interface RfmClasses {
  /** 5 bought most recently; by the nightly cut points. */
  readonly recency: number;
  /** 1 to 5 for 0, 1, 2, 3-4 and 5 or more repeat purchase days. */
  readonly frequency: number;
  /** 5 spent most; by the nightly cut points. */
  readonly monetary: number;
}

/** When a customer's next order is due, given that they still buy. Calendar days of the shop counted from 1970-01-01. */
export interface NextOrderDays {
  readonly medianDay: number;
  /** Ends of the 80% interval; the late one is null where it is more than ten years away. */
  readonly earlyDay: number;
  readonly lateDay: number | null;
}

/** How long it usually is between a customer's purchase days. */
export interface GapPoints {
  /** `own`: of the customer's own gaps, from three on; `shop`: of customers with as many repeat purchase days. */
  readonly of: 'own' | 'shop';
  /** Gaps the points are made of. */
  readonly gapCount: number;
  readonly medianDays: number;
  /** 80% of gaps are at most this long. */
  readonly days80: number;
  /** 95% of gaps are at most this long. */
  readonly days95: number;
}

/** What everything that is expected of a customer rests on. */
export const standingBases = ['model', 'model-without-drop-out', 'plain-rates', 'none'] as const;
export type StandingBasis = (typeof standingBases)[number];

export type GoneBecause = 'order-within-365-days-unlikely' | 'gap-beyond-own-95-percent' | 'gap-beyond-shop-95-percent';

/**
 * Where a customer stands on a day: everything that depends on time, computed when read. Null is not known, never 0.
 */
export interface CustomerStanding {
  /** Calendar day of the shop counted from 1970-01-01. */
  readonly asOfDay: number;
  /** Undefined before the first night. */
  readonly modelVersion: string | undefined;
  /**
   * `model`: MBG/NBD; `model-without-drop-out`: NBD, which MBG/NBD becomes where nobody is seen to leave;
   * `plain-rates`: of the shop, as there is no fit; `none`: before the first night.
   */
  readonly basis: StandingBasis;
  /** P(alive), 0 to 1. Null where there is no model. */
  readonly probabilityAlive: number | null;
  readonly probabilityOfOrderWithin365Days: number | null;
  readonly expectedPurchaseDaysIn90Days: number | null;
  readonly expectedPurchaseDaysIn365Days: number | null;
  /** Mean net spend of a purchase day as the spend model expects it, minor units. */
  readonly expectedSpendPerPurchaseDayMinor: number | null;
  /** Net spend expected in the next 12 months, discounted by 1% a month, minor units. */
  readonly lifetimeValue12MonthsDiscounted1PercentMinor: number | null;
  readonly nextOrder: NextOrderDays | null;
  readonly daysSinceLastOrder: number | null;
  readonly gaps: GapPoints | null;
  /** Days past the median gap; 0 or below while not late. */
  readonly daysLate: number | null;
  /** No repeat yet and first order under 60 days ago. */
  readonly isNew: boolean;
  readonly goneBecause: GoneBecause | null;
  /** Lifetime value that would be lost times the chance that it is: only of customers neither new nor gone and late. */
  readonly valueAtRiskMinor: number | null;
  readonly rfm: RfmClasses | null;
  /** Null for a customer without a purchase. */
  readonly group: GroupName | null;
}
