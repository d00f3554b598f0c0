import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toCustomerId, toOrderId } from '../../../functions/domain/ids.ts';
import type { OfferTerms } from '../../../functions/domain/offers/offer.ts';
import type { SwitchingState } from '../../../functions/domain/switching/switching-state.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { refreshCustomer } from '../../../functions/flows/refresh-customer.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import {
  campaignOf,
  codeOf,
  issueTo,
  leftOf,
  type OffersShop,
  offersShopOn,
  putCampaign,
  reasonOf,
  redeem,
  startCampaign,
  termsOf,
} from '../../support/offers.ts';
import { orderOf } from '../../support/orders.ts';

let database: EmbeddedDatabase;
let shop: OffersShop;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
  shop = offersShopOn(database);
  await startCampaign(shop, campaignOf('plain', { total: { uses: 40, amountMinor: 50_000 } }));
});
afterAll(() => database.stop());

/** Puts an order as the shop sends it, and the customer's row with the state of a night. */
async function standAs(customer: string, state: SwitchingState): Promise<void> {
  const customerId = toCustomerId(customer);
  await recordOrders(shop, [{ index: 0, order: orderOf(`first-of-${customer}`, ['mug'], { customerId: customer }) }]);
  await refreshCustomer(shop, customerId, shop.now().toISOString(), 'stream');
  const seen = await shop.customers.findState(customerId);
  const types = { procedural: null, financial: null, relational: null, alternatives: null, dissatisfaction: null };
  const scores = { version: 1, types, switchingCost: 0.4, hold: null, coverage: 1, confidence: 1 };
  const switching = { state, rule: 'none', since: '2026-11-20', ...scores } as const;
  if (seen === undefined || !(await shop.customers.put({ ...seen.row, switching }, seen.revision, shop.now()))) {
    throw new Error('the row was not put');
  }
}

const complaint = (customer: string, step: 'opened' | 'resolved', occurredAt: string) =>
  shop.serviceEvents.put({
    type: 'case',
    eventId: `${customer}-${step}`,
    customerId: toCustomerId(customer),
    occurredAt,
    caseId: 'case-1',
    kind: 'complaint',
    step,
  });

