import { describe, expect, it } from 'vitest';
import type { Signal } from '../../../../../functions/domain/switching/signal.ts';
import {
  actionOf,
  nextState,
  type StateInputs,
  switchingStateOf,
  switchingStates,
} from '../../../../../functions/domain/switching/switching-state.ts';

interface Over extends Partial<Omit<StateInputs, 'scores' | 'dealSeeking'>> {
  readonly switchingCost?: number | null;
  readonly alternatives?: number | null;
  readonly dissatisfaction?: number | null;
  readonly deal?: readonly [value: number, low: number, shopMean: number];
}

function found({ switchingCost = 0.4, alternatives = 0.2, dissatisfaction = 0.1, deal, ...over }: Over = {}) {
  const dealSeeking: Signal | null =
    deal === undefined
      ? null
      : { name: 'dealSeeking', value: deal[0], evidence: 9, interval: [deal[1], 1], shopMean: deal[2], inputs: {} };
  return switchingStateOf({
    scores: {
      version: 1,
      types: { procedural: null, financial: null, relational: null, alternatives, dissatisfaction },
      switchingCost,
      hold: null,
      coverage: 1,
      confidence: 1,
      confidenceLevel: 'high',
    },
    dealSeeking,
    openComplaintCount: 0,
    lastStars: 5,
    isNew: false,
    isGone: false,
    lifetimeValueMinor: 50,
    lifetimeValueP80Minor: 100,
    daysBeyondOwn80: -3,
    ...over,
  });
}

const valuable = { lifetimeValueMinor: 100 };
const late = { daysBeyondOwn80: 1 };

describe('state of a customer', () => {
  it.each<[string, Over, string, string]>([
    ['an open complaint', { openComplaintCount: 1 }, 'service-first', 'open-complaint'],
    ['two stars', { lastStars: 2 }, 'service-first', 'low-rating'],
    ['three stars', { lastStars: 3 }, 'loyal-but-light', 'on-time-not-bound'],
    ['much that went wrong', { dissatisfaction: 0.5 }, 'service-first', 'dissatisfied'],
    [
      'costs that bind one with a complaint',
      { openComplaintCount: 1, switchingCost: 0.5 },
      'captive',
      'open-complaint',
    ],
    ['a complaint before new', { openComplaintCount: 1, isNew: true }, 'service-first', 'open-complaint'],
    ['new', { isNew: true, isGone: true }, 'new', 'new'],
    ['gone before deals', { isGone: true, deal: [0.9, 0.8, 0.1] }, 'gone', 'gone'],
    ['deals', { deal: [0.5, 0.31, 0.3], ...valuable, ...late }, 'bargain-visitor', 'deal-seeking'],
    ['deals that may be chance', { deal: [0.5, 0.3, 0.3] }, 'loyal-but-light', 'on-time-not-bound'],
    ['valuable and late', { ...valuable, ...late }, 'wavering-valuable', 'valuable-and-late'],
    ['valuable, late and bound', { ...valuable, ...late, switchingCost: 0.5 }, 'core', 'valuable-and-bound'],
    ['the same with alternatives', { ...valuable, switchingCost: 0.5, alternatives: 0.5 }, 'steady', 'none'],
    ['on time, not bound', {}, 'loyal-but-light', 'on-time-not-bound'],
    ['late, not bound, of little value', late, 'steady', 'none'],
  ])('%s', (_, over, state, rule) => {
    expect(found(over)).toEqual({ state, rule });
  });

  it('is steady where nothing is known, as null matches no rule', () => {
    const nothing: Over = {
      switchingCost: null,
      alternatives: null,
      dissatisfaction: null,
      openComplaintCount: null,
      lastStars: null,
      lifetimeValueMinor: null,
      lifetimeValueP80Minor: null,
      daysBeyondOwn80: null,
    };
    expect(found(nothing)).toEqual({ state: 'steady', rule: 'none' });
    expect(found({ switchingCost: 0.9, ...valuable, alternatives: null })).toEqual({ state: 'steady', rule: 'none' });
  });

  it('calls for a service task, and nothing else, of whoever is captive or has something to complain of', () => {
    for (const state of switchingStates) {
      expect(actionOf[state] === 'service-task').toBe(state === 'captive' || state === 'service-first');
    }
  });
});

describe('a change of state', () => {
  it('needs today and yesterday to agree', () => {
    expect(nextState('steady', 'core', () => 'core')).toBe('core');
    expect(nextState('steady', 'core', () => 'steady')).toBe('steady');
    expect(nextState('steady', 'core', () => 'gone')).toBe('steady');
  });

  it('is what the first night finds, and does not ask for yesterday where nothing changed', () => {
    const unasked = () => {
      throw new Error('asked');
    };
    expect(nextState(undefined, 'new', unasked)).toBe('new');
    expect(nextState('core', 'core', unasked)).toBe('core');
  });
});
