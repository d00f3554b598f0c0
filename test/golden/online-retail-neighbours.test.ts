import { beforeAll, describe, expect, it } from 'vitest';
import { type RankedShop, rankShop } from '../../functions/domain/copurchase/neighbours.ts';
import { toItemId } from '../../functions/domain/ids.ts';
import { columnsOfOrders } from '../support/basket-columns.ts';
import { BruteForce } from '../support/brute-force.ts';
import { hasOnlineRetail, readOnlineRetailOrders } from '../support/online-retail.ts';

describe.runIf(hasOnlineRetail('neighbours of Online Retail'))('the whole UCI Online Retail file', () => {
  let expected: BruteForce;
  let shop: RankedShop;

  beforeAll(async () => {
    const orders = await readOnlineRetailOrders();
    expected = new BruteForce(orders);
    shop = rankShop(columnsOfOrders(orders));
  }, 120_000);

  it('gives 50 items, from the most bought to the least, the neighbours and baskets of a brute-force count', () => {
    const items = expected.spread(50);
    expect(new Set(items).size).toBe(50);
    for (const itemId of items) {
      const row = shop.itemAt(shop.itemIds.indexOf(toItemId(itemId)));
      expect(row.basketCount).toBe(expected.ordersWith(itemId));
      expect(row.neighbours.map(({ itemId: other, baskets, weight }) => ({ itemId: other, baskets, weight }))).toEqual(
        expected.neighbours(itemId, 50),
      );
    }
  });
});
