import { describe, expect, it } from 'vitest';
import { checkExtremeBuyers } from '../../../../../functions/domain/repeat-buying/check-extreme-buyers.ts';
import { fitRepeatModel } from '../../../../../functions/domain/repeat-buying/fit-repeat-model.ts';
import { mbgNbd } from '../../../../../functions/domain/repeat-buying/mbg-nbd.ts';
import { nbd } from '../../../../../functions/domain/repeat-buying/nbd.ts';
import { randomFor } from '../../../../../functions/domain/simulation/random.ts';
import { compress } from '../../../../support/cdnow.ts';
import { drawBuyer } from '../../../../support/simulated-buyers.ts';

const ordinary = Array.from({ length: 3_000 }, (_, buyer) => {
  const random = randomFor(3, buyer);
  return drawBuyer(random, 'mbgNbd', { r: 0.6, alpha: 8, a: 0.7, b: 2.2 }, 20 + 80 * random.unit());
});

describe('the check for extreme buyers', () => {
  it('shows that two robots in three thousand buyers carry a fit, and how the fit is without their excess', () => {
    const robots = [1, 2].map(() => ({ repeatPurchaseDays: 600, ageAtLastOrder: 90, age: 90 }));
    const buyers = compress([...ordinary, ...robots]);

    const check = checkExtremeBuyers(nbd, buyers, fitRepeatModel(nbd, buyers), 52);

    // One in a thousand of 3,002 is three: the two robots and the next one.
    expect(check.limitedBuyerCount).toBe(3);
    const counts = [...ordinary]
      .map(({ repeatPurchaseDays }) => repeatPurchaseDays)
      .sort((left, right) => right - left);
    expect(check.maximumRepeatPurchaseDays).toBe(counts[1]);
    expect(check.changeOfExpected).toBeLessThan(-0.05);
  });

  it('finds ordinary buyers to matter little', () => {
    const buyers = compress(ordinary);

    const check = checkExtremeBuyers(mbgNbd, buyers, fitRepeatModel(mbgNbd, buyers), 52);

    expect(check.limitedFit.status).toBe('converged');
    expect(Math.abs(check.changeOfExpected ?? 1)).toBeLessThan(0.02);
  });

  it('has no change to show where there is no fit', () => {
    const buyers = compress(ordinary.map(({ age }) => ({ repeatPurchaseDays: 0, ageAtLastOrder: 0, age })));

    const check = checkExtremeBuyers(mbgNbd, buyers, fitRepeatModel(mbgNbd, buyers), 52);

    expect(check).toMatchObject({ limitedBuyerCount: 0, changeOfExpected: null, limitedFit: { status: 'failed' } });
  });
});
