import * as z from 'zod';
import type { CatalogueItem } from '../domain/items/item.ts';
import {
  type BuyAgainEntry,
  emptyReasons,
  type ForYouEntry,
  type PersonalAnswer,
  personalKinds,
  personalSources,
} from '../domain/personal/personal-answer.ts';
import type { ReasonCode } from '../domain/selection/evidence.ts';
import { toMajorUnits } from './money.ts';
import { buyAgainReason, emptyReasonText, forYouReason, isoDay } from './personal-reasons.ts';

const forYouReasonCodes = [
  'bought-together',
  'category-best-seller',
  'shop-best-seller',
  'pinned',
] as const satisfies readonly ReasonCode[];

const dayOf = (description: string) => z.string().meta({ format: 'date', description });
const head = {
  itemId: z.string(),
  rank: z.int().min(1).meta({ description: 'Place in the list, from 1.' }),
};
const score = (description: string) => z.number().min(0).max(1).meta({ description });
const reason = z.string().meta({ description: 'The reason in words, with figures.' });

const listedItemSchema = z
  .strictObject({
    name: z.string().optional(),
    url: z.string().optional(),
    imageUrl: z.string().optional(),
    price: z.number().optional().meta({ description: 'In the stage’s currency.' }),
  })
  .meta({ id: 'ListedItem', description: 'What the catalogue says of the item, at most a minute old.' });

const forYouEntrySchema = z
  .strictObject({
    ...head,
    source: z.enum(personalSources).meta({ description: '`category` and `shop` are best-sellers.' }),
    score: score('Compares only with entries of the same source.'),
    reasonCode: z.enum(forYouReasonCodes).meta({ description: 'Programs should look at this one.' }),
    becauseOf: z.string().optional().meta({ description: 'The item of the customer that says most for this one.' }),
    boughtOn: dayOf('When the customer last bought that item; absent where it was looked at.').optional(),
    reason,
    item: listedItemSchema.optional(),
  })
  .meta({ id: 'ForYouRecommendation' });

const buyAgainEntrySchema = z
  .strictObject({
    ...head,
    source: z.literal('customer'),
    score: score('Probability to buy it within 7 days.'),
    reasonCode: z.literal('buy-again'),
    state: z.enum(['soon', 'due', 'overdue']).meta({ description: '`overdue`: half a gap late or more.' }),
    purchaseDays: z.int().min(1).meta({ description: 'Days on which the customer bought it.' }),
    lastBoughtOn: dayOf('Of the last purchase.'),
    dueOn: dayOf('One expected gap after it.'),
    daysUntilDue: z.int().min(1).optional().meta({ description: 'Only where it is due later than today.' }),
    daysLate: z.int().min(0).optional().meta({ description: 'Only where it is due; 0 today.' }),
    expectedGapDays: z.number().min(1).meta({
      description: 'Days between two purchases: the item’s usual gap, drawn to the customer’s own with each of these.',
    }),
    reason,
    item: listedItemSchema.optional(),
  })
  .meta({ id: 'BuyAgainRecommendation' });

export const personalRecommendationsSchema = z
  .strictObject({
    customerId: z.string(),
    known: z.boolean().meta({ description: 'The shop has had an order or return of this customer.' }),
    kind: z.enum(personalKinds),
    asOf: dayOf('Day of the shop that the list refers to.'),
    source: z
      .enum([...personalSources, 'none'])
      .meta({ description: 'The most specific source that an entry came of; `none` for an empty list.' }),
    reasonCode: z.enum(emptyReasons).optional().meta({ description: 'Why the list is empty; absent where it is not.' }),
    reason: z.string().optional().meta({ description: 'The same in words.' }),
    recommendationId: z.string().meta({ description: 'Name it in an order that came of this list.' }),
    recommendations: z.union([z.array(forYouEntrySchema), z.array(buyAgainEntrySchema)]).meta({
      description: 'Best first; of the one form for `for-you`, of the other for `buy-again`.',
    }),
  })
  .meta({ id: 'PersonalRecommendations' });

export type PersonalView = z.infer<typeof personalRecommendationsSchema>;

export interface PersonalViewOptions {
  /** Whether what the catalogue says of the items comes along. */
  readonly withItems: boolean;
  /** Decimals of the stage's currency. */
  readonly decimals: number;
}

function listed(item: CatalogueItem | undefined, { withItems, decimals }: PersonalViewOptions) {
  if (!withItems || item === undefined) return {};
  const name = item.name ?? item.title;
  return {
    item: {
      ...(name === undefined ? {} : { name }),
      ...(item.url === undefined ? {} : { url: item.url }),
      ...(item.imageUrl === undefined ? {} : { imageUrl: item.imageUrl }),
      ...(item.priceMinor === undefined ? {} : { price: toMajorUnits(item.priceMinor, decimals) }),
    },
  };
}

function viewForYou(entry: ForYouEntry, options: PersonalViewOptions): z.infer<typeof forYouEntrySchema> {
  const { itemId, rank, source, score: given, evidence, because, item } = entry;
  return {
    itemId,
    rank,
    source,
    score: given,
    reasonCode: forYouReasonCodes.find((code) => code === evidence.reasonCode) ?? 'pinned',
    ...(because === undefined ? {} : { becauseOf: because.itemId }),
    ...(because?.lastDay === undefined ? {} : { boughtOn: isoDay(because.lastDay) }),
    reason: forYouReason(entry),
    ...listed(item, options),
  };
}

function viewBuyAgain(
  entry: BuyAgainEntry,
  today: number,
  options: PersonalViewOptions,
): z.infer<typeof buyAgainEntrySchema> {
  const { itemId, rank, score: given, due, item } = entry;
  const daysLate = today - due.dueDay;
  return {
    itemId,
    rank,
    source: 'customer',
    score: given,
    reasonCode: 'buy-again',
    state: due.state,
    purchaseDays: due.purchaseDayCount,
    lastBoughtOn: isoDay(due.lastDay),
    dueOn: isoDay(due.dueDay),
    ...(daysLate < 0 ? { daysUntilDue: -daysLate } : { daysLate }),
    expectedGapDays: Math.round(due.expectedGapDays * 10) / 10,
    reason: buyAgainReason(entry, today),
    ...listed(item, options),
  };
}

/** A customer's list as a caller sees it. */
export function viewPersonal(answer: PersonalAnswer, options: PersonalViewOptions): PersonalView {
  const { customerId, known, today, source, recommendationId, emptyReason } = answer;
  return {
    customerId,
    known,
    kind: answer.kind,
    asOf: isoDay(today),
    source,
    ...(emptyReason === undefined ? {} : { reasonCode: emptyReason, reason: emptyReasonText[emptyReason] }),
    recommendationId,
    recommendations:
      answer.kind === 'for-you'
        ? answer.entries.map((entry) => viewForYou(entry, options))
        : answer.entries.map((entry) => viewBuyAgain(entry, today, options)),
  };
}
