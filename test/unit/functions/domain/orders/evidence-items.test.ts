import { describe, expect, it } from 'vitest';
import { evidenceItems } from '../../../../../functions/domain/orders/evidence-items.ts';
import { linesOf, orderOf } from '../../../../support/orders.ts';

describe('the items of an order that count as bought together', () => {
  it('are distinct and ascending', () => {
    expect(evidenceItems(orderOf('1', ['b', 'a', 'b']), 100)).toEqual(['a', 'b']);
  });

  it('leave an item out only once all of its units are returned by the order itself', () => {
    const lines = [
      ...linesOf(['part'], { quantity: 3, returnedQuantity: 2 }),
      ...linesOf(['whole'], { quantity: 3, returnedQuantity: 3 }),
      ...linesOf(['two lines'], { quantity: 1, returnedQuantity: 1 }),
      ...linesOf(['two lines'], { quantity: 1 }),
    ];
    expect(evidenceItems(orderOf('1', [], { lines }), 100)).toEqual(['part', 'two lines']);
  });

  it('are none for a cancelled order', () => {
    expect(evidenceItems(orderOf('1', ['a', 'b'], { status: 'cancelled' }), 100)).toEqual([]);
  });

  it('are none above the limit of distinct items, and all at the limit', () => {
    expect(evidenceItems(orderOf('1', ['a', 'b', 'c', 'c']), 3)).toEqual(['a', 'b', 'c']);
    expect(evidenceItems(orderOf('1', ['a', 'b', 'c']), 2)).toEqual([]);
  });
});
