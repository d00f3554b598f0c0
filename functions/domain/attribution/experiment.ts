import type { AnswerKind } from './recommendation-id.ts';

/** Share of slots that show the plain list, as if nothing were known of the item or the customer. */
export const unpersonalisedShare = 0.02;

/** Share of visitors on side b of the A/B switch, where nobody says otherwise. */
export const defaultVariantBShare = 0.5;

const measuredKinds: readonly AnswerKind[] = ['together', 'next', 'similar', 'basket', 'for-you'];

/**
 * Whether answers of a kind at a named place are drawn to be plain. Lists of the shop are plain themselves, buying
 * again has no plain list, and a call that names no place is not part of a page that is measured.
 */
export const isDrawn = ({
  kind,
  placement,
}: {
  readonly kind: AnswerKind;
  readonly placement?: string | undefined;
}): boolean => placement !== undefined && measuredKinds.includes(kind);
