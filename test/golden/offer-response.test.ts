import { describe, expect, it } from 'vitest';
import { baseBandOf, estimateResponse, responsePriors } from '../../functions/domain/offers/response-priors.ts';

const none = { orderedCount: 0, notOrderedCount: 0 };

describe('the response to an offer: Beta prior by an odds ratio, conjugate update, by hand', () => {
  it('is assumed from the base probability of the customer: odds of 2/3 times 1.4 are 14/15', () => {
    const estimate = estimateResponse('percent', 0.4, none);

    expect(estimate.mean).toBeCloseTo(14 / 29, 12);
    expect(estimate.alpha + estimate.beta).toBeCloseTo(50, 12);
    expect(estimate).toMatchObject({ basis: 'assumed', priorVersion: responsePriors.version, ...none });
  });

  it('of nothing is the base probability itself', () => {
    expect(estimateResponse('none', 0.37, none).mean).toBeCloseTo(0.37, 12);
  });

  it('adds the counts: a prior of .5 of 50 with 30 of 50 is 55 of 100', () => {
    const estimate = estimateResponse('none', 0.5, { orderedCount: 30, notOrderedCount: 20 });

    expect(estimate).toMatchObject({ basis: 'measured', orderedCount: 30, notOrderedCount: 20 });
    expect(estimate.mean).toBeCloseTo(0.55, 12);
  });

  it('is measured from as many customers on as the prior weighs', () => {
    const basisOf = (orderedCount: number, notOrderedCount: number) =>
      estimateResponse('points', 0.2, { orderedCount, notOrderedCount }).basis;

    expect([basisOf(9, 40), basisOf(10, 40)]).toEqual(['assumed', 'measured']);
  });

  it('has an interval of 95%, symmetric about .5', () => {
    const { interval } = estimateResponse('none', 0.5, none);

    expect(interval.low + interval.high).toBeCloseTo(1, 12);
    // scipy 1.17: beta.ppf(.025, 25, 25).
    expect(interval.low).toBeCloseTo(0.36337826, 7);
  });

  it('pools counts only of customers of like base probability', () => {
    expect([0, 0.049, 0.05, 0.34, 0.35, 0.99].map(baseBandOf)).toEqual([0, 0, 0.05, 0.2, 0.35, 0.7]);
  });

  it.each([0, 1, Number.NaN])('refuses a base probability of %d', (probability) => {
    expect(() => estimateResponse('none', probability, none)).toThrow(
      expect.objectContaining({ code: 'offer.response' }),
    );
  });
});
