import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textHash } from '../../../../functions/domain/attribution/text-hash.ts';
import { shareOfVisitor } from '../../../../functions/domain/attribution/visitor-hash.ts';

/**
 * Chi-square of counts against equal ones. Bounds below are its 99.9% points for 99 degrees of freedom, 148.2; the
 * texts are fixed, so a test that passes once passes always.
 */
const chiSquare = (counts: readonly number[]): number => {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
};

function countBins(draws: Iterable<number>): readonly number[] {
  const counts = Array.from({ length: 100 }, () => 0);
  for (const share of draws) {
    const bin = Math.floor(share * 100);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

const idForms: Readonly<Record<string, (index: number) => string>> = {
  'running numbers': (index) => String(index),
  'numbers at the end of a long text': (index) => `visitor-of-the-shop-${index}`,
  'numbers at the start': (index) => `${index}@example.org`,
  'visitor, slot and day': (index) =>
    `v${index % 500}|slot-${Math.floor(index / 500) % 4}|2026-01-${Math.floor(index / 2000)}`,
};

describe('the lot of a visitor', () => {
  it('is the same every time, and from 0 to below 1', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, salt) => {
        const share = shareOfVisitor(text, salt);

        expect(share).toBe(shareOfVisitor(text, salt));
        expect(share >= 0 && share < 1).toBe(true);
      }),
    );
  });

  it.each(Object.entries(idForms))('is evenly spread over %s', (_, idAt) => {
    const draws = Array.from({ length: 50_000 }, (__, index) => shareOfVisitor(idAt(index), 'ab'));

    expect(chiSquare(countBins(draws))).toBeLessThan(148.2);
  });

  it('is evenly spread under one salt for visitors who drew alike under another', () => {
    const winners = Array.from({ length: 500_000 }, (_, index) => `visitor-${index}`).filter(
      (visitor) => shareOfVisitor(visitor, 'unpersonalised') < 0.02,
    );

    expect(winners.length).toBeGreaterThan(9_500);
    expect(winners.length).toBeLessThan(10_500);
    expect(chiSquare(countBins(winners.map((visitor) => shareOfVisitor(visitor, 'ab'))))).toBeLessThan(148.2);
  });

  it('is the same on every machine: known hashes stay', () => {
    expect([textHash(''), textHash('a'), textHash('ü', 7)]).toEqual([2_872_998_923, 2_448_022_055, 1_702_925_424]);
  });
});
