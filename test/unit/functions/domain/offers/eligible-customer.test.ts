import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toItemId } from '../../../../../functions/domain/ids.ts';
import { type CustomerForOffers, eligibleCustomer } from '../../../../../functions/domain/offers/eligible-customer.ts';
import { discountKinds, offerKinds } from '../../../../../functions/domain/offers/offer-kinds.ts';
import type { Signal, SignalName } from '../../../../../functions/domain/switching/signal.ts';
import { switchingStates } from '../../../../../functions/domain/switching/switching-state.ts';
import {
  campaignArm,
  campaignDefinition,
  customerForOffers,
  nothingMeasured,
  offerSettings,
  switchingScores,
} from '../../../../support/eligible-customers.ts';

const signal = (name: SignalName, value: number): Signal => ({
  name,
  value,
  evidence: 20,
  interval: null,
  shopMean: 0.3,
  inputs: {},
});
const withSignals = (...signals: readonly Signal[]): Partial<CustomerForOffers> => ({
  switching: { signals, scores: switchingScores() },
});
const find = (
  customer: CustomerForOffers,
  over: Parameters<typeof campaignDefinition>[0] = {},
  settings = offerSettings,
) => eligibleCustomer(campaignDefinition(over), customer, nothingMeasured, settings);
const armIds = (customer: CustomerForOffers, over: Parameters<typeof campaignDefinition>[0] = {}) => {
  const found = find(customer, over);
  return typeof found === 'string' ? found : found.arms.map(({ armId }) => armId);
};

/** An arm of every kind, named after it. */
const everyArm = offerKinds.map((kind) =>
  campaignArm({
    armId: kind,
    kind,
    percent: 10,
    amountMinor: 500,
    points: 100,
    costMinor: 200,
    howToCancel: 'in the account',
    minimumSpendMinor: 2_000,
  }),
);

describe('who may get something', () => {
  it.each<[string, Partial<CustomerForOffers>]>([
    ['objection', { objects: true }],
    ['test-account', { isTest: true }],
    ['no-score', { state: null }],
    ['state', { state: 'steady' }],
    ['open-offer', { hasOpenOffer: true }],
    ['cool-down', { daysSinceLastOffer: 29 }],
    ['no-forecast', { expected: null }],
    ['no-arm', { margin: { netSpendMinor: 100_000, marginMinor: 0, basis: 'none' } }],
  ])('is nobody out for %s', (reason, over) => {
    expect(find(customerForOffers(over))).toBe(reason);
  });

  it('is who had an offer as long ago as the cool-down says', () => {
    expect(armIds(customerForOffers({ daysSinceLastOffer: 30 }))).toEqual(['ten-percent']);
  });

  it.each([
    ['group', { groups: ['loyal' as const] }],
    ['lifetime-value', { lifetimeValueMinor: { atLeast: 50_001 } }],
    ['lifetime-value', { lifetimeValueMinor: { atMost: 49_999 } }],
    ['score', { scores: [{ score: 'relational' as const, atLeast: 0.31 }] }],
    ['score', { scores: [{ score: 'financial' as const, atMost: 1 }] }],
    ['score', { scores: [{ score: 'hold' as const, atMost: 0.1 }] }],
    ['score', { scores: [{ score: 'dealSeeking' as const, atMost: 1 }] }],
  ])('is within the bounds of the audience, of what is known: %s %o', (reason, audience) => {
    expect(find(customerForOffers(), { audience: { states: ['wavering-valuable'], ...audience } })).toBe(reason);
  });

  it('is who is within every bound', () => {
    const audience = {
      states: ['wavering-valuable' as const],
      groups: ['at-risk' as const],
      lifetimeValueMinor: { atLeast: 50_000, atMost: 50_000 },
      scores: [
        { score: 'relational' as const, atLeast: 0.3, atMost: 0.3 },
        { score: 'switchingCost' as const, atMost: 0.25 },
        { score: 'dealSeeking' as const, atLeast: 0.4 },
      ],
    };
    expect(armIds(customerForOffers(withSignals(signal('dealSeeking', 0.4))), { audience })).toEqual(['ten-percent']);
  });
});

