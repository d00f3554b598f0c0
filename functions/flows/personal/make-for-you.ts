import type { BestSellerList } from '../../domain/copurchase/best-sellers.ts';
import type { ItemId } from '../../domain/ids.ts';
import type { CatalogueItem } from '../../domain/items/item.ts';
import type { BoughtItem } from '../../domain/personal/bought-items.ts';
import {
  favouriteCategory,
  forYouCandidates,
  maximumHistoryItems,
  weighHistory,
} from '../../domain/personal/for-you.ts';
import type { Because, ForYouEntry, ForYouRequest } from '../../domain/personal/personal-answer.ts';
import type { Source, Step } from '../../domain/selection/candidate.ts';
import { bestSellerCandidates } from '../../domain/selection/list-candidates.ts';
import { type SelectedItem, selectItems } from '../../domain/selection/select-items.ts';
import { filtersByCatalogue } from '../../domain/selection/selection-rules.ts';
import type { MakeListDeps } from './personal-deps.ts';

/** Candidates looked up at most: each is a read of the catalogue where it is not in memory. */
const maximumCandidates = 200;

type Items = ReadonlyMap<ItemId, CatalogueItem>;

async function bestSellerStep(deps: MakeListDeps, list: BestSellerList): Promise<Step> {
  const items = await deps.lists.bestSellers(list);
  return list === 'shop'
    ? { source: 'shop', candidates: bestSellerCandidates({ items }, 'shop-best-seller') }
    : { source: 'category', candidates: bestSellerCandidates({ items }, 'category-best-seller') };
}

const personalSource = (source: Source) => (source === 'item' || source === 'basket' ? 'customer' : source);

function becauseOf({ evidence }: SelectedItem, bought: readonly BoughtItem[], items: Items): Because | undefined {
  if (evidence.reasonCode !== 'bought-together' || evidence.becauseOf === undefined) return undefined;
  const itemId = evidence.becauseOf;
  const lastDay = bought.find((item) => item.itemId === itemId)?.lastDay;
  const name = items.get(itemId)?.name ?? items.get(itemId)?.title;
  return { itemId, ...(name === undefined ? {} : { name }), ...(lastDay === undefined ? {} : { lastDay }) };
}

/**
 * What goes with a customer's history, then best-sellers of the category they buy most of, then of the shop. Reads the
 * rows of the latest 30 items in one batch, and the catalogue and best-sellers where they are not in memory.
 * @param bought latest first; empty for a customer nothing is known of
 * @param plain leaves the history out, for comparison
 */
export async function makeForYou(
  deps: MakeListDeps,
  request: ForYouRequest,
  bought: readonly BoughtItem[],
  owned: readonly ItemId[],
  plain: boolean,
  today: number,
): Promise<readonly ForYouEntry[]> {
  const { limit, fill, excludeOwned } = request;
  const rules = excludeOwned ? { ...request.rules, exclude: [...request.rules.exclude, ...owned] } : request.rules;
  const history = plain ? [] : weighHistory(bought, request.viewed, request.viewWeight, today);
  const speaking = history.map(({ itemId }) => itemId);
  // Of an owned item its variants are left out too, as far as it was looked up: that of the latest ones.
  const besides = excludeOwned ? owned.slice(0, maximumHistoryItems) : [];
  const rows = await deps.recommendations.findTogetherOf(speaking);
  const totals = await deps.totals.totalsFor(rows.values());
  const hidden = new Set(rules.exclude);
  const candidates = forYouCandidates(history, rows, totals).filter(({ itemId }) => !hidden.has(itemId));
  const steps: Step[] = [];
  let items: Items = new Map();
  let entries: readonly SelectedItem[] = [];

  async function choose(): Promise<void> {
    const named = steps.flatMap((step) => step.candidates.map(({ itemId }) => itemId));
    items = await deps.catalogue.lookup([...speaking, ...besides, ...rules.pinned, ...named]);
    entries = selectItems({ steps, rules, lookup: (itemId) => items.get(itemId), besides, limit });
  }
  const isFull = (): boolean => entries.filter(({ isBuried }) => !isBuried).length >= limit;
  const isDone = (): boolean => (fill ? isFull() : entries.some(({ itemId }) => !rules.pinned.includes(itemId)));

  // Few candidates fall to the rules where these look at variants alone.
  const widths = filtersByCatalogue(rules) ? [maximumCandidates] : [limit * 2, maximumCandidates];
  for (const width of widths) {
    steps.splice(0, 1, { source: 'item', candidates: candidates.slice(0, width) });
    await choose();
    if (isFull() || candidates.length <= width) break;
  }
  const category = rules.category ?? favouriteCategory(history, (itemId) => items.get(itemId)?.category);
  const lists: readonly BestSellerList[] = category === undefined ? ['shop'] : [{ category }, 'shop'];
  for (const list of lists) {
    if (isDone()) break;
    steps.push(await bestSellerStep(deps, list));
    await choose();
  }
  return entries.map((entry, place) => {
    const item = items.get(entry.itemId);
    const because = becauseOf(entry, bought, items);
    return {
      itemId: entry.itemId,
      rank: place + 1,
      score: entry.score,
      source: personalSource(entry.source),
      evidence: entry.evidence,
      ...(because === undefined ? {} : { because }),
      ...(item === undefined ? {} : { item }),
    };
  });
}