describe('an offer', () => {
  it('is redeemed: offer, budget and order change together', async () => {
    await issueTo(shop, 'plain', 'ann');
    const before = await leftOf(shop, 'plain');

    const answer = await redeem(shop, 'plain', 'ann', { orderId: 'o-1' });

    const redemption = {
      orderId: 'o-1',
      redeemedAt: '2026-11-25T12:00:00.000Z',
      amountMinor: 500,
      points: 0,
      taken: [{ part: 'total#00', amountMinor: 500, uses: 1, points: 0 }],
    };
    expect(answer).toMatchObject({ outcome: 'redeemed', offer: { status: 'redeemed', revision: 3, redemption } });
    expect(await shop.offers.find(toCustomerId('ann'), 'plain')).toMatchObject({ status: 'redeemed', redemption });
    expect(await shop.redemptions.ofOrder(toOrderId('o-1'))).toEqual({
      orderId: 'o-1',
      redemptions: [
        {
          campaignId: 'plain',
          customerId: 'ann',
          code: codeOf('plain', 'ann'),
          amountMinor: 500,
          points: 0,
          stacking: 'with-others',
        },
      ],
      revision: 1,
    });
    expect(await leftOf(shop, 'plain')).toEqual({
      uses: (before.uses ?? 0) - 1,
      amountMinor: (before.amountMinor ?? 0) - 500,
    });
  });

  it('gives the same answer to the same order again, whatever it then says, and whatever holds by then', async () => {
    await issueTo(shop, 'plain', 'bob');
    const first = await redeem(shop, 'plain', 'bob', { orderId: 'o-2' });
    const left = await leftOf(shop, 'plain');

    const later = offersShopOn(database, new Date('2027-01-01T00:00:00.000Z'));
    await later.offersSwitch.put({ isStopped: true });
    expect(await redeem(shop, 'plain', 'bob', { orderId: 'o-2', order: { basketMinor: 1 } })).toEqual(first);
    expect(await redeem(later, 'plain', 'bob', { orderId: 'o-2' })).toEqual(first);
    await later.offersSwitch.put({ isStopped: false });
    expect(await leftOf(shop, 'plain')).toEqual(left);
  });

  it('is gone for another order', async () => {
    await issueTo(shop, 'plain', 'cleo');
    await redeem(shop, 'plain', 'cleo', { orderId: 'o-3' });

    expect(reasonOf(await redeem(shop, 'plain', 'cleo', { orderId: 'o-4' }))).toBe('redeemed-before');
  });

  it('is unknown to everybody but its customer, as is a code that is nobody’s', async () => {
    await issueTo(shop, 'plain', 'dora');

    const ofNobody = await redeem(shop, 'plain', 'dora', { code: 'no-such-code' });
    const ofSomebodyElse = await redeem(shop, 'plain', 'eve', { code: codeOf('plain', 'dora') });

    expect(ofNobody).toEqual({ outcome: 'refused', refusal: { because: 'unknown' } });
    expect(ofSomebodyElse).toEqual(ofNobody);
  });

  it('is withdrawn while nothing is redeemed at all, when it was taken back, and when its campaign was stopped', async () => {
    await startCampaign(shop, campaignOf('halted', { total: { uses: 10 } }));
    await issueTo(shop, 'halted', 'ann');
    await shop.offersSwitch.put({ isStopped: true });
    expect(reasonOf(await redeem(shop, 'halted', 'ann'))).toBe('withdrawn');
    await shop.offersSwitch.put({ isStopped: false });

    await putCampaign(shop, campaignOf('halted', { total: { uses: 10 } }, { status: 'stopped' }));
    expect(reasonOf(await redeem(shop, 'halted', 'ann'))).toBe('withdrawn');

    // Paused: no new offers, but those that are out stay good.
    await putCampaign(shop, campaignOf('halted', { total: { uses: 10 } }, { status: 'paused' }));
    await issueTo(shop, 'halted', 'bob');
    expect(reasonOf(await redeem(shop, 'halted', 'bob'))).toBe('redeemed');

    await issueTo(shop, 'halted', 'cleo');
    const seen = await shop.offers.find(toCustomerId('cleo'), 'halted');
    if (seen !== undefined) await shop.offers.withdraw(seen, 'state');
    expect(reasonOf(await redeem(shop, 'halted', 'cleo'))).toBe('withdrawn');
    expect(await leftOf(shop, 'halted')).toEqual({ uses: 9 });
  });

  it('is withdrawn where the parts of the budget are closed, though the campaign was read before', async () => {
    await putCampaign(shop, campaignOf('closing', { total: { uses: 10 } }));
    const closed = [{ part: 'total#00', left: { uses: 10 }, isClosed: true }];
    await shop.campaigns.makeParts('closing', closed);
    await issueTo(shop, 'closing', 'ann');

    expect(reasonOf(await redeem(shop, 'closing', 'ann'))).toBe('withdrawn');
    // Even where it is closed between reading and writing.
    const late = {
      ...shop,
      campaigns: {
        ...shop.campaigns,
        readParts: async () => closed.map((part) => ({ ...part, isClosed: false })),
      },
    };
    expect(reasonOf(await redeem(late, 'closing', 'ann'))).toBe('busy');
    expect(await leftOf(shop, 'closing')).toEqual({ uses: 10 });
  });

  it('expires at its instant, also while others are in the way', async () => {
    const expiresAt = '2026-11-25T12:00:00.000Z';
    await issueTo(shop, 'plain', 'fay', { expiresAt });
    const before = offersShopOn(database, new Date('2026-11-25T11:59:59.999Z'));
    let now = new Date('2026-11-25T11:59:59.999Z');
    // The first try meets another; by the second the time is over.
    const slow = {
      ...before,
      now: () => now,
      redemptions: { ...before.redemptions, redeem: async () => 'contended' as const },
      sleep: async () => {
        now = new Date(expiresAt);
      },
    };

    expect(await redeem(shop, 'plain', 'fay')).toEqual({
      outcome: 'refused',
      refusal: { because: 'expired', expiresAt },
    });
    expect(reasonOf(await redeem(slow, 'plain', 'fay'))).toBe('expired');
    expect(reasonOf(await redeem(before, 'plain', 'fay'))).toBe('redeemed');
  });

  it.each([
    ['minimum-spend', { minimumSpendMinor: 10_001 }, {}, { basketMinor: 10_000, minimumSpendMinor: 10_001 }],
    ['margin-floor', { marginFloor: 0.5 }, {}, { leftMinor: 4_500, neededMinor: 5_000 }],
    ['margin-floor', {}, { costMinor: 9_000 }, { leftMinor: 500, neededMinor: 1_000 }],
  ] as const)('is refused with its figures: %s', async (because, terms, order, figures) => {
    const customer = `figures-${because}-${Object.keys(order).length}`;
    await issueTo(shop, 'plain', customer, { terms: termsOf(terms) });

    expect(await redeem(shop, 'plain', customer, { order })).toEqual({
      outcome: 'refused',
      refusal: { because, ...figures },
    });
  });

  it('that is a discount is refused where nobody says what the goods cost', async () => {
    const { marginRate: _, ...settings } = shop.settings;
    await issueTo(shop, 'plain', 'gil');

    expect(reasonOf(await redeem({ ...shop, settings }, 'plain', 'gil'))).toBe('margin-unknown');
    expect(reasonOf(await redeem({ ...shop, settings }, 'plain', 'gil', { order: { costMinor: 5_000 } }))).toBe(
      'redeemed',
    );
  });

  it.each([
    ['alone', 'with-others'],
    ['with-others', 'alone'],
    ['alone', 'alone'],
  ] as const)('does not join: %s and then %s', async (first, second) => {
    const customer = `stack-${first}-${second}`;
    await startCampaign(shop, campaignOf(`${customer}-1`, { total: {} }));
    await startCampaign(shop, campaignOf(`${customer}-2`, { total: {} }));
    await issueTo(shop, `${customer}-1`, customer, { terms: termsOf({ stacking: first }) });
    await issueTo(shop, `${customer}-2`, customer, { terms: termsOf({ stacking: second }) });

    expect(reasonOf(await redeem(shop, `${customer}-1`, customer))).toBe('redeemed');
    expect(await redeem(shop, `${customer}-2`, customer)).toEqual({
      outcome: 'refused',
      refusal: { because: 'stacking', redeemedCount: 1, stacking: second },
    });
    expect(reasonOf(await redeem(shop, `${customer}-2`, customer, { orderId: `${customer}-later` }))).toBe('redeemed');
  });

  it('joins others where both may', async () => {
    await startCampaign(shop, campaignOf('joined', { total: {} }));
    await issueTo(shop, 'plain', 'hal');
    await issueTo(shop, 'joined', 'hal');

    expect(reasonOf(await redeem(shop, 'plain', 'hal'))).toBe('redeemed');
    expect(reasonOf(await redeem(shop, 'joined', 'hal'))).toBe('redeemed');
    expect((await shop.redemptions.ofOrder(toOrderId('order-of-hal'))).redemptions).toHaveLength(2);
  });

  it('is exhausted when the budget has too little left, of money, of uses and of points', async () => {
    const points: Partial<OfferTerms> = { kind: 'points', points: 40, amountMinor: undefined };
    await startCampaign(shop, campaignOf('money', { total: { amountMinor: 499 } }));
    await startCampaign(shop, campaignOf('used', { total: { uses: 0 } }));
    await startCampaign(shop, campaignOf('points', { total: { points: 79 } }));
    await issueTo(shop, 'money', 'ann');
    await issueTo(shop, 'used', 'ann');
    await issueTo(shop, 'points', 'ann', { terms: termsOf(points) });
    await issueTo(shop, 'points', 'bob', { terms: termsOf(points) });

    expect(reasonOf(await redeem(shop, 'money', 'ann'))).toBe('budget-exhausted');
    expect(reasonOf(await redeem(shop, 'used', 'ann'))).toBe('budget-exhausted');
    expect(reasonOf(await redeem(shop, 'points', 'ann'))).toBe('redeemed');
    expect(reasonOf(await redeem(shop, 'points', 'bob'))).toBe('budget-exhausted');
    expect(await leftOf(shop, 'points')).toEqual({ points: 39 });
  });

  it('takes from the budget of the day beside that of the whole, and another day has its own', async () => {
    const budget = { total: { uses: 10 }, perPeriod: { period: 'day', uses: 1 } } as const;
    await startCampaign(shop, campaignOf('daily', budget));
    await issueTo(shop, 'daily', 'ann');
    await issueTo(shop, 'daily', 'bob');
    const nextDay = offersShopOn(database, new Date('2026-11-26T00:00:00.000Z'));

    expect(reasonOf(await redeem(shop, 'daily', 'ann'))).toBe('redeemed');
    expect(reasonOf(await redeem(shop, 'daily', 'bob'))).toBe('budget-exhausted');
    expect(reasonOf(await redeem(nextDay, 'daily', 'bob'))).toBe('redeemed');
    expect(await leftOf(shop, 'daily')).toEqual({ uses: 8 });
    expect(await leftOf(shop, 'daily', 'day#2026-11-25')).toEqual({ uses: 0 });
    expect(await leftOf(shop, 'daily', 'day#2026-11-26')).toEqual({ uses: 0 });
  });
});

