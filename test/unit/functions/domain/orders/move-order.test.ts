import { describe, expect, it } from 'vitest';
import { toCustomerId } from '../../../../../functions/domain/ids.ts';
import { decideOrderChange } from '../../../../../functions/domain/orders/decide-order-change.ts';
import { erasedVersion, eraseOrder } from '../../../../../functions/domain/orders/erase-order.ts';
import { arriveOrder, movedStub } from '../../../../../functions/domain/orders/move-order.ts';
import type { Order, OrderFact } from '../../../../../functions/domain/orders/order.ts';
import { orderVersion } from '../../../../../functions/domain/orders/order-version.ts';
import { orderOf } from '../../../../support/orders.ts';

const maximum = 100;
const anna = toCustomerId('anna');
const placedAt = '2026-03-01T10:00:00.000Z';
const at = (day: number) => `2026-03-0${day}T10:00:00.000Z`;
const version = (customerId: string, items: readonly string[], day: number): Order =>
  orderOf('o1', items, { customerId, placedAt, updatedAt: at(day) });
const fact = (order: Order, before?: OrderFact): OrderFact => {
  const decision = decideOrderChange(before, order, maximum);
  if (decision.change !== 'store') throw new Error('the version is newer');
  return decision.fact;
};
const places = (arrived: OrderFact | undefined) => arrived?.retiredPostings.map(({ itemId }) => itemId).sort();

describe('an order that arrives at its new customer', () => {
  it('is the same order, with what it had retired, and without the mark of an import', () => {
    const leaving = {
      ...fact(version('ann', ['a', 'c'], 2), fact(version('ann', ['a', 'b'], 1))),
      imported: true,
    } as const;
    expect(arriveOrder(leaving, undefined, anna, maximum)).toEqual({
      kind: 'order',
      order: version('anna', ['a', 'c'], 2),
      version: leaving.version,
      retiredPostings: [{ itemId: 'b', placedAt }],
    });
  });

  it('that is there already changes nothing', () => {
    const leaving = fact(version('ann', ['a', 'c'], 2), fact(version('ann', ['a', 'b'], 1)));
    const standing = arriveOrder(leaving, undefined, anna, maximum);
    expect(arriveOrder(leaving, standing, anna, maximum)).toBeUndefined();
  });

  it('replaces an older version of it there and retires what only that one had', () => {
    const standing = fact(version('anna', ['a', 'b'], 2));
    const leaving = fact(version('ann', ['a', 'c'], 3), fact(version('ann', ['a', 'd'], 1)));
    const arrived = arriveOrder(leaving, standing, anna, maximum);
    expect(arrived?.order).toEqual(version('anna', ['a', 'c'], 3));
    expect(places(arrived)).toEqual(['b', 'd']);
  });

  it('yields to a newer version there, which retires what only the leaving one had', () => {
    const standing = fact(version('anna', ['a', 'b'], 3));
    const arrived = arriveOrder(fact(version('ann', ['a', 'c'], 2)), standing, anna, maximum);
    expect(arrived?.order).toEqual(standing.order);
    expect(arrived?.version).toBe(standing.version);
    expect(places(arrived)).toEqual(['c']);
  });

  it('stays erased where it was erased there, and its evidence goes', () => {
    const erased = eraseOrder(fact(version('anna', ['a', 'b'], 1)), maximum);
    const arrived = arriveOrder(fact(version('ann', ['a', 'c'], 2)), erased, anna, maximum);
    expect(arrived).toMatchObject({ erased: true, version: erasedVersion, order: { lines: [] } });
    expect(places(arrived)).toEqual(['a', 'b', 'c']);
  });

  it('takes the place of a stub that an earlier move left there', () => {
    const arrived = arriveOrder(
      fact(version('ann', ['a'], 1)),
      movedStub(fact(version('anna', ['a'], 1))),
      anna,
      maximum,
    );
    expect(arrived).toEqual(fact(version('anna', ['a'], 1)));
  });
});

describe('what an order that was moved leaves', () => {
  it('has no line, no money and no posting to retire, and a version above all others', () => {
    const leaving = fact({ ...version('ann', ['a', 'b'], 2), discountMinor: 10, country: 'AT', coupon: 'X' });
    expect(movedStub(leaving)).toEqual({
      kind: 'order',
      order: orderOf('o1', [], { customerId: 'ann', placedAt, status: 'cancelled' }),
      version: erasedVersion,
      retiredPostings: [],
      moved: true,
    });
    expect(erasedVersion).toBeGreaterThan(orderVersion({ updatedAt: '9999-12-31T23:59:59.999Z', status: 'cancelled' }));
  });
});
