import * as z from 'zod';
import type { CustomerActivity, NamedActivity } from '../domain/customers/customer-activity.ts';
import { date, dateOfDay, nameOfMonth } from './calendar-date.ts';
import { count, measure } from './customer-measures.ts';
import { toMajorUnits } from './money.ts';

export const activitySchema = z
  .strictObject({
    firstPurchaseDay: date('Of the first order that was not cancelled.').optional(),
    lastPurchaseDay: date('Of the latest order that was not cancelled.').optional(),
    repeatNetSpend: measure('activity.repeatNetSpend'),
    months: z
      .array(
        z.strictObject({
          month: z.string().meta({ description: 'Calendar month of the shop, such as `2026-11`.' }),
          orders: count('activity.months[].orders'),
          grossSpend: measure('activity.months[].grossSpend'),
          netSpend: measure('activity.months[].netSpend'),
        }),
      )
      .meta({ description: 'Months with an order, oldest first; of very long histories the latest ones.' }),
    categories: z
      .array(
        z.strictObject({
          name: z.string(),
          purchaseDays: count('activity.categories[].purchaseDays'),
          lines: count('activity.categories[].lines'),
        }),
      )
      .meta({ description: 'Those bought on most days first; the first few where there are many.' }),
    brands: z
      .array(
        z.strictObject({
          name: z.string(),
          purchaseDays: count('activity.brands[].purchaseDays'),
          lines: count('activity.brands[].lines'),
        }),
      )
      .meta({ description: 'As `categories`.' }),
    channels: z
      .array(
        z.strictObject({
          name: z.string(),
          purchaseDays: count('activity.channels[].purchaseDays'),
          orders: count('activity.channels[].orders'),
        }),
      )
      .meta({ description: 'As `categories`.' }),
    categoryCount: count('activity.categoryCount'),
    brandCount: count('activity.brandCount'),
    firstCategory: z.string().optional().meta({ description: 'Of the first purchase, where its orders say it.' }),
    firstChannel: z.string().optional().meta({ description: 'Of the first purchase, where its orders say it.' }),
    country: z.string().optional().meta({ description: 'Of the latest order that says it.' }),
  })
  .meta({ id: 'CustomerActivity', description: 'When and where the customer bought.' });

const linesOf = ({ name, purchaseDayCount, lineCount }: NamedActivity) => ({
  name,
  purchaseDays: purchaseDayCount,
  lines: lineCount,
});

/** Undefined fields are left out of the JSON. */
export const viewActivity = (activity: CustomerActivity, decimals: number): z.infer<typeof activitySchema> => {
  const { firstPurchaseDay, lastPurchaseDay, firstCategory, firstChannel, country } = activity;
  return {
    ...(firstPurchaseDay === undefined ? {} : { firstPurchaseDay: dateOfDay(firstPurchaseDay) }),
    ...(lastPurchaseDay === undefined ? {} : { lastPurchaseDay: dateOfDay(lastPurchaseDay) }),
    repeatNetSpend: toMajorUnits(activity.repeatSpendMinor, decimals),
    months: activity.months.map(({ month, orderCount, grossSpendMinor, netSpendMinor }) => ({
      month: nameOfMonth(month),
      orders: orderCount,
      grossSpend: toMajorUnits(grossSpendMinor, decimals),
      netSpend: toMajorUnits(netSpendMinor, decimals),
    })),
    categories: activity.categories.map(linesOf),
    brands: activity.brands.map(linesOf),
    channels: activity.channels.map(({ name, purchaseDayCount, lineCount }) => ({
      name,
      purchaseDays: purchaseDayCount,
      orders: lineCount,
    })),
    categoryCount: activity.categoryCount,
    brandCount: activity.brandCount,
    ...(firstCategory === undefined ? {} : { firstCategory }),
    ...(firstChannel === undefined ? {} : { firstChannel }),
    ...(country === undefined ? {} : { country }),
  };
};
