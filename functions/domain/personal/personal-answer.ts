import type { CustomerId, ItemId } from '../ids.ts';
import type { CatalogueItem } from '../items/item.ts';
import type { Evidence } from '../selection/evidence.ts';
import type { SelectionRules } from '../selection/selection-rules.ts';
import type { DueItem } from './buy-again.ts';

export const personalKinds = ['for-you', 'buy-again'] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** `customer`: made of the customer's own history; the others are fallbacks, or chosen by the shop. */
export const personalSources = ['customer', 'category', 'shop', 'pinned'] as const;
export type PersonalSource = (typeof personalSources)[number];

/** Why a list is empty. */
export const emptyReasons = ['objection', 'unknown-customer', 'nothing-due', 'nothing-left'] as const;
export type EmptyReason = (typeof emptyReasons)[number];

interface RequestFields {
  readonly customerId: CustomerId;
  /** 1 to 50. */
  readonly limit: number;
  readonly rules: SelectionRules;
  /** Where the shop shows it. */
  readonly placement?: string;
}

export interface ForYouRequest extends RequestFields {
  readonly kind: 'for-you';
  /** Whether a short list is filled up with best-sellers; else they come only where there is nothing. */
  readonly fill: boolean;
  /** Whether what the customer has bought is left out. */
  readonly excludeOwned: boolean;
  /** Items the customer looked at, latest first. */
  readonly viewed: readonly ItemId[];
  /** 0 to 1: what a view weighs beside a purchase of today. */
  readonly viewWeight: number;
}

export interface BuyAgainRequest extends RequestFields {
  readonly kind: 'buy-again';
}

export type PersonalRequest = ForYouRequest | BuyAgainRequest;

/** What every entry of an answer says. */
interface EntryFields {
  readonly itemId: ItemId;
  /** From 1. */
  readonly rank: number;
  /** 0 to 1; compares only with entries of the same source. */
  readonly score: number;
  /** What the catalogue says of it. */
  readonly item?: CatalogueItem;
}

/** The item of a history that says most for an entry, and how the customer came by it. */
export interface Because {
  readonly itemId: ItemId;
  /** Its name, where the catalogue has one. */
  readonly name?: string;
  /** Day of the last purchase, counted from 1970-01-01; absent for an item that was only looked at. */
  readonly lastDay?: number;
}

export interface ForYouEntry extends EntryFields {
  readonly source: PersonalSource;
  readonly evidence: Evidence;
  readonly because?: Because;
}

export interface BuyAgainEntry extends EntryFields {
  readonly due: DueItem;
}

interface AnswerFields {
  readonly customerId: CustomerId;
  /** The shop has had an order or return of this customer. */
  readonly known: boolean;
  readonly recommendationId: string;
  /** Day of the shop that the answer refers to, counted from 1970-01-01. */
  readonly today: number;
  /** Only where the list is empty. */
  readonly emptyReason?: EmptyReason;
}

export type PersonalAnswer =
  | (AnswerFields & {
      readonly kind: 'for-you';
      /** The most specific source that an entry came of. */
      readonly source: PersonalSource | 'none';
      readonly entries: readonly ForYouEntry[];
    })
  | (AnswerFields & {
      readonly kind: 'buy-again';
      readonly source: 'customer' | 'none';
      readonly entries: readonly BuyAgainEntry[];
    });
