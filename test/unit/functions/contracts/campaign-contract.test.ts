import { describe, expect, it } from 'vitest';
import { createCampaignParser } from '../../../../functions/contracts/campaign-contract.ts';
import { viewCampaignDefinition } from '../../../../functions/contracts/campaign-definition-view.ts';
import { allowedIn, offerKinds } from '../../../../functions/domain/offers/offer-kinds.ts';
import { switchingStates } from '../../../../functions/domain/switching/switching-state.ts';
import { contractIn, sentCampaign, without } from '../../../support/contract-samples.ts';

const parse = createCampaignParser(contractIn('EUR'));

/** Path and message of all that is wrong with a campaign that is good but for these fields. */
function refusalsOf(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const result = parse('spring', sentCampaign(fields));
  return result.ok ? ['accepted'] : result.issues.map(({ path, message }) => `${path} ${message}`);
}

const arm = (fields: Readonly<Record<string, unknown>>) => ({
  arms: [{ armId: 'an-arm', ...fields }],
  audience: { states: ['wavering-valuable'] },
  budget: { total: { uses: 1, ...(fields.kind === 'points' ? { points: 1_000 } : {}) } },
});

describe('a campaign as a marketer sends it', () => {
  it('becomes the campaign of the domain, with what marketers expect where nothing is said', () => {
    expect(parse('spring', sentCampaign())).toEqual({
      ok: true,
      value: {
        campaignId: 'spring',
        name: 'Win back the wavering',
        audience: { states: ['wavering-valuable'], onlyWhereWeak: false },
        arms: [{ armId: 'ten-percent', kind: 'percent', percent: 10, minimumSpendMinor: 0, contactCostMinor: 0 }],
        budget: { total: { amountMinor: 50_000, uses: 120 } },
        startsAt: '2024-06-01T00:00:00.000Z',
        endsAt: '2024-07-01T00:00:00.000Z',
        horizonDays: 30,
        controlShare: 0.3,
        marginFloor: 0,
        offerDays: 14,
        coolDownDays: 30,
        stacking: 'alone',
        channels: [],
        quietHours: {},
        leastOrderEffect: 0.05,
        leastProfitEffectMinor: 100,
      },
    });
  });

  const everything = {
    name: 'Everything that can be said',
    audience: {
      states: ['wavering-valuable', 'loyal-but-light'],
      groups: ['at-risk', 'loyal'],
      scores: [
        { score: 'hold', atMost: 0.5 },
        { score: 'breadth', atLeast: 0.1, atMost: 1 },
        { score: 'financial', atLeast: 0 },
      ],
      lifetimeValue: { atLeast: 120.5, atMost: 900 },
      onlyWhereWeak: true,
    },
    arms: [
      {
        armId: 'set-up',
        kind: 'subscription-set-up',
        cost: 2.5,
        howToCancel: 'Any day, in your account.',
        minimumSpend: 0,
        contactCost: 0,
      },
      { armId: 'points', kind: 'points', points: 500, minimumSpend: 20, contactCost: 0.05 },
      { armId: 'tier', kind: 'tier-credit', amount: 15, minimumSpend: 0, contactCost: 0 },
    ],
    budget: {
      total: { amount: 1_000.01, uses: 5_000, points: 100_000 },
      perPeriod: { period: 'week', amount: 99.99, uses: 40, points: 1_000 },
      perCustomer: { amount: 15, points: 500 },
    },
    startsAt: '2024-06-01T00:00:00.000Z',
    endsAt: '2024-08-31T22:00:00.000Z',
    horizonDays: 45,
    controlShare: 0.5,
    marginFloor: 0.1,
    offerDays: 7,
    coolDownDays: 0,
    stacking: 'with-others',
    channels: ['push', 'email'],
    quietHours: { push: { from: '21:00', until: '08:00' }, email: { from: '00:00', until: '06:30' } },
    leastOrderEffect: 0.02,
    leastProfitEffect: 0.5,
  };

  it('is shown again in the very form that was sent', () => {
    const result = parse('spring', everything);
    if (!result.ok) throw new Error(JSON.stringify(result.issues));

    expect(result.value.arms[2]?.amountMinor).toBe(1_500);
    expect(JSON.parse(JSON.stringify(viewCampaignDefinition(result.value, 2)))).toEqual(everything);
  });

  it.each([
    { kind: 'percent', percent: 1 },
    { kind: 'percent', percent: 100, amount: 20 },
    { kind: 'bundle', percent: 15 },
    { kind: 'amount', amount: 5 },
    { kind: 'tier-credit', amount: 0.01 },
    { kind: 'free-shipping' },
    { kind: 'free-shipping', amount: 4.9 },
    { kind: 'points', points: 1 },
    { kind: 'gift-item', cost: 3 },
    { kind: 'early-access', cost: 0 },
    { kind: 'service-call', cost: 4.5 },
    { kind: 'subscription-set-up', cost: 0, howToCancel: 'In your account, at any time.' },
  ])('may have the arm $kind', (fields) => {
    expect(refusalsOf(arm(fields))).toEqual(['accepted']);
  });

  it.each([
    [{ kind: 'percent' }, 'arms[0].percent is missing; the kind "percent" needs it'],
    [{ kind: 'bundle' }, 'arms[0].percent is missing; the kind "bundle" needs it'],
    [{ kind: 'amount' }, 'arms[0].amount is missing; the kind "amount" needs it'],
    [{ kind: 'tier-credit' }, 'arms[0].amount is missing; the kind "tier-credit" needs it'],
    [{ kind: 'points' }, 'arms[0].points is missing; the kind "points" needs it'],
    [{ kind: 'gift-item' }, 'arms[0].cost is missing; the kind "gift-item" needs it'],
    [{ kind: 'early-access' }, 'arms[0].cost is missing; the kind "early-access" needs it'],
    [{ kind: 'service-call' }, 'arms[0].cost is missing; the kind "service-call" needs it'],
    [
      { kind: 'subscription-set-up', cost: 0 },
      'arms[0].howToCancel is missing; the kind "subscription-set-up" needs it',
    ],
    [
      { kind: 'subscription-set-up', howToCancel: 'Write.' },
      'arms[0].cost is missing; the kind "subscription-set-up" needs it',
    ],
    [{ kind: 'percent', percent: 0 }, 'arms[0].percent is 0; needed is a whole number from 1 to 100'],
    [{ kind: 'percent', percent: 101 }, 'arms[0].percent is 101; needed is a whole number from 1 to 100'],
    [{ kind: 'percent', percent: 12.5 }, 'arms[0].percent is 12.5; needed is a whole number from 1 to 100'],
    [{ kind: 'amount', amount: 0 }, 'arms[0].amount is 0; needed is an amount above 0'],
    [{ kind: 'percent', percent: 5, amount: 0 }, 'arms[0].amount is 0; needed is an amount above 0'],
    [{ kind: 'points', points: 0 }, 'arms[0].points is 0; needed is a whole number from 1 to 1,000,000,000'],
    [
      { kind: 'amount', amount: 5, percent: 5 },
      'arms[0].percent is not of the kind "amount"; it goes with percent, bundle',
    ],
    [
      { kind: 'points', points: 5, cost: 1 },
      'arms[0].cost is not of the kind "points"; it goes with gift-item, subscription-set-up, early-access, service-call',
    ],
    [
      { kind: 'free-shipping', howToCancel: 'Write.' },
      'arms[0].howToCancel is not of the kind "free-shipping"; it goes with subscription-set-up',
    ],
    [
      { armId: 'none', kind: 'free-shipping' },
      'arms[0].armId is "none"; needed is 1 to 64 letters, digits, "-", "_" or ".", first a letter or digit, and not "none"',
    ],
    [
      { armId: '__proto__', kind: 'free-shipping' },
      'arms[0].armId is "__proto__"; needed is 1 to 64 letters, digits, "-", "_" or ".", first a letter or digit, and not "none"',
    ],
    [
      { kind: 'free-shipping', minimumSpend: -1 },
      'arms[0].minimumSpend is -1; needed is an amount in EUR of 0 or more with at most 2 decimals',
    ],
  ])('may not have the arm %o', (fields, refusal) => {
    expect(refusalsOf(arm(fields))).toEqual([refusal]);
  });

  it.each([
    ['no name', { name: undefined }, 'name is missing; needed is text of 1 to 200 characters'],
    ['no arm', { arms: [] }, 'arms is a list of 0; needed is a list of 1 to 10'],
    [
      'two arms of one id',
      {
        arms: [
          { armId: 'a', kind: 'free-shipping' },
          { armId: 'b', kind: 'free-shipping' },
          { armId: 'a', kind: 'free-shipping' },
        ],
      },
      'arms[2].armId is "a" once more; needed is an id of its own',
    ],
    ['no state', { audience: { states: [] } }, 'audience.states is a list of 0; needed is a list of 1 to 9'],
    [
      'a state twice',
      { audience: { states: ['new', 'new'] } },
      'audience.states names one of them twice; needed are distinct ones',
    ],
    [
      'a score without bounds',
      { audience: { states: ['new'], scores: [{ score: 'hold' }] } },
      'audience.scores[0] bounds nothing; needed is atLeast, atMost or both, atLeast not above atMost',
    ],
    [
      'bounds the wrong way round',
      { audience: { states: ['new'], lifetimeValue: { atLeast: 2, atMost: 1 } } },
      'audience.lifetimeValue bounds nothing; needed is atLeast, atMost or both, atLeast not above atMost',
    ],
    [
      'a score above 1',
      { audience: { states: ['new'], scores: [{ score: 'hold', atMost: 1.5 }] } },
      'audience.scores[0].atMost is 1.5; needed is a number from 0 to 1',
    ],
    [
      'an end at the start',
      { endsAt: '2024-06-01T02:00:00+02:00' },
      'endsAt is not after startsAt; needed is a later time',
    ],
    [
      'a budget of nothing',
      { budget: { total: {} } },
      'budget.total bounds nothing; needed is at least one of amount, uses and points',
    ],
    [
      'a period of nothing',
      { budget: { total: { uses: 1 }, perPeriod: { period: 'day' } } },
      'budget.perPeriod bounds nothing; needed is at least one of amount, uses and points',
    ],
    [
      'a period that is none',
      { budget: { total: { uses: 1 }, perPeriod: { period: 'year', uses: 1 } } },
      'budget.perPeriod.period is "year"; needed is "day" or "week" or "month"',
    ],
    [
      'a customer’s budget of nothing',
      { budget: { total: { uses: 1 }, perCustomer: {} } },
      'budget.perCustomer bounds nothing; needed is amount, points or both',
    ],
    [
      'points without a budget',
      { arms: [{ armId: 'a', kind: 'points', points: 5 }], budget: { total: { amount: 5 } } },
      'budget.total.points is missing; an arm that gives points needs it',
    ],
    [
      'a budget of points that no arm gives',
      { budget: { total: { points: 5 } } },
      'budget.total.points bounds points, which no arm gives',
    ],
    ['a small control', { controlShare: 0.04 }, 'controlShare is 0.04; needed is a number from 0.05 to 0.5'],
    ['a large control', { controlShare: 0.51 }, 'controlShare is 0.51; needed is a number from 0.05 to 0.5'],
    ['a margin above all', { marginFloor: 1.1 }, 'marginFloor is 1.1; needed is a number from 0 to 1'],
    ['no horizon', { horizonDays: 0 }, 'horizonDays is 0; needed is a whole number from 1 to 365'],
    [
      'an hour that is none',
      { quietHours: { sms: { from: '24:00', until: '08:00' } } },
      'quietHours.sms.from is "24:00"; needed is a time of day such as 21:00, from 00:00 to 23:59',
    ],
    [
      'quiet of no length',
      { quietHours: { sms: { from: '08:00', until: '08:00' } } },
      'quietHours.sms begins and ends at one time; needed are two',
    ],
    [
      'a channel that is none',
      { channels: ['fax'] },
      'channels[0] is "fax"; needed is "email" or "sms" or "post" or "push"',
    ],
    ['a channel twice', { channels: ['sms', 'sms'] }, 'channels names one of them twice; needed are distinct ones'],
    ['an effect of nothing', { leastProfitEffect: 0 }, 'leastProfitEffect is 0; needed is an amount above 0'],
  ])('may not have %s', (_name, fields, refusal) => {
    expect(refusalsOf(fields)).toEqual([refusal]);
  });

  it('needs name, audience, arms, budget and times, and knows nothing else', () => {
    for (const field of ['name', 'audience', 'arms', 'budget', 'startsAt', 'endsAt']) {
      const result = parse('spring', without(sentCampaign(), field));
      expect(result.ok ? 'accepted' : result.issues.map(({ path }) => path)).toEqual([field]);
    }
    expect(refusalsOf({ campaignId: 'spring', age: 30 })).toEqual([
      expect.stringMatching(/^campaignId unknown field; known are name, audience/),
      expect.stringMatching(/^age unknown field; known are name, audience/),
    ]);
  });
});

