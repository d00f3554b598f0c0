import { describe, expect, it } from 'vitest';
import { decideOrderChange } from '../../../../../functions/domain/orders/decide-order-change.ts';
import type { Order, OrderFact } from '../../../../../functions/domain/orders/order.ts';
import { orderVersion } from '../../../../../functions/domain/orders/order-version.ts';
import { linesOf, orderOf } from '../../../../support/orders.ts';

const stored = (order: Order, retiredPostings: OrderFact['retiredPostings'] = []): OrderFact => ({
  kind: 'order',
  order,
  version: orderVersion(order),
  retiredPostings,
});
const first = orderOf('1', ['a', 'b']);
const later = '2026-03-02T10:00:00.000Z';

describe('what an incoming order does', () => {
  it('stores an order that is new', () => {
    expect(decideOrderChange(undefined, first, 100)).toEqual({ change: 'store', fact: stored(first) });
  });

  it('changes nothing when the same order comes again, whatever the order of its fields', () => {
    const shuffled = Object.fromEntries(Object.entries(first).reverse()) as unknown as Order;
    expect(decideOrderChange(stored(first), shuffled, 100)).toEqual({ change: 'nothing', because: 'same' });
  });

  it('changes nothing when an older version comes after a newer one', () => {
    const newer = orderOf('1', ['c'], { updatedAt: later });
    expect(decideOrderChange(stored(newer), first, 100)).toEqual({ change: 'nothing', because: 'older' });
  });

  it('is a conflict when the same time brings another content', () => {
    const other = { ...first, lines: linesOf(['a']) };
    expect(decideOrderChange(stored(first), other, 100)).toEqual({ change: 'conflict' });
  });

  it('lets a cancellation beat the order at the same time, in either order of arrival', () => {
    const cancelled: Order = { ...first, status: 'cancelled' };
    expect(decideOrderChange(stored(first), cancelled, 100)).toMatchObject({ change: 'store' });
    expect(decideOrderChange(stored(cancelled), first, 100)).toEqual({ change: 'nothing', because: 'older' });
  });

  it('retires the places that a newer version leaves, and keeps those retired before', () => {
    const moved = orderOf('1', ['a', 'c'], { updatedAt: later });
    const before = { itemId: first.lines[0]?.itemId ?? ('' as never), placedAt: '2026-01-01T00:00:00.000Z' };
    const decision = decideOrderChange(stored(first, [before]), moved, 100);
    expect(decision).toMatchObject({
      change: 'store',
      fact: { retiredPostings: [before, { itemId: 'b', placedAt: first.placedAt }] },
    });
  });

  it('takes a place back from the retired when a later version holds it again', () => {
    const without = orderOf('1', ['a'], { updatedAt: later });
    const step = decideOrderChange(stored(first), without, 100);
    if (step.change !== 'store') throw new Error('the newer version is stored');
    const back = orderOf('1', ['a', 'b'], { updatedAt: '2026-03-03T10:00:00.000Z' });
    expect(decideOrderChange(step.fact, back, 100)).toMatchObject({ fact: { retiredPostings: [] } });
  });

  it('retires every place of an order that is cancelled', () => {
    const cancelled: Order = { ...first, status: 'cancelled', updatedAt: later };
    expect(decideOrderChange(stored(first), cancelled, 100)).toMatchObject({
      fact: { retiredPostings: [{ itemId: 'a' }, { itemId: 'b' }] },
    });
  });
});
