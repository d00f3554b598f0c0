import type { BestSellerList } from '../copurchase/best-sellers.ts';
import type { ItemId } from '../ids.ts';
import type { CatalogueItem } from '../items/item.ts';
import { productOf } from '../items/product-of.ts';
import type { Instant } from '../orders/order.ts';
import type { BuyerHistories } from './buyer-histories.ts';
import { countOrders } from './item-orders.ts';
import { defaultMaximumItemsOfCustomer, gatherItemPurchases } from './item-purchases.ts';
import {
  type NewItem,
  type NextItems,
  type RebuyRhythm,
  relationsVersion,
  type SimilarItems,
  type TrendingItem,
} from './item-relations.ts';
import { medianGapDays } from './median-gap.ts';
import { isNew, rankNewItems } from './new-items.ts';
import { rebuyRhythms } from './rebuy.ts';
import { type ItemGroups, type PairTests, relatePairs } from './relate-pairs.ts';
import { rankTrending, trendingCandidates } from './trending.ts';

/** What the catalogue has to say about relations. */
export type RelationFacts = Pick<CatalogueItem, 'category' | 'variantOf' | 'launchedAt'>;

export interface RelateSettings {
  /** The shop's clock. Orders after it have to be left out before. */
  readonly asOf: Instant;
  /** The calendar day of an instant, the one the histories were built with. */
  readonly dayOf: (instant: Instant) => number;
  /** Customers of more distinct items give no `next` and `similar`. Default 1,000. */
  readonly maximumItemsOfCustomer?: number;
}

/** A list of the shop or of a category. */
export interface RelatedList<Entry> {
  readonly list: BestSellerList;
  readonly items: readonly Entry[];
}

export interface RelatedShop {
  /** Of items that have any, ascending by id; made while they are read. */
  next(): Generator<NextItems, void, undefined>;
  /** Of items that have any, ascending by id; made while they are read. */
  similar(): Generator<SimilarItems, void, undefined>;
  /** Of items that were bought again, ascending by id. */
  readonly rhythms: readonly RebuyRhythm[];
  /** Of the shop and of each category; lists without items are left out. */
  readonly trending: readonly RelatedList<TrendingItem>[];
  readonly newItems: readonly RelatedList<NewItem>[];
  readonly tests: Readonly<PairTests>;
  /** Customers of too many distinct items for `next` and `similar`. */
  readonly leftOutCustomers: number;
}

