import { expect, it } from 'vitest';
import { shopTotals } from '../../../../../functions/domain/copurchase/shop-totals.ts';
import { toCustomerId, toItemId } from '../../../../../functions/domain/ids.ts';
import { buyerHistoriesBuilder } from '../../../../../functions/domain/relations/buyer-histories.ts';

const asOf = '2026-04-01T00:00:00.000Z';

it('all orders with evidence are counted, and the orders of items with over 2,000 alone, of customers and of guests', () => {
  const builder = buyerHistoriesBuilder(() => 20_000);
  for (let order = 0; order < 2_001; order += 1) {
    const customerId = order % 2 === 0 ? toCustomerId(`c-${order}`) : undefined;
    const itemIds = order === 0 ? ['bag'] : ['bag', 'tray'];
    builder.add({ customerId, placedAt: asOf, itemIds: itemIds.map(toItemId) });
  }
  builder.add({ placedAt: asOf, itemIds: [toItemId('spoon')] });
  builder.add({ placedAt: asOf, itemIds: [] });

  expect(shopTotals(builder.build(), asOf)).toEqual({
    basketCount: 2_002,
    truncatedBasketCounts: new Map([['bag', 2_001]]),
    asOf,
  });
});
