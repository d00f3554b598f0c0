import * as z from 'zod';
import type { CustomerSummary } from '../domain/customers/customer-summary.ts';
import type { Instant } from '../domain/orders/order.ts';
import { groupNames } from '../domain/standing/customer-group.ts';
import { date } from './calendar-date.ts';
import { activitySchema, viewActivity } from './customer-activity-view.ts';
import { factDefinitions, standingDefinitions } from './customer-definitions.ts';
import { count, measure } from './customer-measures.ts';
import { customerModelSchema, viewModel } from './customer-model-view.ts';
import { notKnown } from './customer-not-known.ts';
import type { ProfiledFound } from './customer-profiled.ts';
import { standingSchema, viewStanding } from './customer-standing-view.ts';
import { definitionsSchema, viewDefinitions } from './definitions-view.ts';
import { toMajorUnits } from './money.ts';

const time = (description: string) => z.string().meta({ format: 'date-time', description });

const groupSchema = z
  .strictObject({
    current: z.enum(groupNames).nullable().meta({ description: 'As the latest night has it; null where none has.' }),
    since: date('On which the customer came into it.').optional(),
    previous: z.enum(groupNames).optional().meta({ description: 'The group before; absent for a customer’s first.' }),
    whenRead: z.enum(groupNames).nullable().meta({
      description:
        'What the rules give by the standing now; the next night makes it the current one if it still holds.',
    }),
  })
  .meta({ id: 'CustomerGroup' });

export const customerSchema = z
  .strictObject({
    customerId: z.string(),
    orders: count('orders'),
    cancelledOrders: count('cancelledOrders'),
    purchaseDays: count('purchaseDays'),
    firstPlacedAt: time('Of the first order that was not cancelled.').optional(),
    lastPlacedAt: time('Of the latest order that was not cancelled.').optional(),
    currency: z.string().meta({ description: 'ISO 4217; the one of all amounts here.' }),
    netSpend: measure('netSpend'),
    grossSpend: measure('grossSpend'),
    returnedUnits: count('returnedUnits'),
    unmatchedReturnedUnits: count('unmatchedReturnedUnits'),
    distinctItems: count('distinctItems'),
    itemsBought: z.array(z.string()).meta({ description: 'Those items, latest first, at most 200.' }),
    otherCurrencyOrders: count('otherCurrencyOrders'),
    asOf: time('The instant the facts refer to; `standing` has its own.'),
    oversized: z
      .boolean()
      .meta({ description: 'More than 2,000 orders and returns: the facts are made once a night, see `notes`.' }),
    activity: activitySchema,
    profiling: z.enum(['allowed', 'objected']).meta({
      description:
        '`objected`: the customer objects to being profiled. Facts alone are given then: no group, no model, no standing.',
    }),
    group: groupSchema.optional(),
    model: customerModelSchema.optional(),
    standing: standingSchema.optional(),
    notKnown: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Why a value is null, in words, by its place in this answer.' }),
    notes: z.array(z.string()).meta({ description: 'What to know when reading the facts; mostly empty.' }),
    definitions: definitionsSchema,
  })
  .meta({ id: 'Customer' });

export type CustomerView = z.infer<typeof customerSchema>;

export interface CustomerFound {
  readonly summary: CustomerSummary;
  readonly asOf: Instant;
  readonly oversized: boolean;
  /** Undefined for a customer who objects to profiling. */
  readonly profiled?: ProfiledFound;
}

interface Money {
  readonly currency: string;
  readonly decimals: number;
}

function notesOf({ summary, asOf, oversized }: CustomerFound): string[] {
  const { purchaseDayCount, activity, otherCurrencyOrderCount } = summary;
  const notes: string[] = [];
  if (oversized) notes.push(`more than 2,000 orders and returns: the facts are from the night, as of ${asOf}`);
  const known = activity.purchaseDays.length;
  if (known < purchaseDayCount) {
    notes.push(`gaps and rhythm are of the latest ${known} of ${purchaseDayCount} purchase days`);
  }
  if (otherCurrencyOrderCount > 0) {
    notes.push(`${otherCurrencyOrderCount} orders in another currency are in no amount`);
  }
  return notes;
}

const viewFacts = (found: CustomerFound, { currency, decimals }: Money) => {
  const { summary, asOf, oversized } = found;
  return {
    customerId: summary.customerId,
    orders: summary.orderCount,
    cancelledOrders: summary.cancelledOrderCount,
    purchaseDays: summary.purchaseDayCount,
    ...(summary.firstPlacedAt === undefined ? {} : { firstPlacedAt: summary.firstPlacedAt }),
    ...(summary.lastPlacedAt === undefined ? {} : { lastPlacedAt: summary.lastPlacedAt }),
    currency,
    netSpend: toMajorUnits(summary.netSpendMinor, decimals),
    grossSpend: toMajorUnits(summary.grossSpendMinor, decimals),
    returnedUnits: summary.returnedUnitCount,
    unmatchedReturnedUnits: summary.unmatchedReturnedUnitCount,
    distinctItems: summary.distinctItemCount,
    itemsBought: [...summary.itemsBought],
    otherCurrencyOrders: summary.otherCurrencyOrderCount,
    asOf,
    oversized,
    activity: viewActivity(summary.activity, decimals),
    notes: notesOf(found),
  };
};

function viewProfiled(profiled: ProfiledFound, decimals: number) {
  const { group, models, standing } = profiled;
  const answer = {
    group: {
      current: group?.group ?? null,
      ...(group === undefined ? {} : { since: group.since }),
      ...(group?.previousGroup === undefined ? {} : { previous: group.previousGroup }),
      whenRead: standing.group,
    },
    model: viewModel(models, standing),
    standing: viewStanding(profiled, decimals),
  };
  return { ...answer, notKnown: { ...notKnown(answer, profiled) } };
}

/** A customer as a caller sees it, money in major units. */
export function viewCustomer(found: CustomerFound, money: Money): CustomerView {
  const { profiled } = found;
  const facts = viewFacts(found, money);
  const definitionsWith = (definitions: Parameters<typeof viewDefinitions>[0]) =>
    viewDefinitions(definitions, money.currency, {
      facts: found.asOf,
      ...(profiled === undefined ? {} : { reading: profiled.asOf }),
    });
  if (profiled === undefined) {
    return { ...facts, profiling: 'objected', definitions: definitionsWith(factDefinitions) };
  }
  return {
    ...facts,
    profiling: 'allowed',
    ...viewProfiled(profiled, money.decimals),
    definitions: definitionsWith({ ...factDefinitions, ...standingDefinitions }),
  };
}
