import { describe, expect, it } from 'vitest';
import { evidenceItems, evidenceLines } from '../../../../../functions/domain/orders/evidence-items.ts';
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

  it('are attributed to a recommendation where all that is kept of them was bought through one', () => {
    const through = { recommendationId: 'r1' };
    const lines = [
      ...linesOf(['through'], through),
      ...linesOf(['through'], { recommendationId: 'r2' }),
      ...linesOf(['in part'], through),
      ...linesOf(['in part']),
      ...linesOf(['kept through'], { quantity: 2, returnedQuantity: 2 }),
      ...linesOf(['kept through'], through),
      ...linesOf(['own']),
    ];
    expect(evidenceLines(orderOf('1', [], { lines }), 100)).toEqual([
      { itemId: 'in part', isAttributed: false },
      { itemId: 'kept through', isAttributed: true },
      { itemId: 'own', isAttributed: false },
      { itemId: 'through', isAttributed: true },
    ]);
  });

  it('are none for a cancelled order', () => {
    expect(evidenceItems(orderOf('1', ['a', 'b'], { status: 'cancelled' }), 100)).toEqual([]);
  });

  it('are none above the limit of distinct items, and all at the limit', () => {
    expect(evidenceItems(orderOf('1', ['a', 'b', 'c', 'c']), 3)).toEqual(['a', 'b', 'c']);
    expect(evidenceItems(orderOf('1', ['a', 'b', 'c']), 2)).toEqual([]);
  });
});
