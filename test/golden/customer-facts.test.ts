import { expect, it } from 'vitest';
import { summaryOfDays } from '../support/customer-summaries.ts';

const dayOf = (monthDay: string): number => Date.parse(`2015-${monthDay}`) / 86_400_000;
const asOfDay = dayOf('02-07');

// The daily example of the test suite of `lifetimes` (Davidson-Pilon), transactions until 2015-02-07; figures are whole.
it.each([
  ['1', { '01-01': 1, '02-06': 2 }, [1, 36, 37, 2]],
  ['2', { '01-01': 2 }, [0, 0, 37, 0]],
  ['3', { '01-01': 3, '01-02': 1, '01-05': 5 }, [2, 4, 37, 3]],
  ['4', { '01-16': 6, '02-02': 3, '02-05': 3 }, [2, 20, 22, 3]],
  ['5', { '01-16': 3, '01-17': 1, '01-18': 8 }, [2, 2, 22, 4.5]],
  ['6', { '02-02': 5 }, [0, 0, 5, 0]],
])(
  'customer %s of the lifetimes test suite: repeats, age at last order, age, mean repeat spend',
  (id, spends, figures) => {
    const purchases = Object.entries(spends).map(([day, spend]) => ({ day: dayOf(day), spendMinor: spend * 100 }));

    const { purchaseDayCount, activity } = summaryOfDays(id, purchases);

    const { firstPurchaseDay = Number.NaN, lastPurchaseDay = Number.NaN, repeatSpendMinor } = activity;
    const repeats = purchaseDayCount - 1;
    const meanRepeatSpend = repeats === 0 ? 0 : repeatSpendMinor / 100 / repeats;
    expect([repeats, lastPurchaseDay - firstPurchaseDay, asOfDay - firstPurchaseDay, meanRepeatSpend]).toEqual(figures);
  },
);
