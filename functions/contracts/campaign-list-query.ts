import * as z from 'zod';
import { refusal } from './describe-value.ts';
import { closedObject } from './fields.ts';
import { type ParseResult, parseWith, refused } from './parse-entry.ts';
import { parsePathId } from './path-id.ts';
import type { QueryParameters } from './recommendations-query.ts';

const maximumCampaigns = 100;
const defaultCampaigns = 50;
const limitRule = `a whole number from 1 to ${maximumCampaigns}`;
const cursorRule = 'the nextCursor of an answer, unchanged';

export interface AskedCampaigns {
  readonly limit: number;
  /** Id to go on after; absent for the first page. */
  readonly after?: string;
}

export const campaignListQuerySchema = closedObject(
  {
    limit: z
      .string()
      .refine((given) => /^\d{1,3}$/.test(given) && Number(given) >= 1 && Number(given) <= maximumCampaigns, {
        error: ({ input }) => refusal(input, limitRule),
      })
      .transform(Number)
      .default(defaultCampaigns)
      .meta({ type: 'integer', minimum: 1, maximum: maximumCampaigns, default: defaultCampaigns }),
    cursor: z.string().optional().meta({ description: '`nextCursor` of the page before; the first page is without.' }),
  },
  'parameter',
);

/** The place in the list that a page ends at. */
export const campaignCursor = (campaignId: string): string =>
  `~${Buffer.from(campaignId, 'utf8').toString('base64url')}`;

/** The check of the query of the list: `request.query` names the parameter and what it allows. */
export function parseCampaignListQuery(query: QueryParameters): ParseResult<AskedCampaigns> {
  const parsed = parseWith(campaignListQuerySchema, query ?? {}, 'request.query');
  if (!parsed.ok) return parsed;
  const { limit, cursor } = parsed.value;
  if (cursor === undefined) return { ok: true, value: { limit } };
  const after = cursor.startsWith('~') ? parsePathId(cursor, 'cursor') : undefined;
  if (after?.ok) return { ok: true, value: { limit, after: after.value } };
  return refused('request.query', 'cursor', refusal(cursor, cursorRule));
}
