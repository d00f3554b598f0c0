import * as z from 'zod';
import { type Source, sources } from '../domain/selection/candidate.ts';
import type { Evidence, ReasonCode } from '../domain/selection/evidence.ts';
import { type AnsweredItem, listKinds, type SlotAnswer, slotKinds } from '../domain/selection/slot.ts';
import { toMajorUnits } from './money.ts';
import { publicReason, reasonWithCounts } from './recommendation-reasons.ts';

const reasonCodes = [
  'bought-together',
  'bought-later',
  'bought-instead',
  'same-brand-and-category',
  'category-best-seller',
  'shop-best-seller',
  'trending',
  'new',
  'pinned',
] as const satisfies readonly ReasonCode[];

const rank = z.int().min(1).meta({ description: 'Place in the list, from 1.' });
const source = z.enum(sources).meta({ description: 'Where this entry comes from.' });
const reasonCode = z
  .enum(reasonCodes)
  .meta({ description: 'Why the item is named; programs should look at this one.' });
const becauseOf = z.string().optional().meta({ description: 'The item of the cart that says most for this one.' });

const itemSchema = z
  .strictObject({
    name: z.string().optional(),
    url: z.string().optional(),
    imageUrl: z.string().optional(),
    price: z.number().optional().meta({ description: 'In the stage’s currency.' }),
  })
  .meta({ id: 'RecommendedItem', description: 'What the catalogue says of the item, at most a minute old.' });

/** What a storefront key sees of a recommendation: no figure that tells sales. */
const publicRecommendationSchema = z
  .strictObject({
    itemId: z.string(),
    rank,
    source,
    reasonCode,
    becauseOf,
    reason: z.string().meta({ description: 'The reason in words, without counts.' }),
    item: itemSchema.optional(),
  })
  .meta({ id: 'PublicRecommendation' });

const fullRecommendationSchema = z
  .strictObject({
    itemId: z.string(),
    rank,
    source,
    score: z.number().meta({ description: '0 to 1; compares only with entries of the same source.' }),
    baskets: z.int().nullable().meta({
      description:
        'Orders with both items; for a list of the shop orders with this one; null where customers are counted.',
    }),
    confidence: z
      .number()
      .nullable()
      .meta({ description: 'Share of the asked item’s orders that have this one too; null without such orders.' }),
    lift: z
      .number()
      .nullable()
      .meta({ description: 'Times as often together as by chance; null where it is not known.' }),
    reasonCode,
    becauseOf,
    reason: z.string().meta({ description: 'The reason in words, with counts.' }),
    item: itemSchema.optional(),
  })
  .meta({ id: 'Recommendation' });

const answerFields = {
  source: z
    .enum([...sources, 'none'])
    .meta({ description: 'The most specific source that an entry came of; `category` and `shop` are fallbacks.' }),
  recommendationId: z.string().meta({ description: 'Name it in an order that came of this list.' }),
  recommendations: z
    .union([z.array(fullRecommendationSchema), z.array(publicRecommendationSchema)])
    .meta({ description: 'A key of the scope `storefront` alone sees no counts.' }),
};
const known = z.boolean().meta({ description: 'The shop has sold or listed the item, or one of the cart.' });

export const recommendationsSchema = z
  .strictObject({ itemId: z.string(), known, kind: z.enum(['together', 'next', 'similar']), ...answerFields })
  .meta({ id: 'Recommendations' });

export const shopRecommendationsSchema = z
  .strictObject({ kind: z.enum(listKinds), ...answerFields })
  .meta({ id: 'ShopRecommendations' });

export const basketRecommendationsSchema = z
  .strictObject({ known, kind: z.literal('basket'), ...answerFields })
  .meta({ id: 'BasketRecommendations' });

export const pageRecommendationsSchema = z
  .strictObject({
    slots: z
      .array(z.strictObject({ placement: z.string(), known, kind: z.enum(slotKinds), ...answerFields }))
      .meta({ description: 'In the order they were asked for.' }),
  })
  .meta({ id: 'PageRecommendations' });

/** What a caller sees who may see counts. */
export type FullRecommendationView = z.infer<typeof fullRecommendationSchema>;

interface WithCounts {
  readonly recommendations: readonly FullRecommendationView[];
}
export type ItemRecommendationsView = Omit<z.infer<typeof recommendationsSchema>, 'recommendations'> & WithCounts;
export type ShopRecommendationsView = Omit<z.infer<typeof shopRecommendationsSchema>, 'recommendations'> & WithCounts;

/** What of an answer its caller may and wants to see. */
export interface ViewOptions {
  /** False for a caller whose only right is the public one of a storefront: counts are sales figures. */
  readonly withCounts: boolean;
  /** Whether what the catalogue says of the items comes along. */
  readonly withItems: boolean;
  /** Decimals of the stage's currency. */
  readonly decimals: number;
}

type PublicRecommendation = z.infer<typeof publicRecommendationSchema>;
type FullRecommendation = FullRecommendationView;

export interface AnswerView {
  readonly source: Source | 'none';
  readonly recommendationId: string;
  readonly recommendations: FullRecommendation[] | PublicRecommendation[];
}

const basketsOf = (evidence: Evidence): number | null => {
  if (evidence.reasonCode === 'trending') return evidence.recentBaskets;
  return 'baskets' in evidence ? evidence.baskets : null;
};

function commonOf({ itemId, rank, source, evidence, item }: AnsweredItem, { withItems, decimals }: ViewOptions) {
  const price = item?.priceMinor === undefined ? {} : { price: toMajorUnits(item.priceMinor, decimals) };
  const name = item?.name ?? item?.title;
  return {
    head: { itemId, rank, source },
    why: {
      reasonCode: evidence.reasonCode,
      ...('becauseOf' in evidence && evidence.becauseOf !== undefined ? { becauseOf: evidence.becauseOf } : {}),
    },
    listed:
      withItems && item !== undefined
        ? {
            item: {
              ...(name === undefined ? {} : { name }),
              ...(item.url === undefined ? {} : { url: item.url }),
              ...(item.imageUrl === undefined ? {} : { imageUrl: item.imageUrl }),
              ...price,
            },
          }
        : {},
  };
}

const toPublic =
  (options: ViewOptions) =>
  (entry: AnsweredItem): PublicRecommendation => {
    const { head, why, listed } = commonOf(entry, options);
    return { ...head, ...why, reason: publicReason(entry.evidence), ...listed };
  };

const toFull =
  (options: ViewOptions) =>
  (entry: AnsweredItem): FullRecommendation => {
    const { head, why, listed } = commonOf(entry, options);
    const { evidence, score } = entry;
    const isTogether = evidence.reasonCode === 'bought-together';
    return {
      ...head,
      score,
      baskets: basketsOf(evidence),
      confidence: isTogether ? evidence.confidence : null,
      lift: isTogether ? evidence.lift : null,
      ...why,
      reason: reasonWithCounts(evidence),
      ...listed,
    };
  };

/** A list as its caller may see it. */
export const viewAnswer = (
  { source, recommendationId, entries }: Omit<SlotAnswer, 'kind' | 'known'>,
  options: ViewOptions,
): AnswerView => ({
  source,
  recommendationId,
  recommendations: options.withCounts ? entries.map(toFull(options)) : entries.map(toPublic(options)),
});