describe('a campaign that could never send anything', () => {
  const kindFields: Readonly<Record<string, object>> = {
    percent: { percent: 10 },
    bundle: { percent: 10 },
    amount: { amount: 5 },
    'tier-credit': { amount: 5 },
    points: { points: 5 },
    'free-shipping': {},
    'subscription-set-up': { cost: 1, howToCancel: 'Write.' },
  };

  it('is refused for each state and kind as the table of states says', () => {
    for (const state of switchingStates) {
      for (const kind of offerKinds) {
        const { kinds } = allowedIn[state];
        const found = refusalsOf({
          audience: { states: [state] },
          arms: [{ armId: 'a', kind, minimumSpend: 20, ...(kindFields[kind] ?? { cost: 1 }) }],
          budget: { total: kind === 'points' ? { points: 100 } : { uses: 10 } },
        });
        const words = kinds.length === 0 ? 'nothing' : kinds.join(', ');
        const threshold = state === 'bargain-visitor' ? ', each with a minimum spend' : '';
        const refusal = `audience.states allow none of the arms, which are ${kind}: "${state}" allows ${words}${threshold}`;
        expect([state, kind, ...found]).toEqual([state, kind, kinds.includes(kind) ? 'accepted' : refusal]);
      }
    }
  });

  it('is refused where bargain visitors would get it without a minimum spend', () => {
    const ofBargain = (minimumSpend: number) =>
      refusalsOf({
        audience: { states: ['bargain-visitor'] },
        arms: [{ armId: 'a', kind: 'free-shipping', minimumSpend }],
      });

    expect(ofBargain(0.01)).toEqual(['accepted']);
    expect(ofBargain(0)).toEqual([
      'audience.states allow none of the arms, which are free-shipping: "bargain-visitor" allows percent, amount, free-shipping, each with a minimum spend',
    ]);
  });

  it('is refused where only what answers a weakness is left, and nothing does', () => {
    expect(refusalsOf({ audience: { states: ['wavering-valuable'], onlyWhereWeak: true } })).toEqual([
      expect.stringMatching(
        /onlyWhereWeak leaves points, tier-credit, subscription-set-up, bundle, early-access, service-call$/,
      ),
    ]);
  });

  it('is not refused where one state of several allows one arm of several', () => {
    const arms = [
      { armId: 'a', kind: 'percent', percent: 5 },
      { armId: 'b', kind: 'gift-item', cost: 2 },
    ];

    expect(refusalsOf({ audience: { states: ['steady', 'core'] }, arms })).toEqual(['accepted']);
  });
});