describe('what a customer may be offered', () => {
  it('is asked again when an offer is redeemed', async () => {
    await standAs('core', 'core');
    await standAs('wavering', 'wavering-valuable');
    await standAs('bargain', 'bargain-visitor');
    await issueTo(shop, 'plain', 'core');
    await issueTo(shop, 'plain', 'wavering');
    await issueTo(shop, 'plain', 'bargain');

    expect(await redeem(shop, 'plain', 'core')).toEqual({
      outcome: 'refused',
      refusal: { because: 'state', state: 'core', kind: 'amount' },
    });
    expect(reasonOf(await redeem(shop, 'plain', 'wavering'))).toBe('redeemed');
    // Only with a minimum spend.
    expect(reasonOf(await redeem(shop, 'plain', 'bargain'))).toBe('state');
  });

  it('is nothing but service from the moment of a complaint, until it is resolved', async () => {
    await standAs('ida', 'wavering-valuable');
    await issueTo(shop, 'plain', 'ida');

    await complaint('ida', 'opened', '2026-11-25T11:00:00.000Z');
    expect(await redeem(shop, 'plain', 'ida')).toEqual({
      outcome: 'refused',
      refusal: { because: 'state', state: 'service-first', kind: 'amount' },
    });
    await complaint('ida', 'resolved', '2026-11-25T11:30:00.000Z');
    expect(reasonOf(await redeem(shop, 'plain', 'ida'))).toBe('redeemed');
  });

  it('is nothing from the moment of an objection', async () => {
    const customerId = toCustomerId('jon');
    await issueTo(shop, 'plain', 'jon');
    await shop.profiles.put({ customerId, objection: true });

    expect(reasonOf(await redeem(shop, 'plain', 'jon'))).toBe('objection');
  });
});

