import { expect, test } from 'vitest';
import { mbgNbd } from '../../../../../functions/domain/repeat-buying/mbg-nbd.ts';
import { PurchasesWhileAlive } from '../../../../../functions/domain/standing/purchases-while-alive.ts';

test.each([
  // CDNOW, a shop that buyers leave fast, one that nobody leaves, and one bought from every other day.
  { r: 0.5248, alpha: 6.183, a: 0.8914, b: 1.614 },
  { r: 3, alpha: 40, a: 5, b: 1 },
  { r: 0.8, alpha: 9.9, a: 0.0014, b: 12.3 },
  { r: 0.25, alpha: 0.5, a: 0.3, b: 0.1 },
])('a series gives the purchase days of a buyer who is alive as the model does, %o', (parameters) => {
  const longest = 365.25 / 7;
  const purchases = new PurchasesWhileAlive(parameters, longest);

  for (const repeatPurchaseDays of [0, 1, 4, 30, 200]) {
    for (const age of [0, 0.5, 20, 300]) {
      for (const horizon of [0.1, 4.35, 30, longest]) {
        const buyer = { repeatPurchaseDays, ageAtLastOrder: age, age };
        const alive = mbgNbd.probabilityAlive(parameters, buyer);
        const exact = mbgNbd.expectedPurchaseDays(parameters, buyer, horizon) / alive;
        // 32 coefficients leave less than 2e-11 of the value; money needs 1e-9 of it to be right to a minor unit.
        expect(Math.abs(purchases.expected(repeatPurchaseDays, age, horizon) / exact - 1)).toBeLessThan(1e-10);
      }
    }
  }
});

test('nothing is bought in no time', () => {
  const purchases = new PurchasesWhileAlive({ r: 0.5, alpha: 6, a: 0.9, b: 1.6 }, 52);

  expect(purchases.expected(3, 20, 0)).toBe(0);
});
