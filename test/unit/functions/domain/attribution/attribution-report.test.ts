import { describe, expect, it } from 'vitest';
import { attributedPurchases } from '../../../../../functions/domain/attribution/attributed-order.ts';
import { finishAttribution } from '../../../../../functions/domain/attribution/attribution-report.ts';
import {
  addClick,
  addOrder,
  emptyAttribution,
} from '../../../../../functions/domain/attribution/attribution-summary.ts';
import {
  type AnswerIdentity,
  encodeRecommendationId,
} from '../../../../../functions/domain/attribution/recommendation-id.ts';
import { toItemId, toOrderId } from '../../../../../functions/domain/ids.ts';
import type { Order, OrderLine } from '../../../../../functions/domain/orders/order.ts';

const answerOf = (fields: Partial<AnswerIdentity> = {}): string =>
  encodeRecommendationId({
    kind: 'together',
    subject: 'printer',
    placement: 'cart',
    scoringVersion: 1,
    isUnpersonalised: false,
    answeredAt: '2026-03-01T10:00:00.000Z',
    ...fields,
  });

const lineOf = (item: string, fields: Partial<OrderLine> = {}): OrderLine => ({
  itemId: toItemId(item),
  quantity: 2,
  unitPriceMinor: 500,
  recommendationId: answerOf(),
  ...fields,
});

const orderWith = (lines: readonly OrderLine[], fields: Partial<Order> = {}): Order => ({
  orderId: toOrderId('o1'),
  placedAt: '2026-03-01T11:00:00.000Z',
  updatedAt: '2026-03-01T11:00:00.000Z',
  status: 'placed',
  currency: 'EUR',
  lines,
  ...fields,
});

const totalsOf = (order: Order) =>
  attributedPurchases(order).map(({ lineCount, netRevenueMinor }) => [lineCount, netRevenueMinor]);

function reportOf(orders: readonly Order[], clickedIds: readonly string[], asOf = '2026-03-31T00:00:00.000Z') {
  const summary = emptyAttribution();
  for (const order of orders) addOrder(summary, order);
  clickedIds.forEach((recommendationId, index) => {
    addClick(summary, {
      eventId: `click-${index}`,
      occurredAt: '2026-03-01T10:01:00.000Z',
      recommendationId,
      itemId: toItemId('ink'),
    });
  });
  return finishAttribution(summary, asOf);
}

describe('what an order owes to recommendations', () => {
  it('is each item once, though several lines name it', () => {
    expect(totalsOf(orderWith([lineOf('ink'), lineOf('ink', { quantity: 1 }), lineOf('paper')]))).toEqual([[2, 2500]]);
  });

  it('is nothing of a line without an id, or with one of another system', () => {
    const lines = [lineOf('ink', { recommendationId: undefined }), lineOf('paper', { recommendationId: 'RID-17' })];

    expect(totalsOf(orderWith(lines))).toEqual([]);
  });

  it.each([
    ['at the second of the answer', '2026-03-01T10:00:00.000Z', true],
    ['seven days after it', '2026-03-08T10:00:00.000Z', true],
    ['a moment later', '2026-03-08T10:00:00.001Z', false],
    ['before the answer', '2026-03-01T09:59:59.999Z', false],
  ])('counts or not, placed %s', (_when, placedAt, counts) => {
    expect(totalsOf(orderWith([lineOf('ink')], { placedAt }))).toEqual(counts ? [[1, 1000]] : []);
  });

  it('is less by what the order reports as returned, and nothing of what is returned whole', () => {
    const lines = [lineOf('ink', { returnedQuantity: 1 }), lineOf('paper', { returnedQuantity: 2 })];

    expect(totalsOf(orderWith(lines))).toEqual([[1, 500]]);
    expect(totalsOf(orderWith([lineOf('ink', { returnedQuantity: 2 })], { recommendationIds: [answerOf()] }))).toEqual(
      [],
    );
  });

  it('is nothing when it is cancelled, or erased to a stub without lines', () => {
    expect(totalsOf(orderWith([lineOf('ink')], { status: 'cancelled' }))).toEqual([]);
    expect(totalsOf(orderWith([], { recommendationIds: [answerOf()] }))).toEqual([]);
  });

  it('is the order without a line where only the order names the answer', () => {
    const bare = lineOf('ink', { recommendationId: undefined });

    expect(totalsOf(orderWith([bare], { recommendationIds: [answerOf(), answerOf()] }))).toEqual([[0, 0]]);
    expect(totalsOf(orderWith([lineOf('ink')], { recommendationIds: [answerOf()] }))).toEqual([[1, 1000]]);
  });
});

