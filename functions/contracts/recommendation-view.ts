import * as z from 'zod';

const rank = z.int().min(1).meta({ description: 'Place in the list, from 1.' });
const reasonCode = z
  .enum(['bought-together', 'category-best-seller', 'shop-best-seller'])
  .meta({ description: 'Why the item is named; programs should look at this one.' });

/** What a storefront key sees of a recommendation: no figure that tells sales. */
const publicRecommendationSchema = z
  .strictObject({
    itemId: z.string(),
    rank,
    reasonCode,
    reason: z.string().meta({ description: 'The reason in words, without counts.' }),
  })
  .meta({ id: 'PublicRecommendation' });

const fullRecommendationSchema = z
  .strictObject({
    itemId: z.string(),
    rank,
    score: z.number().meta({ description: '0 to 1; the list is sorted by it.' }),
    baskets: z.int().meta({ description: 'Orders with both items; for a best-seller orders with this one.' }),
    confidence: z
      .number()
      .nullable()
      .meta({ description: 'Share of the asked item’s orders that have this one too; null for a best-seller.' }),
    lift: z
      .number()
      .nullable()
      .meta({ description: 'Times as often together as by chance; null where it is not known.' }),
    reasonCode,
    reason: z.string().meta({ description: 'The reason in words, with counts.' }),
  })
  .meta({ id: 'Recommendation' });

export const recommendationsSchema = z
  .strictObject({
    itemId: z.string(),
    known: z.boolean().meta({ description: 'The shop has sold or listed the item.' }),
    kind: z.enum(['together']),
    source: z
      .enum(['item', 'category', 'shop', 'none'])
      .meta({ description: 'Where the list comes from; everything but `item` is a fallback.' }),
    recommendationId: z.string().meta({ description: 'Name it in an order that came of this list.' }),
    recommendations: z
      .union([z.array(fullRecommendationSchema), z.array(publicRecommendationSchema)])
      .meta({ description: 'A key of the scope `storefront` alone sees no counts.' }),
  })
  .meta({ id: 'Recommendations' });

export type RecommendationsView = z.infer<typeof recommendationsSchema>;
type FullRecommendation = z.infer<typeof fullRecommendationSchema>;
type PublicRecommendation = z.infer<typeof publicRecommendationSchema>;

/** A recommendation before it is put into words. */
export interface RankedItem extends Omit<FullRecommendation, 'reason'> {
  /** Orders with the asked item. */
  readonly basketsOfItem: number;
  /** The figures are of the asked item's newest orders alone. */
  readonly newestOnly: boolean;
}

export interface RankedItems extends Omit<RecommendationsView, 'recommendations'> {
  readonly recommendations: readonly RankedItem[];
}

const wholeNumbers = new Intl.NumberFormat('en');
const smallNumbers = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

const ordersOf = (count: number): string => `${wholeNumbers.format(count)} ${count === 1 ? 'order' : 'orders'}`;

/** Two digits below 10, whole numbers from there: more would claim a precision that counts do not have. */
const timesOf = (lift: number): string =>
  (lift < 9.95 ? smallNumbers : wholeNumbers).format(lift < 9.95 ? lift : Math.round(lift));

const publicReasons: Readonly<Record<RankedItem['reasonCode'], string>> = {
  'bought-together': 'often bought together with this item',
  'category-best-seller': 'a best-seller of this category',
  'shop-best-seller': 'a best-seller of this shop',
};

/** Why an item is named, in words with counts: "in 214 of 1,022 orders with this item (4.1 times as often as by chance)". */
export function reasonWithCounts(
  item: Pick<RankedItem, 'reasonCode' | 'baskets' | 'basketsOfItem' | 'lift' | 'newestOnly'>,
): string {
  const { reasonCode, baskets, basketsOfItem, lift, newestOnly } = item;
  if (reasonCode !== 'bought-together') return `${publicReasons[reasonCode]}, in ${ordersOf(baskets)}`;
  const times = lift === null ? '' : ` (${timesOf(lift)} times as often as by chance)`;
  const all = newestOnly ? `the newest ${ordersOf(basketsOfItem)}` : ordersOf(basketsOfItem);
  return `in ${wholeNumbers.format(baskets)} of ${all} with this item${times}`;
}

const toFull = ({ basketsOfItem, newestOnly, ...item }: RankedItem): FullRecommendation => ({
  itemId: item.itemId,
  rank: item.rank,
  score: item.score,
  baskets: item.baskets,
  confidence: item.confidence,
  lift: item.lift,
  reasonCode: item.reasonCode,
  reason: reasonWithCounts({ ...item, basketsOfItem, newestOnly }),
});

const toPublic = ({ itemId, rank, reasonCode }: RankedItem): PublicRecommendation => ({
  itemId,
  rank,
  reasonCode,
  reason: publicReasons[reasonCode],
});

/**
 * A list of recommendations as its caller may see it.
 * @param withCounts false for a caller whose only right is the public one of a storefront: counts are sales figures
 */
export function viewRecommendations(found: RankedItems, withCounts: boolean): RecommendationsView {
  const { itemId, known, kind, source, recommendationId, recommendations } = found;
  return {
    itemId,
    known,
    kind,
    source,
    recommendationId,
    recommendations: withCounts ? recommendations.map(toFull) : recommendations.map(toPublic),
  };
}
