import { describe, expect, it } from 'vitest';
import { createOrderParser } from '../../../../functions/contracts/order-contract.ts';
import { contractIn, sentLine, sentOrder, without } from '../../../support/contract-samples.ts';

const parse = createOrderParser(contractIn('EUR'));

/** Code and places of what is wrong with an order. */
function refusalOf(order: unknown, parser = parse): unknown {
  const result = parser(order);
  return result.ok ? 'accepted' : [result.code, ...result.issues.map(({ path }) => path)];
}

const lineWith = (fields: Readonly<Record<string, unknown>>) => sentOrder({ lines: [sentLine(), sentLine(fields)] });

describe('an order as a shop sends it', () => {
  it('becomes the order of the domain, money in minor units and times in UTC', () => {
    const result = parse(
      sentOrder({
        promisedAt: '2024-06-20T00:00:00Z',
        lines: [sentLine({ listPrice: 3, unitCost: 0.07, returnedQuantity: 1, name: 'Mug', category: 'Kitchen' })],
        discount: 0.1,
        shipping: 4.9,
        tax: 0,
        pointsPaid: 1.15,
        recommendationIds: ['r-1'],
      }),
    );

    expect(result).toEqual({
      ok: true,
      value: {
        orderId: 'order-1',
        customerId: 'ann',
        placedAt: '2024-05-31T09:30:00.000Z',
        updatedAt: '2024-05-31T09:30:00.000Z',
        promisedAt: '2024-06-20T00:00:00.000Z',
        status: 'placed',
        currency: 'EUR',
        lines: [
          {
            itemId: 'mug',
            quantity: 2,
            unitPriceMinor: 255,
            listPriceMinor: 300,
            unitCostMinor: 7,
            returnedQuantity: 1,
            name: 'Mug',
            category: 'Kitchen',
          },
        ],
        discountMinor: 10,
        shippingMinor: 490,
        taxMinor: 0,
        pointsPaidMinor: 115,
        recommendationIds: ['r-1'],
      },
    });
  });

  it('keeps its own time of change when it has one', () => {
    const result = parse(sentOrder({ updatedAt: '2024-05-31T23:59:59.123456Z' }));

    expect(result.ok && result.value.updatedAt).toBe('2024-05-31T23:59:59.123Z');
  });

  it.each([
    ['a guest order', without(sentOrder(), 'customerId')],
    ['a cancelled order', sentOrder({ status: 'cancelled' })],
    ['2,000 lines', sentOrder({ lines: Array.from({ length: 2_000 }, () => sentLine()) })],
    ['a price of 0', lineWith({ unitPrice: 0 })],
    ['a line that was returned whole', lineWith({ returnedQuantity: 2 })],
    ['an id of 128 characters beyond the first plane', sentOrder({ orderId: '😀'.repeat(128) })],
    ['the first day of 1995', sentOrder({ placedAt: '1995-01-01T00:00:00Z' })],
    ['a clock that runs a day ahead', sentOrder({ placedAt: '2024-06-02T12:00:00Z' })],
    ['a leap day', sentOrder({ placedAt: '2024-02-29T00:00:00Z' })],
  ])('may be %s', (_name, order) => {
    expect(refusalOf(order)).toBe('accepted');
  });

  it.each([
    ['nothing', null, ''],
    ['a text', 'order', ''],
    ['a list', [], ''],
    ['no id', without(sentOrder(), 'orderId'), 'orderId'],
    ['an empty id', sentOrder({ orderId: '' }), 'orderId'],
    ['a number for an id', sentOrder({ orderId: 17 }), 'orderId'],
    ['an id of 129 characters', sentOrder({ orderId: 'x'.repeat(129) }), 'orderId'],
    ['an id with a line feed', sentOrder({ orderId: 'a\nb' }), 'orderId'],
    ['an id with DEL', sentOrder({ orderId: 'a\u007f' }), 'orderId'],
    ['an id with half a surrogate pair', sentOrder({ orderId: 'a\ud800' }), 'orderId'],
    ['an id beginning with ~', sentOrder({ orderId: '~YQ' }), 'orderId'],
    ['null for a customer', sentOrder({ customerId: null }), 'customerId'],
    ['an empty customer', sentOrder({ customerId: '' }), 'customerId'],
    ['no time', without(sentOrder(), 'placedAt'), 'placedAt'],
    ['a time without zone', sentOrder({ placedAt: '2024-05-31T09:30:00' }), 'placedAt'],
    ['a day', sentOrder({ placedAt: '2024-05-31' }), 'placedAt'],
    ['a day that is none', sentOrder({ placedAt: '2023-02-29T00:00:00Z' }), 'placedAt'],
    ['epoch seconds', sentOrder({ placedAt: 1717234200 }), 'placedAt'],
    ['a time before 1995', sentOrder({ placedAt: '1994-12-31T23:59:59.999Z' }), 'placedAt'],
    ['a time over a day ahead', sentOrder({ placedAt: '2024-06-02T12:00:00.001Z' }), 'placedAt'],
    ['a change over a day ahead', sentOrder({ updatedAt: '2024-06-03T00:00:00Z' }), 'updatedAt'],
    ['a promise over five years ahead', sentOrder({ promisedAt: '2031-01-01T00:00:00Z' }), 'promisedAt'],
    ['an unknown status', sentOrder({ status: 'paid' }), 'status'],
    ['no currency', without(sentOrder(), 'currency'), 'currency'],
    ['a number for a currency', sentOrder({ currency: 978 }), 'currency'],
    ['no lines', without(sentOrder(), 'lines'), 'lines'],
    ['an empty list of lines', sentOrder({ lines: [] }), 'lines'],
    ['2,001 lines', sentOrder({ lines: Array.from({ length: 2_001 }, () => sentLine()) }), 'lines'],
    ['a line that is a text', sentOrder({ lines: [sentLine(), 'mug'] }), 'lines[1]'],
    ['a line without item', sentOrder({ lines: [without(sentLine(), 'itemId')] }), 'lines[0].itemId'],
    ['a quantity of 0', lineWith({ quantity: 0 }), 'lines[1].quantity'],
    ['a negative quantity', lineWith({ quantity: -1 }), 'lines[1].quantity'],
    ['half a unit', lineWith({ quantity: 1.5 }), 'lines[1].quantity'],
    ['a quantity as text', lineWith({ quantity: '1' }), 'lines[1].quantity'],
    ['a quantity above a million', lineWith({ quantity: 1_000_001 }), 'lines[1].quantity'],
    ['a negative price', lineWith({ unitPrice: -0.01 }), 'lines[1].unitPrice'],
    ['a price as text', lineWith({ unitPrice: '2.55' }), 'lines[1].unitPrice'],
    ['a price with three decimals', lineWith({ unitPrice: 2.555 }), 'lines[1].unitPrice'],
    ['a price that came out of a float sum', lineWith({ unitPrice: 0.1 + 0.2 }), 'lines[1].unitPrice'],
    ['a tiny price', lineWith({ unitPrice: 1e-7 }), 'lines[1].unitPrice'],
    ['a price beyond what doubles keep', lineWith({ unitPrice: 1e13 }), 'lines[1].unitPrice'],
    ['a price beyond all bounds', lineWith({ unitPrice: JSON.parse('1e999') }), 'lines[1].unitPrice'],
    ['a price of 1e21', lineWith({ unitPrice: 1e21 }), 'lines[1].unitPrice'],
    ['more returned than bought', lineWith({ returnedQuantity: 3 }), 'lines[1].returnedQuantity'],
    ['less than nothing returned', lineWith({ returnedQuantity: -1 }), 'lines[1].returnedQuantity'],
    ['an empty coupon', sentOrder({ coupon: '' }), 'coupon'],
    ['a negative discount', sentOrder({ discount: -1 }), 'discount'],
    ['a value whose sum is not exact', lineWith({ unitPrice: 9_999_999_999_999, quantity: 1_000_000 }), 'lines'],
  ])('is refused as invalid with the place named: %s', (_name, order, path) => {
    expect(refusalOf(order)).toEqual(['order.invalid', path]);
  });

  it('has its unknown fields named one by one instead of dropped', () => {
    const order = JSON.parse(
      JSON.stringify(sentOrder({ lines: [sentLine({ colour: 'red' })], gift: true })).replace('{', '{"__proto__":{},'),
    );

    expect(refusalOf(order)).toEqual(['order.invalid', 'lines[0].colour', '__proto__', 'gift']);
  });

  it('is told all that is wrong at once, in words that say what was given and what is allowed', () => {
    const result = parse(sentOrder({ orderId: '~', gift: 1, lines: [sentLine({ quantity: 1.5, unitPrice: 2.555 })] }));

    expect(!result.ok && result.issues).toEqual([
      {
        path: 'orderId',
        message: 'is "~"; needed is 1 to 128 characters, none of them a control character, not beginning with "~"',
      },
      { path: 'lines[0].quantity', message: 'is 1.5; needed is a whole number from 1 to 1,000,000' },
      {
        path: 'lines[0].unitPrice',
        message: 'is 2.555; needed is an amount in EUR of 0 or more with at most 2 decimals',
      },
      { path: 'gift', message: expect.stringMatching(/^unknown field; known are orderId, customerId, placedAt, /) },
    ]);
  });

  it('is told at most 10 issues and how many are left, with long names cut', () => {
    const result = parse(
      sentOrder({ ['x'.repeat(10_000)]: 1, lines: Array.from({ length: 30 }, () => sentLine({ quantity: 0 })) }),
    );

    expect(!result.ok && result.issues).toHaveLength(11);
    expect(!result.ok && result.issues.at(-1)).toEqual({ path: '', message: 'and 21 more issues' });
    expect(JSON.stringify(result).length).toBeLessThan(5_000);
  });

  it('is refused as of another currency before anything else is looked at', () => {
    expect(refusalOf(sentOrder({ currency: 'USD', gift: 1, lines: [sentLine({ unitPrice: 1.234 })] }))).toEqual([
      'order.currency',
      'currency',
    ]);
    expect(refusalOf(sentOrder({ currency: 'eur' }))).toEqual(['order.currency', 'currency']);
  });

  it('has the decimals of its currency: none for JPY, three for BHD', () => {
    const yen = createOrderParser(contractIn('JPY'));
    const dinar = createOrderParser(contractIn('BHD'));
    const priced = (currency: string, unitPrice: number) => sentOrder({ currency, lines: [sentLine({ unitPrice })] });

    expect(refusalOf(priced('JPY', 120.5), yen)).toEqual(['order.invalid', 'lines[0].unitPrice']);
    expect(yen(priced('JPY', 120))).toMatchObject({ value: { lines: [{ unitPriceMinor: 120 }] } });
    expect(dinar(priced('BHD', 1.234))).toMatchObject({ value: { lines: [{ unitPriceMinor: 1_234 }] } });
    expect(refusalOf(priced('BHD', 1.2345), dinar)).toEqual(['order.invalid', 'lines[0].unitPrice']);
  });

  it('takes the range of times from the clock it is given', () => {
    let now = new Date('2024-01-01T00:00:00Z');
    const parser = createOrderParser({ currency: 'EUR', decimals: 2, now: () => now });
    const order = sentOrder({ placedAt: '2024-01-03T00:00:00Z' });

    expect(refusalOf(order, parser)).toEqual(['order.invalid', 'placedAt']);
    now = new Date('2024-01-02T00:00:00Z');
    expect(refusalOf(order, parser)).toBe('accepted');
  });
});

describe('a stage whose currency is none', () => {
  it('fails at once and names it', () => {
    expect(() => contractIn('euro')).toThrow('"euro" is no currency; an ISO 4217 code such as EUR is needed');
  });
});
