import type { ItemId } from '../ids.ts';
import type { CatalogueItem } from '../items/item.ts';
import type { Source } from './candidate.ts';
import type { Evidence } from './evidence.ts';
import type { SelectionRules } from './selection-rules.ts';

export const itemKinds = ['together', 'next', 'similar'] as const;
export const listKinds = ['bestsellers', 'trending', 'new'] as const;
export const slotKinds = [...itemKinds, 'basket', ...listKinds] as const;
export type ListKind = (typeof listKinds)[number];
export type SlotKind = (typeof slotKinds)[number];

export const isListKind = (kind: SlotKind): kind is ListKind => listKinds.some((name) => name === kind);

/** A place of a page that is to be filled. */
export interface SlotRequest {
  readonly kind: SlotKind;
  /** The item asked for, or the cart; empty for lists of the shop. Distinct. */
  readonly items: readonly ItemId[];
  /** 1 to 50. */
  readonly limit: number;
  /** Whether a list that is short is filled up along the ladder; else a fallback comes only where there is nothing. */
  readonly fill: boolean;
  readonly rules: SelectionRules;
  /** Who sees it; keeps a visitor on one side of a comparison. */
  readonly visitorId?: string;
  /** Where the shop shows it. */
  readonly placement?: string;
}

/** An entry of an answer. */
export interface AnsweredItem {
  readonly itemId: ItemId;
  /** From 1. */
  readonly rank: number;
  /** 0 to 1; compares only with entries of the same source. */
  readonly score: number;
  readonly source: Source;
  readonly evidence: Evidence;
  /** What the catalogue says of it. */
  readonly item?: CatalogueItem;
}

export interface SlotAnswer {
  readonly kind: SlotKind;
  /** The shop sold or listed the item asked for, or one of the cart; true for lists of the shop. */
  readonly known: boolean;
  /** The most specific source that an entry came of. */
  readonly source: Source | 'none';
  readonly recommendationId: string;
  readonly entries: readonly AnsweredItem[];
}