describe('an order', () => {
  const send = (orderId: string, customer: string | undefined, over: Parameters<typeof orderOf>[2] = {}) =>
    recordOrders(shop, [
      {
        index: 0,
        order: orderOf(orderId, ['mug'], { ...(customer === undefined ? {} : { customerId: customer }), ...over }),
      },
    ]);

  it('that is cancelled redeems nothing', async () => {
    await issueTo(shop, 'plain', 'kim');
    await send('k-1', 'kim', { status: 'cancelled' });

    expect(reasonOf(await redeem(shop, 'plain', 'kim', { orderId: 'k-1' }))).toBe('order-cancelled');
  });

  it('of somebody else redeems nothing, one that is known already or a guest’s does', async () => {
    await issueTo(shop, 'plain', 'lea');
    await send('l-1', 'somebody');
    await send('l-2', undefined);

    expect(reasonOf(await redeem(shop, 'plain', 'lea', { orderId: 'l-1' }))).toBe('order-of-another');
    expect(reasonOf(await redeem(shop, 'plain', 'lea', { orderId: 'l-2' }))).toBe('redeemed');
    await issueTo(shop, 'plain', 'max');
    expect(reasonOf(await redeem(shop, 'plain', 'max', { orderId: 'l-2' }))).toBe('order-of-another');
    await send('m-1', 'max');
    expect(reasonOf(await redeem(shop, 'plain', 'max', { orderId: 'm-1' }))).toBe('redeemed');
  });

  it('that is cancelled while it redeems has redeemed nothing in the end', async () => {
    await issueTo(shop, 'plain', 'ned');
    const left = await leftOf(shop, 'plain');
    const meanwhile: OffersShop = {
      ...shop,
      redemptions: {
        ...shop.redemptions,
        redeem: async (write) => {
          const outcome = await shop.redemptions.redeem(write);
          await send('n-1', 'ned', { status: 'cancelled' });
          return outcome;
        },
      },
    };

    expect(reasonOf(await redeem(meanwhile, 'plain', 'ned', { orderId: 'n-1' }))).toBe('order-cancelled');
    expect(await shop.offers.find(toCustomerId('ned'), 'plain')).toMatchObject({ status: 'issued', revision: 4 });
    expect((await shop.redemptions.ofOrder(toOrderId('n-1'))).redemptions).toEqual([]);
    expect(await leftOf(shop, 'plain')).toEqual(left);
    expect(reasonOf(await redeem(shop, 'plain', 'ned', { orderId: 'n-2' }))).toBe('redeemed');
  });
});
