import { beforeAll, describe, expect, it } from 'vitest';
import { gatherBasketCounts } from '../../functions/domain/copurchase/basket-counts.ts';
import { recommendTogether } from '../../functions/domain/copurchase/item-recommendations.ts';
import { countShopEvidence, type ShopEvidence } from '../../functions/domain/copurchase/kernel.ts';
import { type ItemId, toItemId } from '../../functions/domain/ids.ts';
import { columnsOfOrders } from '../support/basket-columns.ts';
import { BruteForce } from '../support/brute-force.ts';
import { hasOnlineRetail, readOnlineRetailOrders } from '../support/online-retail.ts';

describe.runIf(hasOnlineRetail('neighbours of Online Retail'))('the whole UCI Online Retail file', () => {
  let expected: BruteForce;
  let shop: ShopEvidence;

  beforeAll(async () => {
    const orders = await readOnlineRetailOrders();
    expected = new BruteForce(orders);
    shop = countShopEvidence(columnsOfOrders(orders));
  }, 120_000);

  it('gives 50 items, from the most bought to the least, the neighbours and baskets of a brute-force count', () => {
    const { basketCountOf } = gatherBasketCounts(shop.countedItems());
    const counts = { basketCountOf: (itemId: ItemId) => basketCountOf.get(itemId) };
    const items = expected.spread(50);
    expect(new Set(items).size).toBe(50);
    for (const itemId of items) {
      const evidence = shop.evidenceAt(shop.itemIds.indexOf(toItemId(itemId)));
      const row = recommendTogether(toItemId(itemId), evidence, counts, '2011-12-10T00:00:00.000Z');
      expect(row.basketCount).toBe(expected.ordersWith(itemId));
      expect(row.neighbours.map(({ itemId: other, baskets }) => ({ itemId: other, baskets }))).toEqual(
        expected.neighbours(itemId, 50),
      );
    }
  });
});
