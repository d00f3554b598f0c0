import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleRatio } from '../../../../functions/domain/experiments/sample-ratio.ts';
import { drawPlace } from '../../../../functions/domain/offers/thompson.ts';
import { randomFor } from '../../../../functions/domain/simulation/random.ts';

/** Counts and summed chances of customers whose chances differ. */
function assigned(seed: number, customers: number, drift = 0) {
  const random = randomFor(seed, 21);
  const arms = [0, 1, 2].map(() => ({ count: 0, expected: 0 }));
  for (let customer = 0; customer < customers; customer += 1) {
    const first = 0.1 + 0.5 * random.unit();
    const shares = [first, 0.9 - first, 0.1];
    for (const [place, share] of shares.entries()) {
      const arm = arms[place];
      if (arm !== undefined) arm.expected += share;
    }
    const taken = arms[drawPlace(random, [first + drift, 0.9 - first - drift, 0.1])];
    if (taken !== undefined) taken.count += 1;
  }
  return arms;
}

describe('the sample-ratio check', () => {
  it('of 60 and 40 where 50 and 50 are expected is 4 of one degree: p = .0455', () => {
    const ratio = sampleRatio([
      { count: 60, expected: 50 },
      { count: 40, expected: 50 },
    ]);

    expect(ratio).toEqual({ pValue: expect.closeTo(0.0455, 4), isBroken: false });
  });

  it('finds assignment by the logged chances whole in 99.9% of shops, and one off by 5 points broken', () => {
    const right = Array.from({ length: 1000 }, (_, seed) => sampleRatio(assigned(seed, 500)));
    // .001 of 1,000 is one; four are rarer than 2%, and chances that differ make it rarer still.
    expect(right.filter(({ isBroken }) => isBroken).length).toBeLessThanOrEqual(3);
    expect(right.filter(({ pValue }) => pValue !== null && pValue < 0.05).length).toBeLessThan(70);
    const wrong = Array.from({ length: 20 }, (_, seed) => sampleRatio(assigned(seed, 10_000, 0.05)));
    expect(wrong.every(({ isBroken }) => isBroken)).toBe(true);
  });

  it('puts arms of few together, and tells nothing of too few', () => {
    const alike = (count: number, expected: number) => ({ count, expected });

    expect(sampleRatio([alike(3, 2), alike(1, 3), alike(96, 95)])).toEqual(sampleRatio([alike(4, 5), alike(96, 95)]));
    // What is left over after a cell is full belongs to it.
    const fives = [alike(9, 4), alike(5, 4), alike(2, 4), alike(2, 4), alike(2, 4)];
    expect(sampleRatio(fives)).toEqual(sampleRatio([alike(14, 8), alike(6, 12)]));
    for (const arms of [[], [alike(3, 3), alike(3, 3), alike(3, 3)], [alike(9, 9)], [alike(0, 4), alike(8, 4)]]) {
      expect(sampleRatio(arms)).toEqual({ pValue: null, isBroken: false });
    }
  });

  it('is broken where an arm has customers that no chance speaks of', () => {
    expect(
      sampleRatio([
        { count: 100, expected: 101 },
        { count: 1, expected: 0 },
      ]),
    ).toEqual({ pValue: 0, isBroken: true });
  });

  it('does not depend on the order of the arms', () => {
    const arm = fc.record({ count: fc.nat(50), expected: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(fc.uniqueArray(arm, { maxLength: 6, selector: ({ expected }) => expected }), (arms) => {
        const [there, back] = [sampleRatio(arms).pValue, sampleRatio([...arms].reverse()).pValue];
        expect(back).toEqual(there === null ? null : expect.closeTo(there, 12));
      }),
    );
  });
});
