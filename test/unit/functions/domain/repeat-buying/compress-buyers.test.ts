import { describe, expect, it } from 'vitest';
import { buyerCompressor } from '../../../../../functions/domain/repeat-buying/compress-buyers.ts';
import { compress } from '../../../../support/cdnow.ts';

const buyer = (repeatPurchaseDays: number, ageAtLastOrder: number, age: number) => ({
  repeatPurchaseDays,
  ageAtLastOrder,
  age,
});

describe('compressed buyers', () => {
  it('are each distinct observation once, with how many buyers have it', () => {
    const compressed = compress([buyer(2, 5, 9), buyer(0, 0, 9), buyer(2, 5, 9), buyer(2, 5, 8)]);

    expect(compressed).toEqual({
      length: 3,
      repeatPurchaseDays: Float64Array.of(0, 2, 2),
      ageAtLastOrder: Float64Array.of(0, 5, 5),
      age: Float64Array.of(9, 8, 9),
      weight: Float64Array.of(1, 1, 2),
      buyerCount: 4,
    });
  });

  it('keep tens of thousands of kinds apart', () => {
    const buyers = Array.from({ length: 40_000 }, (_, index) => buyer(index % 7, (index % 300) / 7, 50 + index / 7));

    const compressed = compress([...buyers, ...buyers]);

    expect(compressed.length).toBe(40_000);
    expect(compressed.weight.every((weight) => weight === 2)).toBe(true);
  });

  it('are none of none', () => {
    expect(compress([])).toMatchObject({ length: 0, buyerCount: 0 });
  });

  it.each([
    [buyer(-1, 0, 5)],
    [buyer(1.5, 2, 5)],
    [buyer(1, 6, 5)],
    [buyer(1, Number.NaN, 5)],
    [buyer(1, 2, Number.POSITIVE_INFINITY)],
  ])('refuse %o, which no buyer can be', (wrong) => {
    expect(() => buyerCompressor().add(wrong)).toThrow(expect.objectContaining({ code: 'models.observation' }));
  });
});
