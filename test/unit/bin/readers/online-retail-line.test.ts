import { describe, expect, it } from 'vitest';
import { classifyOnlineRetailLine } from '../../../../bin/readers/online-retail-line.ts';
import { wallClockReader } from '../../../../bin/readers/wall-clock-time.ts';

const epochOf = wallClockReader('Europe/London');
const defaults = {
  invoice: '536365',
  code: '85123a',
  description: 'WHITE HANGING HEART',
  quantity: '6',
  time: '2010-12-01 08:26:00',
  price: '2.55',
  customer: '17850',
  country: 'United Kingdom',
};

const classify = (changes: Partial<typeof defaults>) =>
  classifyOnlineRetailLine(Object.values({ ...defaults, ...changes }), epochOf);
const reasonOf = (changes: Partial<typeof defaults>): string => {
  const line = classify(changes);
  return line.kind === 'not-used' ? line.reason : line.kind;
};

describe('telling what a line of Online Retail is', () => {
  it('takes a line of a product with quantity and price as an order line, its code in upper case', () => {
    expect(classify({})).toEqual({
      kind: 'order-line',
      invoice: '536365',
      itemId: '85123A',
      quantity: 6,
      unitPriceMinor: 255,
      epochMilliseconds: Date.UTC(2010, 11, 1, 8, 26),
      customerId: '17850',
      description: 'WHITE HANGING HEART',
      country: 'United Kingdom',
    });
  });

  it('takes a line without customer as one of a guest', () => {
    expect(classify({ customer: '' })).toMatchObject({ kind: 'order-line', customerId: undefined });
  });

  it('takes a cancellation of a customer and a product as a return of that many units', () => {
    expect(classify({ invoice: 'C536379', quantity: '-12' })).toEqual({
      kind: 'return',
      invoice: 'C536379',
      itemId: '85123A',
      quantity: 12,
      epochMilliseconds: Date.UTC(2010, 11, 1, 8, 26),
      customerId: '17850',
    });
  });

  it.each([
    [{ invoice: 'A563185', price: '-11062.06', code: 'B' }, 'line.bad-debt'],
    [{ quantity: '-10', price: '0.0' }, 'line.stock-correction'],
    [{ quantity: '0' }, 'line.stock-correction'],
    [{ price: '0.0' }, 'line.zero-price'],
    [{ code: 'POST' }, 'line.service-charge'],
    [{ code: 'POST', price: '0.001' }, 'line.service-charge'],
    [{ code: '8512' }, 'line.service-charge'],
    [{ price: '2.555' }, 'line.price-decimals'],
    [{ invoice: 'C536379', quantity: '-1', code: 'D' }, 'return.service-code'],
    [{ invoice: 'C536379', quantity: '-1', customer: '' }, 'return.no-customer'],
    [{ invoice: 'C536379', quantity: '1' }, 'return.quantity'],
    [{ invoice: '53636' }, 'line.invoice-number'],
    [{ invoice: 'X536365' }, 'line.invoice-number'],
    [{ quantity: 'six' }, 'line.malformed'],
    [{ quantity: '1.5' }, 'line.malformed'],
    [{ price: '' }, 'line.malformed'],
    [{ time: '2010-12-32 08:26:00' }, 'line.malformed'],
  ])('gives %o the reason %s', (changes, reason) => {
    expect(reasonOf(changes)).toBe(reason);
  });

  it('does not take a line with a column too few or too many', () => {
    const fields = Object.values(defaults);
    expect(classifyOnlineRetailLine(fields.slice(1), epochOf)).toMatchObject({ reason: 'line.malformed' });
    expect(classifyOnlineRetailLine([...fields, ''], epochOf)).toMatchObject({ reason: 'line.malformed' });
  });
});
