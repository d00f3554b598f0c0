import * as z from 'zod';
import type { GoneBecause } from '../domain/standing/customer-standing.ts';
import { date, dateOfDay } from './calendar-date.ts';
import { count, foretoldMoney, measure, perhaps, rounded, roundedDays } from './customer-measures.ts';
import { hasNoPurchase, type ProfiledFound } from './customer-profiled.ts';
import { shortGapDays, silenceInWords } from './customer-silence.ts';

const yesOrNo = (description: string) => z.boolean().nullable().meta({ description });

export const standingSchema = z
  .strictObject({
    asOf: z.string().meta({ format: 'date-time', description: 'The shop’s clock when the standing was computed.' }),
    asOfDay: date('Of that clock.'),
    probabilityAlive: perhaps('standing.probabilityAlive'),
    probabilityOfOrderNext365Days: perhaps('standing.probabilityOfOrderNext365Days'),
    expectedOrderDaysNext90Days: perhaps('standing.expectedOrderDaysNext90Days'),
    expectedOrderDaysNext365Days: perhaps('standing.expectedOrderDaysNext365Days'),
    expectedNetSpendPerOrderDay: perhaps('standing.expectedNetSpendPerOrderDay'),
    lifetimeValueNext12MonthsDiscounted1PercentAMonth: perhaps(
      'standing.lifetimeValueNext12MonthsDiscounted1PercentAMonth',
    ),
    valueAtRiskNext12MonthsDiscounted1PercentAMonth: perhaps(
      'standing.valueAtRiskNext12MonthsDiscounted1PercentAMonth',
    ),
    nextOrderIfStillBuying: z
      .strictObject({
        medianDay: date('As likely before as after.'),
        earliestDay: date('Begin of the 80% interval: 10% come before.'),
        latestDay: date('End of the 80% interval: 10% come after.').nullable(),
      })
      .nullable()
      .meta({ description: 'When the next order is due, given that the customer still buys.' }),
    silence: z.string().nullable().meta({
      description:
        'How late the customer is, in words, beside the own rhythm: `has not ordered for 74 days; usual gap 30 (24-41)`, the span being that from 20% to 80% of the gaps.',
    }),
    daysSinceLastOrder: perhaps('standing.daysSinceLastOrder'),
    daysLate: perhaps('standing.daysLate'),
    usualGap: z
      .strictObject({
        of: z.enum(['own', 'shop']).meta({
          description: '`own`: of the customer’s own gaps, from three on; `shop`: of customers with as many orders.',
        }),
        gaps: count('standing.usualGap.gaps'),
        days20: measure('standing.usualGap.days20').optional(),
        medianDays: measure('standing.usualGap.medianDays'),
        days80: measure('standing.usualGap.days80'),
        days95: measure('standing.usualGap.days95'),
      })
      .nullable(),
    isNew: z.boolean().meta({ description: 'One purchase day, under 60 days ago.' }),
    isGone: z.boolean().meta({
      description: 'An order in the next 365 days is under 10% likely, or the silence is beyond the 95% point of gaps.',
    }),
    goneBecause: z.string().optional().meta({ description: 'Which of the two, in words; only with `isGone`.' }),
    rfm: z
      .strictObject({
        recencyClass: measure('standing.rfm.recencyClass'),
        frequencyClass: measure('standing.rfm.frequencyClass'),
        monetaryClass: measure('standing.rfm.monetaryClass'),
      })
      .nullable(),
    rhythm: z.strictObject({
      gaps: count('standing.rhythm.gaps'),
      regularity: perhaps('standing.rhythm.regularity'),
      clumpiness: perhaps('standing.rhythm.clumpiness'),
      clumpinessThreshold: perhaps('standing.rhythm.clumpinessThreshold'),
      isClumpy: yesOrNo('Whether clumpiness is above the threshold.'),
    }),
    loyalty: z.strictObject({
      repurchasedWithin90Days: yesOrNo('A second purchase day at most 90 days after the first; null while too recent.'),
      repurchasedWithin365Days: yesOrNo('The same within 365 days.'),
      orderedInLast365Days: yesOrNo('A purchase day in the last 365 days.'),
      orderedIn365DaysBeforeThose: yesOrNo('A purchase day in the 365 days before; retained is who has both.'),
    }),
    crossBuying: z.strictObject({
      mainCategory: z.string().optional().meta({ description: 'Bought on most days; ties by name.' }),
      mainCategoryPurchaseDayShare: perhaps('standing.crossBuying.mainCategoryPurchaseDayShare'),
    }),
  })
  .meta({ id: 'CustomerStanding', description: 'Where the customer stands, computed when read. Null is not known.' });