/** Equal numbers for equal texts, -1 for none. */
function numbersOf(texts: readonly (string | undefined)[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    if (text === undefined) return -1;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** A list of the whole shop and one of each category, by what the catalogue says of the entries. */
function listsOf<Candidate, Entry>(
  candidates: readonly Candidate[],
  categoryOf: (candidate: Candidate) => string | undefined,
  rank: (candidates: readonly Candidate[]) => readonly Entry[],
): readonly RelatedList<Entry>[] {
  const byCategory = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const category = categoryOf(candidate);
    if (category === undefined) continue;
    const found = byCategory.get(category);
    if (found === undefined) byCategory.set(category, [candidate]);
    else found.push(candidate);
  }
  const shop: RelatedList<Entry>[] = candidates.length === 0 ? [] : [{ list: 'shop', items: rank(candidates) }];
  return [...shop, ...[...byCategory].map(([category, found]) => ({ list: { category }, items: rank(found) }))];
}

/**
 * All that a night makes of the histories of all buyers: what is bought later, what replaces what, how things are
 * bought again, what sells more than it did, and what is new. docs/relations.md has the methods and their measures.
 * The same facts give the same answer, in whatever order they were read. O(lines + sum over customers of their
 * distinct items² + pairs of at least ten customers x days) time; memory by lines, not by pairs.
 * @param facts of the catalogue, by item; items it does not know have no category and are products of their own
 */
export function relateItems(
  histories: BuyerHistories,
  facts: ReadonlyMap<ItemId, RelationFacts>,
  settings: RelateSettings,
): RelatedShop {
  const { itemIds, days } = histories;
  const { asOf, dayOf, maximumItemsOfCustomer = defaultMaximumItemsOfCustomer } = settings;
  const asOfDay = dayOf(asOf);
  const purchases = gatherItemPurchases(histories, maximumItemsOfCustomer);
  const groups: ItemGroups = {
    products: numbersOf(itemIds.map((itemId) => productOf(itemId, (id) => facts.get(id)))),
    categories: numbersOf(itemIds.map((itemId) => facts.get(itemId)?.category)),
  };
  const pairs = relatePairs(histories, purchases, groups);
  const idOf = (item: number): ItemId[] => itemIds.slice(item, item + 1);
  const headOf = (itemId: ItemId, item: number) => ({
    itemId,
    buyerCount: (purchases.buyerOffsets[item + 1] ?? 0) - (purchases.buyerOffsets[item] ?? 0),
    asOf,
    relationsVersion,
  });

  function* next(): Generator<NextItems, void, undefined> {
    for (const [item, itemId] of itemIds.entries()) {
      const neighbours = pairs.directed.best(item).flatMap(({ other, after, before, expectedShare }) =>
        idOf(other).map((otherId) => ({
          itemId: otherId,
          buyersAfter: after,
          buyersBefore: before,
          expectedAfterPerMille: Math.round(1_000 * expectedShare),
          usualGapDays: medianGapDays(purchases, item, other),
        })),
      );
      if (neighbours.length > 0) yield { ...headOf(itemId, item), kind: 'next', neighbours };
    }
  }

  function* similar(): Generator<SimilarItems, void, undefined> {
    for (const [item, itemId] of itemIds.entries()) {
      const neighbours = pairs.substitutes
        .best(item, ({ chance }) => chance < pairs.allowedChance)
        .flatMap(({ other, buyersOfBoth, expectedBuyers, together, expectedTogether }) =>
          idOf(other).map((otherId) => ({
            itemId: otherId,
            buyersOfBoth,
            expectedBuyersOfBoth: tenth(expectedBuyers),
            baskets: together,
            expectedBaskets: tenth(expectedTogether),
          })),
        );
      if (neighbours.length > 0) yield { ...headOf(itemId, item), kind: 'similar', neighbours };
    }
  }

  const availableSince = itemIds.map(
    (itemId, item) => facts.get(itemId)?.launchedAt ?? new Date(histories.firstOrderedAt[item] ?? 0).toISOString(),
  );
  const availableSinceDays = Int32Array.from(availableSince, dayOf);
  const shopSinceDay = days.reduce((least, day) => Math.min(least, day), asOfDay);
  const { byItem } = countOrders(histories, shopSinceDay, asOfDay + 1);
  const sold: readonly NewItem[] = itemIds.flatMap((itemId, item) => {
    const hasLaunch = facts.get(itemId)?.launchedAt !== undefined;
    if (!isNew(asOfDay, availableSinceDays[item] ?? 0, hasLaunch, shopSinceDay)) return [];
    return { itemId, availableSince: availableSince[item] ?? asOf, baskets: byItem[item] ?? 0 };
  });
  const isSold = new Set(itemIds);
  const unsold: readonly NewItem[] = [...facts].flatMap(([itemId, { launchedAt }]) => {
    if (launchedAt === undefined || launchedAt > asOf || isSold.has(itemId)) return [];
    return isNew(asOfDay, dayOf(launchedAt), true, shopSinceDay)
      ? { itemId, availableSince: launchedAt, baskets: 0 }
      : [];
  });
  const categoryOf = ({ itemId }: { readonly itemId: ItemId }): string | undefined => facts.get(itemId)?.category;
  return {
    next,
    similar,
    rhythms: rebuyRhythms(histories),
    trending: listsOf(
      trendingCandidates(histories, asOfDay, availableSinceDays),
      ({ entry }) => categoryOf(entry),
      rankTrending,
    ),
    newItems: listsOf([...sold, ...unsold], categoryOf, rankNewItems),
    tests: pairs.tests,
    leftOutCustomers: purchases.leftOutCustomers,
  };
}
