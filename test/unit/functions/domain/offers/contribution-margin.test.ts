import { expect, it } from 'vitest';
import { placedOrders } from '../../../../../functions/domain/customers/placed-orders.ts';
import { toItemId } from '../../../../../functions/domain/ids.ts';
import { contributionMargin } from '../../../../../functions/domain/offers/contribution-margin.ts';
import type { Order } from '../../../../../functions/domain/orders/order.ts';
import { orderOf } from '../../../../support/orders.ts';

const line = (
  itemId: string,
  unitPriceMinor: number,
  over: Partial<Order['lines'][number]> = {},
): Order['lines'][number] => ({
  itemId: toItemId(itemId),
  quantity: 1,
  unitPriceMinor,
  ...over,
});
const placed = (...orders: readonly Order[]) =>
  placedOrders(
    orders.map((order) => ({ kind: 'order' as const, order, version: 1, retiredPostings: [] })),
    { currency: 'GBP', timeZone: 'UTC' },
  ).placed;
const order = (orderId: string, lines: Order['lines'], over: Partial<Order> = {}) => ({
  ...orderOf(orderId, []),
  lines,
  ...over,
});
const costs = (known: Readonly<Record<string, number>> = {}, marginRate?: number) => ({
  unitCostMinorOf: (itemId: string) => known[itemId],
  marginRate,
});

it('takes the cost of the line before that of the catalogue, of what was kept', () => {
  const lines = [line('mug', 1_000, { quantity: 3, returnedQuantity: 1, unitCostMinor: 300 }), line('tea', 500)];
  expect(contributionMargin(placed(order('a', lines)), costs({ mug: 999, tea: 200 }))).toEqual({
    netSpendMinor: 2_500,
    marginMinor: 2_500 - 600 - 200,
    basis: 'unit-costs',
  });
});

it('bears the discount of the order', () => {
  const discounted = order('a', [line('mug', 1_000, { unitCostMinor: 300 })], { discountMinor: 200 });
  expect(contributionMargin(placed(discounted), costs())).toMatchObject({ netSpendMinor: 800, marginMinor: 500 });
});

it('goes by the stated rate for orders with a line of unknown cost, and names the weaker basis', () => {
  const known = order('a', [line('mug', 1_000, { unitCostMinor: 300 })]);
  const unknown = order('b', [line('mug', 1_000, { unitCostMinor: 300 }), line('tea', 500)]);
  expect(contributionMargin(placed(known, unknown), costs({}, 0.4))).toEqual({
    netSpendMinor: 2_500,
    marginMinor: 700 + 600,
    basis: 'stated-rate',
  });
});

it('is not known where neither says anything of one of the orders', () => {
  const known = order('a', [line('mug', 1_000, { unitCostMinor: 300 })]);
  expect(contributionMargin(placed(known, order('b', [line('tea', 500)])), costs())).toEqual({
    netSpendMinor: 1_500,
    marginMinor: 0,
    basis: 'none',
  });
  expect(contributionMargin([], costs())).toEqual({ netSpendMinor: 0, marginMinor: 0, basis: 'none' });
  expect(contributionMargin([], costs({}, 0.4))).toMatchObject({ basis: 'stated-rate' });
});
