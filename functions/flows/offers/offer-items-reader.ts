import type { Stores } from '../../stores/create-stores.ts';
import { createCatalogueReader } from '../recommend/catalogue-reader.ts';
import { createListReader } from '../recommend/list-reader.ts';
import { createShopTotalsReader } from '../recommend/shop-totals-reader.ts';
import { itemsToOffer } from './items-to-offer.ts';
import type { PlanCampaignDeps } from './plan-campaign.ts';

type ItemStores = Pick<Stores, 'recommendations' | 'relations' | 'items' | 'shopTotals' | 'program'>;

/** Finds the items that offers name, with lists and catalogue kept in memory for a minute. */
export function createOfferItemsReader(
  stores: ItemStores,
  { now, timeZone }: { readonly now: () => Date; readonly timeZone: string },
): PlanCampaignDeps['itemsFor'] {
  const { recommendations, relations, items, shopTotals, program } = stores;
  const lists = createListReader({ recommendations, relations }, now);
  const catalogue = createCatalogueReader(items, now);
  const totals = createShopTotalsReader(shopTotals, now);
  const deps = { recommendations, relations, lists, catalogue, totals, program, now, timeZone };
  return (row, kinds) => itemsToOffer(deps, row, kinds);
}
