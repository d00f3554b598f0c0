import { describe, expect, it } from 'vitest';
import { toCustomerId, toItemId, toOrderId } from '../../../../../functions/domain/ids.ts';
import type { ItemTag } from '../../../../../functions/domain/items/item.ts';
import type { CustomerFact, Order, ReturnEvent } from '../../../../../functions/domain/orders/order.ts';
import { calendarDayNumber } from '../../../../../functions/domain/relations/calendar-day-number.ts';
import type { ServiceEvent } from '../../../../../functions/domain/service/service-event.ts';
import { customerYearOf, type YearTerms } from '../../../../../functions/domain/switching/customer-year-of.ts';
import { orderOf } from '../../../../support/orders.ts';

const ada = toCustomerId('ada');
const asOf = '2026-01-01T12:00:00.000Z';
const asOfDay = calendarDayNumber(asOf, 'UTC');

const terms = (over: Partial<YearTerms> = {}): YearTerms => ({
  currency: 'GBP',
  timeZone: 'UTC',
  asOf,
  asOfDay,
  items: { complementsOf: () => [], lineShareOf: () => 0 },
  tagsOf: () => undefined,
  sentTypes: new Set(),
  isOwnOffer: () => false,
  ...over,
});

const placed = (orderId: string, itemIds: readonly string[], over: Partial<Order> = {}): CustomerFact => ({
  kind: 'order',
  order: {
    ...orderOf(orderId, itemIds, { placedAt: '2025-06-01T10:00:00.000Z', customerId: 'ada' }),
    ...over,
  },
  version: 1,
  retiredPostings: [],
});
const sentBack = (over: Partial<ReturnEvent>): CustomerFact => ({
  kind: 'return',
  event: { eventId: 'r', occurredAt: '2025-06-05T10:00:00.000Z', itemId: toItemId('cup'), quantity: 1, ...over },
});
const event = <Type extends ServiceEvent['type']>(
  type: Type,
  over: Omit<Extract<ServiceEvent, { readonly type: Type }>, 'type' | 'eventId' | 'occurredAt' | 'customerId'> & {
    readonly eventId?: string;
    readonly occurredAt?: string;
  },
) => ({ type, eventId: 'e', occurredAt: '2025-07-01T10:00:00.000Z', customerId: ada, ...over });

const yearOf = (facts: readonly CustomerFact[], events: readonly ServiceEvent[] = [], over: Partial<YearTerms> = {}) =>
  customerYearOf(ada, facts, events, terms({ sentTypes: new Set(events.map(({ type }) => type)), ...over }));

describe('lines of the year', () => {
  it('looks back 365 days, and knows of earlier ones that they came before', () => {
    const year = yearOf([
      placed('old', ['cup'], { placedAt: '2025-01-01T10:00:00.000Z' }),
      placed('new', ['cup', 'pot'], { placedAt: '2025-01-02T10:00:00.000Z' }),
      placed('later', ['pan'], { placedAt: '2026-01-02T10:00:00.000Z' }),
    ]);

    expect(year.lines).toMatchObject([
      { itemId: 'cup', isRepeat: true, isLater: true },
      { itemId: 'pot', isRepeat: false, isLater: true },
    ]);
    expect(year).toMatchObject({ orderCount: 1, purchaseDays: [calendarDayNumber('2025-01-02T10:00:00.000Z', 'UTC')] });
    expect(year.firstPurchaseDay).toBe(calendarDayNumber('2025-01-01T10:00:00.000Z', 'UTC'));
  });

  it('leaves out what was cancelled, or sent back whole, and nets spend of what was kept', () => {
    const cups = { itemId: toItemId('cup'), quantity: 4, unitPriceMinor: 100 };
    const year = yearOf([
      placed('cancelled', ['pan'], { status: 'cancelled' }),
      placed('kept', [], { lines: [cups, { ...cups, itemId: toItemId('pot'), quantity: 1 }] }),
      sentBack({ orderId: toOrderId('kept'), quantity: 1 }),
      sentBack({ eventId: 's', orderId: toOrderId('kept'), itemId: toItemId('pot') }),
    ]);

    expect(year.lines).toMatchObject([{ itemId: 'cup', spendMinor: 300 }]);
    expect(year.netSpendMinor).toBe(300);
  });

  it('takes lines of one item in an order as one, and two orders of a day as of one day', () => {
    const year = yearOf([placed('a', ['cup', 'cup']), placed('b', ['cup'], { placedAt: '2025-06-01T20:00:00.000Z' })]);

    // The second is no repeat: what comes on one day does not follow.
    expect(year.lines.map(({ isRepeat, isLater }) => [isRepeat, isLater])).toEqual([
      [false, false],
      [false, false],
    ]);
    expect(year).toMatchObject({ orderCount: 2, purchaseDays: [expect.any(Number)] });
  });

  it('tells list price, tags, own offers and what a line goes with', () => {
    const tags: readonly ItemTag[] = ['exclusive'];
    const year = yearOf(
      [
        placed('first', ['machine'], { placedAt: '2025-02-01T10:00:00.000Z' }),
        placed('then', [], {
          coupon: 'ours',
          lines: [{ itemId: toItemId('capsules'), quantity: 2, unitPriceMinor: 80, listPriceMinor: 100 }],
        }),
      ],
      [],
      {
        tagsOf: (itemId) => (itemId === 'capsules' ? tags : undefined),
        isOwnOffer: (coupon) => coupon === 'ours',
        items: {
          complementsOf: (itemId) => (itemId === 'machine' ? [toItemId('capsules')] : []),
          lineShareOf: (itemId) => (itemId === 'capsules' ? 0.1 : 0.05),
        },
      },
    );

    const boughtAt = calendarDayNumber('2025-02-01T10:00:00.000Z', 'UTC');
    expect(year.lines[1]).toMatchObject({
      itemId: 'capsules',
      price: { listMinor: 200, paidMinor: 160 },
      hasOwnOffer: true,
      tags: { isExclusive: true, isComparable: false },
      complementOf: { itemId: 'machine', day: boughtAt },
      complementLineShare: 0.1,
      // Of the .9 that complements nothing, the machine itself.
      repeatLineShare: expect.closeTo(0.05 / 0.9, 12),
    });
    expect(year.lines[0]).not.toHaveProperty('price');
    expect(year.lines[0]).not.toHaveProperty('tags');
  });
});