describe('what they may get', () => {
  it('is a service call at most where something is to be put right, whatever the campaign and the customer', () => {
    const definition = fc.record({
      arms: fc.subarray(everyArm, { minLength: 1 }),
      states: fc.subarray([...switchingStates]),
      onlyWhereWeak: fc.boolean(),
      marginFloor: fc.double({ min: 0, max: 1, noNaN: true }),
      stacking: fc.constantFrom('alone' as const, 'with-others' as const),
    });
    const customer = fc.record({
      state: fc.constantFrom('captive' as const, 'service-first' as const),
      probabilityAlive: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      lifetimeValueMinor: fc.option(fc.nat(1_000_000)),
      giftItemId: fc.constantFrom(undefined, toItemId('mug')),
      complementItemId: fc.constantFrom(undefined, toItemId('spoon')),
    });
    fc.assert(
      fc.property(definition, customer, ({ arms, states, onlyWhereWeak, ...rest }, over) => {
        const found = armIds(customerForOffers(over), { ...rest, arms, audience: { states, onlyWhereWeak } });
        if (typeof found !== 'string') expect(found).toEqual(['service-call']);
      }),
    );
    expect(
      armIds(customerForOffers({ state: 'captive' }), { arms: everyArm, audience: { states: ['captive'] } }),
    ).toEqual(['service-call']);
  });

  it('is nothing new for who buys by habit', () => {
    const arms = [campaignArm({ armId: 'bundle', kind: 'bundle' }), campaignArm()];
    const gift = { complementItemId: toItemId('spoon') };
    const habit = [signal('rhythm', 0.7), signal('reorderShare', 0.7)];
    expect(armIds(customerForOffers({ ...gift, ...withSignals(...habit) }), { arms })).toEqual(['ten-percent']);
    const half = [signal('rhythm', 0.7), signal('reorderShare', 0.69)];
    expect(armIds(customerForOffers({ ...gift, ...withSignals(...half) }), { arms })).toEqual([
      'bundle',
      'ten-percent',
    ]);
  });

  it('is no discount for who pays full prices and stays', () => {
    const stays = { probabilityAlive: 0.9, giftItemId: toItemId('mug'), complementItemId: toItemId('spoon') };
    const found = armIds(customerForOffers({ ...stays, ...withSignals(signal('dealSeeking', 0.1)) }), {
      arms: everyArm,
    });
    expect(found).toEqual(offerKinds.filter((kind) => !discountKinds.includes(kind)));
    const leaving = { ...stays, probabilityAlive: 0.89 };
    expect(
      armIds(customerForOffers({ ...leaving, ...withSignals(signal('dealSeeking', 0.1)) }), { arms: everyArm }),
    ).toEqual(offerKinds);
    expect(
      armIds(customerForOffers({ ...stays, ...withSignals(signal('dealSeeking', 0.11)) }), { arms: everyArm }),
    ).toEqual(offerKinds);
    expect(armIds(customerForOffers(stays), { arms: everyArm })).toEqual(offerKinds);
  });

  it('is an item only where there is one: a gift that is recommended, a bundle with a complement', () => {
    const gift = campaignArm({ armId: 'gift', kind: 'gift-item', costMinor: 300 });
    const arms = [gift, campaignArm({ armId: 'bundle', kind: 'bundle' }), campaignArm()];
    expect(armIds(customerForOffers(), { arms })).toEqual(['ten-percent']);
    expect(find(customerForOffers({ giftItemId: toItemId('mug') }), { arms })).toMatchObject({
      arms: [
        { armId: 'gift', itemId: 'mug', redeemCostMinor: 300 },
        { armId: 'ten-percent', itemId: undefined },
      ],
    });
    expect(find(customerForOffers({ complementItemId: toItemId('spoon') }), { arms })).toMatchObject({
      arms: [{ armId: 'bundle', itemId: 'spoon' }, { armId: 'ten-percent' }],
    });
  });

  it('answers a weak kind of switching cost where the campaign asks for it', () => {
    const audience = { states: ['wavering-valuable' as const], onlyWhereWeak: true };
    const weakIn = (types: Partial<ReturnType<typeof switchingScores>['types']>) => {
      const known = { procedural: 0.5, financial: 0.5, relational: 0.5, alternatives: 0, dissatisfaction: 0, ...types };
      const switching = { signals: [], scores: switchingScores({ types: known }) };
      return armIds(customerForOffers({ switching, complementItemId: toItemId('spoon') }), {
        arms: everyArm,
        audience,
      });
    };
    expect(weakIn({ financial: 0.49 })).toEqual(['points', 'tier-credit']);
    expect(weakIn({ procedural: 0.49 })).toEqual(['bundle', 'subscription-set-up']);
    expect(weakIn({ relational: 0.49 })).toEqual(['early-access', 'service-call']);
    expect(weakIn({ financial: null })).toBe('no-arm');
  });
});

