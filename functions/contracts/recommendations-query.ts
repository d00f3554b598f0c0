import * as z from 'zod';
import { type ItemId, toItemId } from '../domain/ids.ts';
import { refusal } from './describe-value.ts';
import { closedObject, oneOf } from './fields.ts';
import { type ParseResult, parseWith } from './parse-entry.ts';
import { parsePathId } from './path-id.ts';

export const maximumRecommendations = 50;
export const defaultRecommendations = 10;
/** More do not fit into an address anyway. */
export const maximumExcluded = 200;

export const recommendationKinds = ['together'] as const;

export interface RecommendationsQuery {
  readonly kind: (typeof recommendationKinds)[number];
  /** 1 to 50. */
  readonly limit: number;
  /** Items not to name, such as those already in the basket. */
  readonly exclude: readonly ItemId[];
}

const limitRule = `a whole number from 1 to ${maximumRecommendations}`;

export const recommendationsQuerySchema = closedObject(
  {
    kind: oneOf(recommendationKinds).default('together'),
    limit: z
      .string()
      .refine((limit) => /^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= maximumRecommendations, {
        error: ({ input }) => refusal(input, limitRule),
      })
      .transform(Number)
      .default(defaultRecommendations)
      .meta({ type: 'integer', minimum: 1, maximum: maximumRecommendations, default: defaultRecommendations }),
    exclude: z
      .string()
      .transform((list, { issues }): readonly ItemId[] => {
        const ids = list.split(',').filter((part) => part !== '');
        if (ids.length > maximumExcluded) {
          const message = `names ${ids.length} items; needed is a list of at most ${maximumExcluded}`;
          issues.push({ code: 'custom', input: list, message });
        }
        return ids.flatMap((given) => {
          const id = parsePathId(given, 'exclude');
          if (id.ok) return [toItemId(id.value)];
          for (const { message } of id.issues) issues.push({ code: 'custom', input: given, message });
          return [];
        });
      })
      .default([])
      .meta({
        type: 'string',
        description: 'Item ids parted by commas; an id with a comma is written as "~" and its base64url.',
      }),
  },
  'parameter',
);

/** Checks the query of the recommendations call; `request.query` names the parameter and what it allows. */
export const parseRecommendationsQuery = (
  query: Readonly<Record<string, string | undefined>> | undefined,
): ParseResult<RecommendationsQuery> => parseWith(recommendationsQuerySchema, query ?? {}, 'request.query');
