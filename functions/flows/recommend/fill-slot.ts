import type { ItemId } from '../../domain/ids.ts';
import type { CatalogueItem } from '../../domain/items/item.ts';
import type { Step } from '../../domain/selection/candidate.ts';
import { type SelectedItem, selectItems, sourceOf } from '../../domain/selection/select-items.ts';
import { filtersByCatalogue } from '../../domain/selection/selection-rules.ts';
import { isListKind, type SlotAnswer, type SlotRequest } from '../../domain/selection/slot.ts';
import { armOf, recommendationIdOf } from './answer-identity.ts';
import { fallbackSteps, type LazyStep } from './fallback-steps.ts';
import { type OwnEvidence, ownEvidence } from './own-evidence.ts';
import type { RecommendDeps } from './recommend-deps.ts';

interface Choice {
  readonly entries: readonly SelectedItem[];
  readonly items: ReadonlyMap<ItemId, CatalogueItem>;
}

/** Fills a list from steps; reads what the catalogue says of their candidates, and only then of the many. */
async function choose(
  deps: RecommendDeps,
  slot: SlotRequest,
  steps: readonly Step[],
  besides: readonly ItemId[],
): Promise<Choice> {
  const { rules, limit } = slot;
  // Few candidates fall to the rule of variants alone, and each that is looked up is a read.
  const few = steps.length === 1 && !filtersByCatalogue(rules) ? limit * 2 : Infinity;
  for (const width of [few, Infinity]) {
    const seen = steps.map(({ source, candidates }) => ({ source, candidates: candidates.slice(0, width) }));
    const candidateIds = seen.flatMap(({ candidates }) => candidates.map(({ itemId }) => itemId));
    const items = await deps.catalogue.lookup([...besides, ...rules.pinned, ...candidateIds]);
    const entries = selectItems({ steps: seen, rules, lookup: (itemId) => items.get(itemId), besides, limit });
    const isCut = steps.some(({ candidates }) => candidates.length > width);
    if (!isCut || entries.filter(({ isBuried }) => !isBuried).length >= limit) return { entries, items };
  }
  return { entries: [], items: new Map() };
}

/** Whether the list needs no further step. */
function isDone({ limit, fill, rules }: SlotRequest, entries: readonly SelectedItem[]): boolean {
  if (fill) return entries.filter(({ isBuried }) => !isBuried).length >= limit;
  return entries.some(({ itemId }) => !rules.pinned.includes(itemId));
}

async function isKnown(deps: RecommendDeps, slot: SlotRequest, own: OwnEvidence, asked: number): Promise<boolean> {
  if (own.sold || asked > 0 || isListKind(slot.kind)) return true;
  const [itemId] = slot.items;
  // What is sold but has no row of this kind shows in the row of the other.
  if (itemId === undefined || slot.kind === 'together' || slot.kind === 'basket') return false;
  return ((await deps.recommendations.findTogether(itemId))?.basketCount ?? 0) > 0;
}

/**
 * Fills one slot along the ladder: the evidence of what was asked for, best-sellers of its category, the shop's. One
 * read where there is evidence enough and the catalogue is in memory; two to six otherwise.
 * @param named items that stand elsewhere on the page, or that the customer owns: neither they nor their variants are
 *   named
 */
export async function fillSlot(
  deps: RecommendDeps,
  slot: SlotRequest,
  named: readonly ItemId[] = [],
): Promise<SlotAnswer> {
  const arm = armOf(deps, slot);
  const own = await ownEvidence(deps, slot, arm.ranking);
  const besides = [...slot.items, ...named];
  const steps: Step[] = arm.isUnpersonalised || isListKind(slot.kind) ? [] : [own.step];
  let choice = await choose(deps, slot, steps, besides);
  const asked = slot.items.map((itemId) => choice.items.get(itemId)).filter((item) => item !== undefined);
  // Also where a well-sold item has no row of the kind: its brand is the next best there is to go by.
  const isCold = !arm.isUnpersonalised && own.step.candidates.length === 0;
  const fallbacks: readonly LazyStep[] = fallbackSteps(deps, slot, asked, isCold);
  for (const fallback of fallbacks) {
    if (isDone(slot, choice.entries)) break;
    steps.push(await fallback());
    choice = await choose(deps, slot, steps, besides);
  }
  const { entries, items } = choice;
  return {
    kind: slot.kind,
    known: await isKnown(deps, slot, own, asked.length),
    source: sourceOf(entries),
    recommendationId: recommendationIdOf(deps, slot, arm, own.scoringVersion),
    entries: entries.map(({ itemId, score, source, evidence }, place) => {
      const item = items.get(itemId);
      return { itemId, rank: place + 1, score, source, evidence, ...(item === undefined ? {} : { item }) };
    }),
  };
}
