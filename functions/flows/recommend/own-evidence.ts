import { scoringVersion } from '../../domain/copurchase/item-recommendations.ts';
import { relationsVersion } from '../../domain/relations/item-relations.ts';
import type { Step } from '../../domain/selection/candidate.ts';
import { type Ranking, versionOfRanking } from '../../domain/selection/ranking.ts';
import { nextCandidates, similarCandidates } from '../../domain/selection/relation-candidates.ts';
import { isListKind, type SlotRequest } from '../../domain/selection/slot.ts';
import { basketCandidates, togetherCandidates } from '../../domain/selection/together-candidates.ts';
import type { RecommendDeps } from './recommend-deps.ts';

/** What orders say of the items asked for. */
export interface OwnEvidence {
  readonly step: Step;
  /** One of the items asked for has been sold. */
  readonly sold: boolean;
  /** Version of the rules that ranked it. */
  readonly scoringVersion: number;
}

const nothing: OwnEvidence = { step: { source: 'item', candidates: [] }, sold: false, scoringVersion };

async function ofCart(deps: RecommendDeps, { items }: SlotRequest, ranking: Ranking): Promise<OwnEvidence> {
  const rows = await deps.recommendations.findTogetherOf(items);
  const totals = await deps.totals.totalsFor(rows.values());
  return {
    step: { source: 'basket', candidates: basketCandidates(rows.values(), items.length, ranking, totals) },
    sold: [...rows.values()].some(({ basketCount }) => basketCount > 0),
    scoringVersion: versionOfRanking(ranking),
  };
}

/** The first step of the ladder: one read for an item, one batch for a cart, none for a list of the shop; the totals once a minute. */
export async function ownEvidence(deps: RecommendDeps, slot: SlotRequest, ranking: Ranking): Promise<OwnEvidence> {
  const [itemId] = slot.items;
  if (isListKind(slot.kind) || itemId === undefined) return nothing;
  switch (slot.kind) {
    case 'basket':
      return ofCart(deps, slot, ranking);
    case 'together': {
      const row = await deps.recommendations.findTogether(itemId);
      if (row === undefined) return { ...nothing, scoringVersion: versionOfRanking(ranking) };
      const totals = await deps.totals.totalsFor([row]);
      return {
        step: { source: 'item', candidates: togetherCandidates(row, ranking, totals) },
        sold: row.basketCount > 0,
        scoringVersion: ranking === 'served' ? row.scoringVersion : versionOfRanking(ranking),
      };
    }
    case 'next': {
      const row = await deps.relations.findNext(itemId);
      const candidates = row === undefined ? [] : nextCandidates(row);
      return { step: { source: 'item', candidates }, sold: row !== undefined, scoringVersion: relationsVersion };
    }
    case 'similar': {
      const row = await deps.relations.findSimilar(itemId);
      const candidates = row === undefined ? [] : similarCandidates(row);
      return { step: { source: 'item', candidates }, sold: row !== undefined, scoringVersion: relationsVersion };
    }
  }
}
