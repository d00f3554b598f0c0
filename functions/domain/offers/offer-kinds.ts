import type { SwitchingState } from '../switching/switching-state.ts';

/** What a shop can offer. */
export const offerKinds = [
  'percent',
  'amount',
  'free-shipping',
  'points',
  'tier-credit',
  'gift-item',
  'bundle',
  'subscription-set-up',
  'early-access',
  'service-call',
] as const;
export type OfferKind = (typeof offerKinds)[number];

/** A type of switching cost that is low with a customer. */
export type WeakType = 'financial' | 'procedural' | 'relational';

/** What makes this order cheaper. A bundle counts: its items cost less together. */
export const discountKinds: readonly OfferKind[] = ['percent', 'amount', 'free-shipping', 'bundle'];

/**
 * What answers a weak type. A discount answers none: it buys an order and binds nobody.
 * Source of the types: Burnham, Frels & Mahajan 2003, Journal of the Academy of Marketing Science 31(2).
 */
export const answersTo: Readonly<Record<WeakType, readonly OfferKind[]>> = {
  financial: ['points', 'tier-credit'],
  procedural: ['subscription-set-up', 'bundle'],
  relational: ['early-access', 'service-call'],
};

interface Allowance {
  readonly kinds: readonly OfferKind[];
  /** Only offers that ask for a minimum spend. */
  readonly onlyAboveMinimumSpend?: true;
}

/**
 * What a customer may be offered at all. A campaign can narrow it, nothing can widen it.
 * - captive, service-first: who has something to complain of is called, neither baited nor bound.
 * - core: a reward and never a discount, which would teach the best customers to wait for one.
 * - bargain-visitor: buys on promotion anyway, so only what makes the basket larger.
 * - steady: recommendations are enough.
 */
export const allowedIn: Readonly<Record<SwitchingState, Allowance>> = {
  captive: { kinds: ['service-call'] },
  'service-first': { kinds: ['service-call'] },
  new: { kinds: ['percent', 'amount', 'free-shipping', 'points', 'gift-item', 'bundle'] },
  gone: { kinds: ['percent', 'amount', 'free-shipping', 'gift-item', 'service-call'] },
  'bargain-visitor': { kinds: ['percent', 'amount', 'free-shipping'], onlyAboveMinimumSpend: true },
  'wavering-valuable': { kinds: offerKinds },
  core: { kinds: ['points', 'tier-credit', 'gift-item', 'early-access', 'service-call'] },
  'loyal-but-light': { kinds: ['points', 'tier-credit', 'gift-item', 'bundle', 'subscription-set-up', 'early-access'] },
  steady: { kinds: [] },
};
