import { describe, expect, it } from 'vitest';
import { createRandom, randomFor } from '../../../../functions/domain/simulation/random.ts';
import { zipfSampler } from '../../../../functions/domain/simulation/zipf.ts';

describe('the random stream', () => {
  // Numbers of the reference implementation, prng.di.unimi.it/xoshiro128starstar.c, from state 1, 2, 3, 4.
  it('gives the numbers of the reference implementation of xoshiro128**', () => {
    const random = createRandom([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, () => random.next())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('is another one for every key, also for keys that differ above 32 bits', () => {
    const firsts = [[1], [2], [1, 0], [1, 1], [0, 1], [2 ** 32 + 1], [2 ** 40]].map((keys) =>
      randomFor(...keys).next(),
    );
    expect(new Set(firsts).size).toBe(firsts.length);
    expect(randomFor(7, 8).next()).toBe(randomFor(7, 8).next());
  });

  it('has the mean of a uniform and of an exponential', () => {
    const random = randomFor(3);
    const draws = 20_000;
    let uniform = 0;
    let exponential = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      uniform += random.unit();
      exponential += random.exponential(5);
    }
    // Standard errors are 0.29 / sqrt(20,000) = 0.002 and 5 / sqrt(20,000) = 0.035; the bounds are five of them.
    expect(Math.abs(uniform / draws - 0.5)).toBeLessThan(0.0103);
    expect(Math.abs(exponential / draws - 5)).toBeLessThan(0.18);
  });

  it('draws ranks by Zipf: the first as often as the second twice', () => {
    const draw = zipfSampler(100, 1);
    const random = randomFor(4);
    const counts = new Array<number>(100).fill(0);
    for (let turn = 0; turn < 50_000; turn += 1) {
      const rank = draw(random);
      counts[rank] = (counts[rank] ?? 0) + 1;
    }
    // Rank 0 has a share of 1 / 5.187 and rank 1 half of it; the standard error of the ratio is about 0.025.
    expect(Math.abs((counts[0] ?? 0) / (counts[1] ?? 1) - 2)).toBeLessThan(0.13);
    expect(counts.every((count) => count >= 0)).toBe(true);
    expect(counts.reduce((sum, count) => sum + count)).toBe(50_000);
  });
});
