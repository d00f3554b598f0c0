import { describe, expect, it } from 'vitest';
import { signalReason } from '../../../../functions/contracts/signal-reasons.ts';
import type { SignalInputs, SignalName } from '../../../../functions/domain/switching/signal.ts';

const money = { currency: 'GBP', decimals: 2 };
const reason = (name: SignalName, inputs: SignalInputs): string =>
  signalReason({ name, value: 0.5, interval: null, evidence: 5, shopMean: null, inputs }, money);

describe('reasons of signals', () => {
  it.each<[SignalName, SignalInputs, string]>([
    ['breadth', { categories: 1 }, 'buys in 1 category'],
    ['breadth', { categories: 3, medianCategories: 2 }, 'buys in 3 categories; median customer 2'],
    ['goodwill', { meanStars: 5, ratings: 1 }, '5 of 5 over 1 rating'],
    ['tenure', { days: 365 }, 'customer for 1 year'],
    ['tenure', { days: 440 }, 'customer for 1.2 years'],
    ['advocacy', { referrals: 1, reviews: 0 }, 'referred 1 buyer, wrote 0 reviews'],
    ['serviceFailures', { orders: 46, late: 5, open: 1 }, '5 of 46 orders came late; 1 complaint open'],
    ['serviceFailures', { orders: 1 }, 'nothing went wrong in 1 order'],
  ])('%s of %j: %s', (name, inputs, words) => {
    expect(reason(name, inputs)).toBe(words);
  });
});
