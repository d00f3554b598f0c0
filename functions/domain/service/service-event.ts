import type { CustomerId, ItemId, OrderId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';

/** Set-ups that save a customer effort while they stay. */
export const setUpKinds = ['saved-address', 'saved-payment', 'subscription', 'list', 'size-profile'] as const;
export type SetUpKind = (typeof setUpKinds)[number];

/** What a customer turns to the shop with. */
export const caseKinds = ['complaint', 'question', 'return', 'repair'] as const;
export type CaseKind = (typeof caseKinds)[number];

export const caseSteps = ['opened', 'answered', 'resolved', 'reopened'] as const;
export type CaseStep = (typeof caseSteps)[number];

interface OfCustomer {
  readonly eventId: string;
  readonly occurredAt: Instant;
  readonly customerId: CustomerId;
}

/** What happens between a shop and a customer beside orders and returns, as the shop tells it. */
export type ServiceEvent =
  | (OfCustomer & { readonly type: 'setup'; readonly kind: SetUpKind; readonly isInUse: boolean })
  /** One to five stars, of an order or an item. */
  | (OfCustomer & {
      readonly type: 'rating';
      readonly stars: number;
      readonly orderId?: OrderId;
      readonly itemId?: ItemId;
    })
  /** A step in what a customer turned to the shop with; the steps of one case have its id. */
  | (OfCustomer & {
      readonly type: 'case';
      readonly caseId: string;
      readonly kind: CaseKind;
      readonly step: CaseStep;
      readonly orderId?: OrderId;
      readonly channel?: string;
      /** Who took the step for the shop. */
      readonly agent?: string;
    })
  /** Somebody became a customer through this one. */
  | (OfCustomer & { readonly type: 'referral'; readonly referredCustomerId?: CustomerId })
  | (OfCustomer & { readonly type: 'review'; readonly itemId: ItemId })
  /** An item that was wanted, by a look or a search, and could not be had. */
  | (OfCustomer & { readonly type: 'stock-out'; readonly itemId: ItemId })
  /** For shops whose orders tell no times of delivery. */
  | (OfCustomer & { readonly type: 'late-delivery'; readonly orderId: OrderId; readonly daysLate: number })
  /** A row of the ledger of points; the value is in minor units, below 0 for points used or expired. */
  | (OfCustomer & { readonly type: 'points'; readonly valueMinor: number; readonly daysToNextReward?: number })
  /** What a tier gave on an order or at a time, minor units. */
  | (OfCustomer & { readonly type: 'tier-benefit'; readonly tier: string; readonly benefitMinor: number });

export type ServiceEventType = ServiceEvent['type'];

/** In the order that errors name them. */
export const serviceEventTypes = [
  'setup',
  'rating',
  'case',
  'referral',
  'review',
  'stock-out',
  'late-delivery',
  'points',
  'tier-benefit',
] as const satisfies readonly ServiceEventType[];