describe('what it would bring', () => {
  it('rests on the margin of the orders that are expected of who orders', () => {
    // 22% / 20% = 1.1 orders of 100.00 with 40% left.
    expect(find(customerForOffers())).toMatchObject({
      marginMinor: expect.closeTo(4_400, 6),
      marginBasis: 'unit-costs',
    });
  });

  it.each([
    [{}, 1_000],
    [{ minimumSpendMinor: 20_000 }, 2_000],
    [{ amountMinor: 700 }, 700],
    [{ kind: 'amount' as const, amountMinor: 250 }, 250],
    [{ kind: 'free-shipping' as const }, 500],
    [{ kind: 'free-shipping' as const, amountMinor: 300 }, 300],
    [{ kind: 'points' as const, points: 120 }, 240],
    [{ kind: 'tier-credit' as const, amountMinor: 900 }, 900],
    [{ kind: 'service-call' as const, costMinor: 80 }, 80],
  ])('costs what the kind says when redeemed: %o', (over, cost) => {
    const found = find(customerForOffers(), { arms: [campaignArm(over)] }, { ...offerSettings, pointValueMinor: 2 });
    expect(found).toMatchObject({ arms: [{ redeemCostMinor: cost }] });
  });

  it('costs no more than the budget of one customer', () => {
    const budget = { total: {}, perCustomer: { amountMinor: 600 } };
    expect(find(customerForOffers(), { budget })).toMatchObject({ arms: [{ redeemCostMinor: 600, mostMinor: 600 }] });
  });

  it('goes by what was measured of customers as likely to order', () => {
    const counts = (armId: string, band: number) =>
      armId === 'ten-percent' && band === 0.2
        ? { orderedCount: 40, notOrderedCount: 10 }
        : { orderedCount: 0, notOrderedCount: 0 };
    const found = eligibleCustomer(campaignDefinition(), customerForOffers(), counts, offerSettings);
    expect(found).toMatchObject({ base: { basis: 'assumed', mean: 0.2 }, arms: [{ estimate: { basis: 'measured' } }] });
    const unmeasured = find(customerForOffers());
    const meanOf = (one: typeof found) => (typeof one === 'string' ? 0 : (one.arms[0]?.estimate.mean ?? 0));
    expect(meanOf(found)).toBeGreaterThan(meanOf(unmeasured) + 0.2);
  });

  it('has odds, however sure or unlikely an order is', () => {
    for (const probabilityOfOrder of [0, 1]) {
      const expected = { probabilityOfOrder, purchaseDays: probabilityOfOrder, spendPerPurchaseDayMinor: 10_000 };
      expect(find(customerForOffers({ expected }))).toMatchObject({ arms: [{ armId: 'ten-percent' }] });
    }
  });
});
