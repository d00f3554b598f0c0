import { isDrawn, unpersonalisedShare } from '../../domain/attribution/experiment.ts';
import { type AnswerIdentity, encodeRecommendationId } from '../../domain/attribution/recommendation-id.ts';
import { shareOfVisitor } from '../../domain/attribution/visitor-hash.ts';
import type { Ranking } from '../../domain/selection/ranking.ts';
import type { SlotRequest } from '../../domain/selection/slot.ts';
import type { RecommendDeps } from './recommend-deps.ts';

/** Answers of a quarter of an hour name the same time, so that an answer that did not change is the same to the byte. */
const identityMilliseconds = 15 * 60_000;

/** By which rules a slot is filled for this visitor. */
export interface Arm {
  readonly ranking: Ranking;
  readonly variant?: 'a' | 'b';
  readonly isUnpersonalised: boolean;
}

/** A few slots show the plain list, so that what evidence adds can be measured against it: all day for a visitor. */
function isUnpersonalised(deps: RecommendDeps, slot: SlotRequest): boolean {
  if (!isDrawn(slot)) return false;
  const { visitorId, placement } = slot;
  if (visitorId === undefined) return deps.draw() < unpersonalisedShare;
  const day = deps.now().toISOString().slice(0, 10);
  return shareOfVisitor(`${visitorId}|${placement}|${day}`, 'unpersonalised') < unpersonalisedShare;
}

export function armOf(deps: RecommendDeps, slot: SlotRequest): Arm {
  const { comparison } = deps;
  const plain = isUnpersonalised(deps, slot);
  const isCompared = slot.kind === 'together' || slot.kind === 'basket';
  if (comparison === undefined || !isCompared || slot.visitorId === undefined) {
    return { ranking: 'served', isUnpersonalised: plain };
  }
  const variant = shareOfVisitor(slot.visitorId, 'ranking') < comparison.share ? 'b' : 'a';
  return { ranking: variant === 'b' ? comparison.ranking : 'served', variant, isUnpersonalised: plain };
}

export function recommendationIdOf(deps: RecommendDeps, slot: SlotRequest, arm: Arm, scoringVersion: number): string {
  const { kind, items, placement } = slot;
  const [subject] = items;
  const answeredAt = Math.floor(deps.now().getTime() / identityMilliseconds) * identityMilliseconds;
  const identity: AnswerIdentity = {
    kind,
    ...(kind === 'basket' || subject === undefined ? {} : { subject }),
    ...(placement === undefined ? {} : { placement }),
    scoringVersion,
    ...(arm.variant === undefined ? {} : { variant: arm.variant }),
    isUnpersonalised: arm.isUnpersonalised,
    answeredAt: new Date(answeredAt).toISOString(),
  };
  return encodeRecommendationId(identity);
}