describe('the report of recommendations', () => {
  it('parts kind, placement, scoring version, side of the switch and plain lists', () => {
    const ids = [
      answerOf(),
      answerOf({ kind: 'next' }),
      answerOf({ placement: 'home' }),
      answerOf({ scoringVersion: 2 }),
      answerOf({ variant: 'b' }),
      answerOf({ isUnpersonalised: true }),
    ];

    expect(reportOf([], ids).rows).toHaveLength(6);
    expect(reportOf([], [answerOf({ subject: 'desk' }), answerOf({ subject: 'lamp' })]).rows).toHaveLength(1);
  });

  it('counts clicks, clicked answers, orders, lines and money of a group', () => {
    const second = answerOf({ subject: 'desk', answeredAt: '2026-03-02T10:00:00.000Z' });
    const orders = [
      orderWith([lineOf('ink'), lineOf('lamp', { recommendationId: second })], {
        placedAt: '2026-03-02T12:00:00.000Z',
      }),
      orderWith([lineOf('ink')], { orderId: toOrderId('o2') }),
    ];

    const { rows } = reportOf(orders, [answerOf(), answerOf(), second, 'RID-17']);

    expect(rows).toEqual([
      {
        kind: 'together',
        placement: 'cart',
        scoringVersion: 1,
        isUnpersonalised: false,
        clickCount: 3,
        clickedAnswerCount: 2,
        orderCount: 2,
        lineCount: 3,
        netRevenueMinor: 3000,
        attachRate: 1,
      },
    ]);
  });

  it('has no attach rate where nobody clicked', () => {
    expect(reportOf([orderWith([lineOf('ink')])], []).rows).toMatchObject([{ lineCount: 1, attachRate: null }]);
  });

  it('covers the answers of 90 days up to its day, and none of later days', () => {
    const ids = [
      answerOf({ answeredAt: '2026-01-01T00:00:00.000Z' }),
      answerOf({ answeredAt: '2025-12-31T23:59:59.000Z' }),
      answerOf({ answeredAt: '2026-04-01T00:00:00.000Z' }),
    ];

    expect(reportOf([], ids, '2026-03-31T12:00:00.000Z')).toMatchObject({
      since: '2026-01-01',
      rows: [{ clickCount: 1 }],
    });
  });

  it('compares recommendations to the plain lists of 2% of slots, all versions together', () => {
    const recommended = [answerOf(), answerOf({ scoringVersion: 2 })].flatMap((id) =>
      Array.from({ length: 245 }, () => id),
    );
    const plain = Array.from({ length: 5 }, () => answerOf({ isUnpersonalised: true }));

    const { comparisons } = reportOf([], [...recommended, ...plain]);

    // 490 clicks in 98% of the slots and 5 in 2%: twice the rate.
    expect(comparisons).toMatchObject([
      {
        kind: 'together',
        placement: 'cart',
        compares: 'recommended-to-plain',
        clickCount: 490,
        baseClickCount: 5,
        relativeClickRate: { value: expect.closeTo(2, 10) },
      },
    ]);
  });

  it('compares side b to side a where the switch was on, plain lists aside', () => {
    const ids = [
      ...Array.from({ length: 30 }, () => answerOf({ variant: 'b' })),
      ...Array.from({ length: 20 }, () => answerOf({ variant: 'a' })),
      ...Array.from({ length: 9 }, () => answerOf({ variant: 'a', isUnpersonalised: true })),
    ];

    const comparison = reportOf([], ids).comparisons.find(({ compares }) => compares === 'b-to-a');

    expect(comparison).toMatchObject({ clickCount: 30, baseClickCount: 20, relativeClickRate: { value: 1.5 } });
  });

  it('compares by the share of visitors on side b, and not at all where that is none or all', () => {
    const summary = emptyAttribution();
    for (const [index, variant] of (['a', 'b'] as const).entries()) {
      const recommendationId = answerOf({ variant });
      const occurredAt = '2026-03-01T10:01:00.000Z';
      addClick(summary, { eventId: `click-${index}`, occurredAt, recommendationId, itemId: toItemId('ink') });
    }
    const ratesAt = (share: number) =>
      finishAttribution(summary, '2026-03-31T00:00:00.000Z', share)
        .comparisons.filter(({ compares }) => compares === 'b-to-a')
        .map(({ relativeClickRate }) => relativeClickRate.value);

    expect([ratesAt(0.2), ratesAt(0), ratesAt(1)]).toEqual([[4], [], []]);
  });

  it.each([
    ['a call that names no place', { placement: undefined }],
    ['lists of the shop', { kind: 'bestsellers' as const }],
    ['buying again', { kind: 'buy-again' as const }],
  ])('compares nothing to plain lists for %s, as none is drawn', (_name, fields) => {
    expect(reportOf([], [answerOf(fields)])).toMatchObject({ rows: [{ clickCount: 1 }], comparisons: [] });
  });

  it('has at most 200 rows, the most clicked, and says how many are left out', () => {
    const ids = Array.from({ length: 250 }, (_, index) => answerOf({ placement: `made-up-${index}` }));

    const report = reportOf([], [answerOf(), answerOf(), ...ids]);

    expect(report.rows).toHaveLength(200);
    expect(report.rows[0]).toMatchObject({ placement: 'cart', clickCount: 2 });
    expect(report.leftOutRowCount).toBe(51);
    expect(report.comparisons).toHaveLength(200);
  });
});
