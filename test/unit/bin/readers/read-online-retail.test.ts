import { describe, expect, it } from 'vitest';
import { ordersOf, readText, returnsOf } from './read-text.ts';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const file = (...lines: string[]): string => `${[header, ...lines].join('\r\n')}\r\n`;

describe('reading the Online Retail file', () => {
  it('brings lines of one invoice together, takes its earliest time and the latest name of an item', async () => {
    const { file: read } = await readText(
      file(
        '536365,85123A,WHITE HEART,6,2011-07-01 08:27:00,2.55,17850,United Kingdom',
        '536366,71053,"LANTERN, WHITE ""METAL""",2,2011-07-01 08:28:00,3.39,,France',
        '536365,85123a,HEART,1,2011-07-01 08:26:00,2.1,17850,United Kingdom',
        '536367,85123A,,1,2011-07-02 08:26:00,2.1,17850,United Kingdom',
      ),
    );

    const [first, second] = ordersOf(read);
    expect(first).toEqual({
      orderId: '536365',
      customerId: '17850',
      placedAt: '2011-07-01T07:26:00.000Z',
      updatedAt: '2011-07-01T07:26:00.000Z',
      status: 'placed',
      currency: 'GBP',
      country: 'United Kingdom',
      lines: [
        { itemId: '85123A', quantity: 6, unitPriceMinor: 255 },
        { itemId: '85123A', quantity: 1, unitPriceMinor: 210 },
      ],
    });
    expect(second).not.toHaveProperty('customerId');
    expect([...read.log.namedItems()]).toEqual([
      { itemId: '85123A', name: 'WHITE HEART' },
      { itemId: '71053', name: 'LANTERN, WHITE "METAL"' },
    ]);
    expect(read.log.newestPlacedAt).toBe('2011-07-02T07:26:00.000Z');
    expect(read.log).toMatchObject({ orderCount: 3, lineCount: 4, customerCount: 1, itemCount: 2 });
  });

  it('gives every cancelled line an event of its own', async () => {
    const { file: read } = await readText(
      file(
        'C536379,22556,TINS,-12,2010-12-01 09:41:00,1.65,17548,United Kingdom',
        'C536379,22556,TINS,-12,2010-12-01 09:41:00,1.65,17548,United Kingdom',
      ),
    );

    expect(returnsOf(read).map(({ eventId }) => eventId)).toEqual(['C536379-22556-1', 'C536379-22556-2']);
    expect(returnsOf(read)[0]).toMatchObject({ occurredAt: '2010-12-01T09:41:00.000Z', quantity: 12 });
  });

  it('keeps every line it does not use, with line number and reason, and counts add up', async () => {
    const postage = '536370,POST,"POSTAGE, EU",3,2010-12-01 08:45:00,18.0,12583,France';
    const other = '536365,71053,LANTERN,1,2010-12-01 08:26:00,3.39,11111,France';

    const { file: read, rejected } = await readText(
      file('536365,71053,LANTERN,1,2010-12-01 08:26:00,3.39,17850,France', '', postage, other, 'nonsense'),
    );

    expect(rejected).toEqual([
      { line: 4, reason: 'line.service-charge', raw: postage },
      { line: 5, reason: 'order.customer-changed', raw: other },
      { line: 6, reason: 'line.malformed', raw: 'nonsense' },
    ]);
    expect(read.linesRead).toBe(4);
    expect([...read.linesByOutcome.values()].reduce((sum, count) => sum + count)).toBe(4);
    expect(ordersOf(read)).toHaveLength(1);
  });
});