export type StandingView = z.infer<typeof standingSchema>;

const goneWords: Readonly<Record<GoneBecause, string>> = {
  'order-within-365-days-unlikely': 'an order within 365 days is under 10% likely',
  'gap-beyond-own-95-percent': 'silent for longer than 95% of the customer’s own gaps',
  'gap-beyond-shop-95-percent': 'silent for longer than 95% of gaps of customers with as many orders',
};

function viewGap({ standing: { gaps }, activity }: ProfiledFound): StandingView['usualGap'] {
  if (gaps === null) return null;
  const short = gaps.of === 'own' ? shortGapDays(activity.purchaseDays) : undefined;
  return {
    of: gaps.of,
    gaps: gaps.gapCount,
    ...(short === undefined ? {} : { days20: roundedDays(short) ?? short }),
    medianDays: roundedDays(gaps.medianDays) ?? gaps.medianDays,
    days80: roundedDays(gaps.days80) ?? gaps.days80,
    days95: roundedDays(gaps.days95) ?? gaps.days95,
  };
}

function viewNextOrder({ standing: { nextOrder } }: ProfiledFound): StandingView['nextOrderIfStillBuying'] {
  if (nextOrder === null) return null;
  const { medianDay, earlyDay, lateDay } = nextOrder;
  return {
    medianDay: dateOfDay(medianDay),
    earliestDay: dateOfDay(earlyDay),
    latestDay: lateDay === null ? null : dateOfDay(lateDay),
  };
}

function viewBehaviour(found: ProfiledFound): Pick<StandingView, 'rhythm' | 'loyalty' | 'crossBuying'> {
  const { rhythm, loyalty, crossBuying } = found;
  const { mainCategory, mainCategoryDayShare } = crossBuying;
  return {
    rhythm: {
      gaps: rhythm.gapCount,
      regularity: rounded(rhythm.regularity),
      clumpiness: rounded(rhythm.clumpiness),
      clumpinessThreshold: rounded(rhythm.clumpinessThreshold),
      isClumpy: rhythm.isClumpy,
    },
    loyalty: {
      repurchasedWithin90Days: loyalty.repurchasedWithin90Days,
      repurchasedWithin365Days: loyalty.repurchasedWithin365Days,
      orderedInLast365Days: loyalty.boughtInYear,
      orderedIn365DaysBeforeThose: loyalty.boughtInYearBefore,
    },
    crossBuying: {
      ...(mainCategory === undefined ? {} : { mainCategory }),
      mainCategoryPurchaseDayShare: hasNoPurchase(found) ? null : rounded(mainCategoryDayShare),
    },
  };
}

/** The standing as a caller reads it, money in major units. */
export function viewStanding(found: ProfiledFound, decimals: number): StandingView {
  const { asOf, standing, activity } = found;
  const { rfm, goneBecause } = standing;
  const money = (minor: number | null): number | null => foretoldMoney(minor, decimals);
  return {
    asOf,
    asOfDay: dateOfDay(standing.asOfDay),
    probabilityAlive: rounded(standing.probabilityAlive),
    probabilityOfOrderNext365Days: rounded(standing.probabilityOfOrderWithin365Days),
    expectedOrderDaysNext90Days: rounded(standing.expectedPurchaseDaysIn90Days),
    expectedOrderDaysNext365Days: rounded(standing.expectedPurchaseDaysIn365Days),
    expectedNetSpendPerOrderDay: money(standing.expectedSpendPerPurchaseDayMinor),
    lifetimeValueNext12MonthsDiscounted1PercentAMonth: money(standing.lifetimeValue12MonthsDiscounted1PercentMinor),
    valueAtRiskNext12MonthsDiscounted1PercentAMonth: money(standing.valueAtRiskMinor),
    nextOrderIfStillBuying: viewNextOrder(found),
    silence: silenceInWords(standing, activity.purchaseDays),
    daysSinceLastOrder: standing.daysSinceLastOrder,
    daysLate: roundedDays(standing.daysLate),
    usualGap: viewGap(found),
    isNew: standing.isNew,
    isGone: goneBecause !== null,
    ...(goneBecause === null ? {} : { goneBecause: goneWords[goneBecause] }),
    rfm: rfm && { recencyClass: rfm.recency, frequencyClass: rfm.frequency, monetaryClass: rfm.monetary },
    ...viewBehaviour(found),
  };
}
