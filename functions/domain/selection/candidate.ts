import type { ItemId } from '../ids.ts';
import type { Evidence } from './evidence.ts';

/** How far from what was asked for an entry comes: the ladder's steps, most specific first. */
export const sources = ['item', 'basket', 'category', 'shop', 'pinned'] as const;
export type Source = (typeof sources)[number];

/** An item that may be named, before any rule. */
export interface Candidate<Reason extends Evidence = Evidence> {
  readonly itemId: ItemId;
  /** 0 to 1; compares only with candidates of the same step of the ladder. */
  readonly score: number;
  readonly evidence: Reason;
}

/** One step of the fallback ladder. */
export interface Step {
  readonly source: Source;
  /** Best first. */
  readonly candidates: readonly Candidate[];
}
