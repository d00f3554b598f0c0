import { expect, it } from 'vitest';
import { finishRetention } from '../../../../../functions/domain/reports/finish-retention.ts';
import { addCustomer, emptyRetentionSummary } from '../../../../../functions/domain/reports/retention-summary.ts';
import { randomFor } from '../../../../../functions/domain/simulation/random.ts';
import { groupNames } from '../../../../../functions/domain/standing/customer-group.ts';
import { reportCustomer, reportDay, reportSettings, standingWith } from '../../../../support/report-customers.ts';

const monthDays = 30.4375;

it('a report of ten years, of the longest ids and names and of sums of 15 digits fits into its row', () => {
  const random = randomFor(1);
  const summary = emptyRetentionSummary(reportSettings);
  // Four bytes a character, 128 of them: the longest that an id and a name may be.
  const long = (text: string): string => `${text} `.padEnd(256, '\u{1F6D2}').slice(0, 256);
  for (let place = 0; place < 2_400; place += 1) {
    const firstMonth = place % 120;
    const purchases = Array.from({ length: Math.min(firstMonth + 1, 37) }, (_, since) => ({
      day: Math.max(0, Math.round(reportDay - (firstMonth - since) * monthDays - random.below(20))),
      // 2,400 customers of 37 purchases each: their sum stays within whole numbers that are exact.
      spendMinor: 60_000_000_000 + random.below(4e9),
      category: long(`category ${place % 40}`),
      channel: long(`channel ${place % 30}`),
      country: `C${place % 30}`,
    }));
    const value = 1e9 * random.unit();
    const standing = standingWith({
      group: groupNames[place % groupNames.length] ?? 'new',
      probabilityAlive: random.unit(),
      lifetimeValue12MonthsDiscounted1PercentMinor: value,
      valueAtRiskMinor: value * random.unit(),
      daysSinceLastOrder: 1234,
      daysLate: 123.456789,
      gaps: { of: 'own', gapCount: 12, medianDays: 123.456789, days80: 234.567891, days95: 345.678912 },
      rfm: { recency: 1 + (place % 5), frequency: 1 + ((place >> 2) % 5), monetary: 1 },
    });
    addCustomer(summary, reportCustomer(long(`customer ${place}`), purchases, { standing }));
  }

  const report = finishRetention(summary, undefined, { currency: 'EUR' });

  expect(report.atRisk.length).toBe(100);
  expect(report.scatter.length).toBe(300);
  const bytes = Buffer.byteLength(JSON.stringify(report));
  // A row takes 400 KB; the models' own figures, missing here, are at most 20 KB.
  expect(bytes).toBeLessThan(375_000);
});
