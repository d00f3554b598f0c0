import type { SignalName } from './signal.ts';

/** The upper level of spend of customers like one, in minor units. */
export interface PeerLevel {
  readonly customerCount: number;
  readonly spendP90Minor: number;
}

/** What the shop is like but for the means of its signals. Null where nothing tells it. */
export interface ShopBase {
  readonly customerCount: number;
  /** Share of value at list price that was paid below .95 of it. */
  readonly dealShare: number | null;
  /** Orders with faults, complaints an order, late orders, each per order, 0 to 1. */
  readonly faultRate: number;
  readonly complaintRate: number | null;
  readonly lateRate: number | null;
  /** Lines of a category in the last 182 days over those in the 183 before, by category. */
  readonly lateRatio: ReadonlyMap<string, number>;
  /** Kinds of set-up that anybody uses, which are those on offer. */
  readonly offeredSetUps: ReadonlySet<string>;
  /** Whether any item bought is tagged as exclusive, or as comparable. */
  readonly hasExclusiveTags: boolean;
  readonly hasComparableTags: boolean;
  /** Inertia of exclusive brands over all customers. */
  readonly pooledInertia: number | null;
  readonly medianCategoryCount: number | null;
  /** Purchase days a year that a fifth of customers exceed. */
  readonly purchaseDaysP80: number | null;
  /** By `peerGroupOf`. */
  readonly peers: ReadonlyMap<string, PeerLevel>;
}

/** What customers are compared with. */
export interface ShopContext extends ShopBase {
  /** Signals that anybody has a value of, with the mean, 0 to 1, and the customers behind it. */
  readonly means: ReadonlyMap<SignalName, { readonly mean: number; readonly customerCount: number }>;
}