describe('what events tell', () => {
  it('is null of what the shop never sends, and 0 of what it sends of others', () => {
    expect(yearOf([placed('a', ['cup'])])).toMatchObject({
      setUps: null,
      referralCount: null,
      reviewCount: null,
      ratings: null,
      wanted: null,
      service: { complaintWeight: null, lateOrderCount: null },
      programme: { points: null, reward: null, tier: null },
    });
    const sentTypes: YearTerms['sentTypes'] = new Set(['setup', 'referral', 'review', 'rating', 'case', 'points']);
    expect(yearOf([placed('a', ['cup'])], [], { sentTypes })).toMatchObject({
      setUps: new Set(),
      referralCount: 0,
      reviewCount: 0,
      ratings: { count: 0 },
      service: { complaintWeight: 0 },
      programme: { points: { ledgerRowCount: 0, valueMinor: 0 } },
    });
  });

  it('holds a set-up until it is given up, whichever way the events come', () => {
    const made = event('setup', { kind: 'subscription', isInUse: true, occurredAt: '2023-01-01T10:00:00.000Z' });
    const givenUp = event('setup', { kind: 'subscription', isInUse: false, eventId: 'f' });
    expect(yearOf([], [made]).setUps).toEqual(new Set(['subscription']));
    expect(yearOf([], [made, givenUp]).setUps).toEqual(new Set());
    expect(yearOf([], [givenUp, made]).setUps).toEqual(new Set());
    expect(yearOf([], [made, { ...givenUp, occurredAt: '2026-02-01T10:00:00.000Z' }]).setUps?.size).toBe(1);
  });

  it('counts complaints: open ones whole, resolved ones half, answered ones as open', () => {
    const step = (caseId: string, name: 'opened' | 'answered' | 'resolved' | 'reopened', day: number) =>
      event('case', {
        eventId: `${caseId}-${name}`,
        caseId,
        kind: 'complaint',
        step: name,
        occurredAt: `2025-07-0${day}T10:00:00.000Z`,
      });
    const serviceOf = (events: readonly ServiceEvent[]) => yearOf([placed('a', ['cup'])], events).service;
    const done = [step('one', 'opened', 1), step('one', 'answered', 2), step('one', 'resolved', 3)];

    expect(serviceOf(done)).toMatchObject({ complaintWeight: 0.5, openComplaintCount: 0 });
    expect(serviceOf([...done].reverse())).toMatchObject({ complaintWeight: 0.5, openComplaintCount: 0 });
    expect(serviceOf([...done, step('one', 'reopened', 4)])).toMatchObject({
      complaintWeight: 1,
      openComplaintCount: 1,
    });
    expect(serviceOf(done.slice(0, 2))).toMatchObject({ complaintWeight: 1, openComplaintCount: 1 });
    expect(serviceOf([{ ...step('two', 'opened', 1), kind: 'question' }])).toMatchObject({ openComplaintCount: 0 });
    // A complaint of years ago still weighs while it is open, and no longer once it was resolved.
    const old = done.map((one) => ({ ...one, occurredAt: one.occurredAt.replace('2025', '2023') }));
    expect(serviceOf(old)).toMatchObject({ complaintWeight: 0 });
    expect(serviceOf(old.slice(0, 1))).toMatchObject({ complaintWeight: 1 });
  });

  it('takes ratings of the year, by time, and what they say as 0 to 1', () => {
    const rated = (stars: number, occurredAt: string) => event('rating', { stars, occurredAt, eventId: occurredAt });
    const year = yearOf(
      [],
      [
        rated(2, '2025-09-01T10:00:00.000Z'),
        rated(5, '2025-08-01T10:00:00.000Z'),
        rated(1, '2024-08-01T10:00:00.000Z'),
      ],
    );
    expect(year.ratings).toEqual({ count: 2, goodwillSum: 1.25, lastStars: 2 });
  });

  it('counts an order as late by its own times, while it is still out, or by an event', () => {
    const promisedAt = '2025-06-04T10:00:00.000Z';
    const lateOf = (over: Partial<Order>, events: readonly ServiceEvent[] = []) =>
      yearOf([placed('a', ['cup'], over)], events).service.lateOrderCount;

    expect(lateOf({ promisedAt, deliveredAt: '2025-06-04T09:00:00.000Z' })).toBe(0);
    expect(lateOf({ promisedAt, deliveredAt: '2025-06-05T09:00:00.000Z' })).toBe(1);
    expect(lateOf({ promisedAt })).toBe(1);
    expect(lateOf({ promisedAt: '2026-02-01T10:00:00.000Z' })).toBe(0);
    expect(lateOf({})).toBeNull();
    expect(lateOf({}, [event('late-delivery', { orderId: toOrderId('a'), daysLate: 2 })])).toBe(1);
  });

  it('counts an order with goods sent back for a fault once, and a return without an order with the latest', () => {
    const faultsOf = (...returns: readonly Partial<ReturnEvent>[]) =>
      yearOf([
        placed('a', ['cup', 'pot']),
        placed('b', ['cup'], { placedAt: '2025-08-01T10:00:00.000Z' }),
        ...returns.map((over, place) => sentBack({ eventId: `r${place}`, ...over })),
      ]).service.faultyOrderCount;

    const toA = { orderId: toOrderId('a'), reason: 'defect' } as const;
    expect(faultsOf(toA, { ...toA, itemId: toItemId('pot'), reason: 'late' })).toBe(1);
    expect(faultsOf({ ...toA, reason: 'changed-mind' })).toBe(0);
    expect(faultsOf(toA, { reason: 'wrong', occurredAt: '2025-08-09T10:00:00.000Z' })).toBe(2);
    expect(faultsOf(toA, { reason: 'wrong' })).toBe(1);
  });

  it('adds up points and benefits, with the latest word on the next reward', () => {
    const points = (valueMinor: number, occurredAt: string, daysToNextReward?: number) =>
      event('points', {
        valueMinor,
        occurredAt,
        eventId: occurredAt,
        ...(daysToNextReward === undefined ? {} : { daysToNextReward }),
      });
    const year = yearOf(
      [],
      [
        points(500, '2025-05-01T10:00:00.000Z', 40),
        points(-200, '2025-04-01T10:00:00.000Z', 90),
        points(100, '2025-10-01T10:00:00.000Z', 12),
        event('tier-benefit', { tier: 'gold', benefitMinor: 250, occurredAt: '2025-12-02T12:00:00.000Z' }),
      ],
    );
    expect(year.programme).toEqual({
      points: { ledgerRowCount: 3, valueMinor: 400 },
      reward: { earningEventCount: 2, expectedDays: 12 },
      tier: { days: 30, benefitMinor: 250 },
    });
  });

  it('counts wanted items once: those bought, and those that were out of stock', () => {
    const out = (itemId: string, eventId: string) => event('stock-out', { itemId: toItemId(itemId), eventId });
    expect(yearOf([placed('a', ['cup', 'pot'])], [out('pan', '1'), out('pan', '2'), out('cup', '3')]).wanted).toEqual({
      itemCount: 3,
      outOfStockCount: 2,
    });
  });
});
