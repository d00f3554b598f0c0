import { isDrawn, unpersonalisedShare } from '../../domain/attribution/experiment.ts';
import { encodeRecommendationId } from '../../domain/attribution/recommendation-id.ts';
import { shareOfVisitor } from '../../domain/attribution/visitor-hash.ts';
import { scoringVersion } from '../../domain/copurchase/item-recommendations.ts';
import type { PersonalRequest } from '../../domain/personal/personal-answer.ts';
import { relationsVersion } from '../../domain/relations/item-relations.ts';

/**
 * Whether a list stays unpersonalised: the same all day for a customer and a place. A call that names no place is none
 * of a page that is measured, and gets what it asked for; so does `buy-again`, which has no plain list to show instead.
 */
export const isUnpersonalised = ({ kind, customerId, placement }: PersonalRequest, now: Date): boolean =>
  isDrawn({ kind, placement }) &&
  shareOfVisitor(`${customerId}|${placement}|${now.toISOString().slice(0, 10)}`, 'unpersonalised') <
    unpersonalisedShare;

/** Names no customer: the id travels through pages and orders. */
export const personalIdOf = (request: PersonalRequest, plain: boolean, now: Date): string =>
  encodeRecommendationId({
    kind: request.kind,
    ...(request.placement === undefined ? {} : { placement: request.placement }),
    scoringVersion: request.kind === 'for-you' ? scoringVersion : relationsVersion,
    isUnpersonalised: plain,
    answeredAt: now.toISOString(),
  });
