import type { ItemId } from '../../domain/ids.ts';
import type { OfferKind } from '../../domain/offers/offer-kinds.ts';
import { type BoughtItem, boughtItems } from '../../domain/personal/bought-items.ts';
import { maximumHistoryItems } from '../../domain/personal/for-you.ts';
import { nextCandidates } from '../../domain/selection/relation-candidates.ts';
import { selectItems } from '../../domain/selection/select-items.ts';
import { noRules } from '../../domain/selection/selection-rules.ts';
import type { CustomerRow } from '../../stores/customers/customer-codec.ts';
import type { ProgramStore } from '../../stores/program-store.ts';
import type { RelationsStore } from '../../stores/recommendations/relations-store.ts';
import type { MakeListDeps } from '../personal/personal-deps.ts';
import { makePersonalList, todayOfShop } from '../personal/recommend-personally.ts';

/** Items that offers to one customer name; all in stock and not bought before. */
export interface ItemsToOffer {
  /** Of `gift-item`: what is recommended to the customer first. */
  readonly giftItemId?: ItemId | undefined;
  /** Of `bundle`: what customers go on to buy after something this one has. */
  readonly complementItemId?: ItemId | undefined;
}

export interface ItemsToOfferDeps extends MakeListDeps {
  readonly relations: MakeListDeps['relations'] & Pick<RelationsStore, 'findNextOf'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
  /** IANA name. */
  readonly timeZone: string;
}

async function giftOf(deps: ItemsToOfferDeps, { summary }: CustomerRow): Promise<ItemId | undefined> {
  const { customerId } = summary;
  const rules = { ...noRules, inStock: true };
  const list = { kind: 'for-you', fill: true, excludeOwned: true, viewed: [], viewWeight: 0 } as const;
  const known = { summary, today: await todayOfShop(deps) };
  const { entries } = await makePersonalList(deps, { ...list, customerId, limit: 1, rules }, known);
  return entries[0]?.itemId;
}

/** The complement of the latest purchase that has one. */
async function complementOf(deps: ItemsToOfferDeps, { summary }: CustomerRow): Promise<ItemId | undefined> {
  const latest: readonly BoughtItem[] = boughtItems(summary).slice(0, maximumHistoryItems);
  const rows = await deps.relations.findNextOf(latest.map(({ itemId }) => itemId));
  const steps = latest.flatMap(({ itemId }) => {
    const row = rows.get(itemId);
    return row === undefined ? [] : [{ source: 'item', candidates: nextCandidates(row) } as const];
  });
  const named = steps.flatMap(({ candidates }) => candidates.map(({ itemId }) => itemId));
  const owned = summary.itemsBought;
  const items = await deps.catalogue.lookup([...owned.slice(0, maximumHistoryItems), ...named]);
  const rules = { ...noRules, exclude: owned, inStock: true };
  const besides = owned.slice(0, maximumHistoryItems);
  return selectItems({ steps, rules, lookup: (itemId) => items.get(itemId), besides, limit: 1 })[0]?.itemId;
}

/** Finds the items that arms of some kinds need for a customer; of other kinds nothing is read. */
export async function itemsToOffer(
  deps: ItemsToOfferDeps,
  row: CustomerRow,
  kinds: readonly OfferKind[],
): Promise<ItemsToOffer> {
  return {
    giftItemId: kinds.includes('gift-item') ? await giftOf(deps, row) : undefined,
    complementItemId: kinds.includes('bundle') ? await complementOf(deps, row) : undefined,
  };
}
