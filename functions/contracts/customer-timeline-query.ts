import * as z from 'zod';
import type { TimelinePlace } from '../domain/customers/timeline.ts';
import { refusal } from './describe-value.ts';
import { closedObject } from './fields.ts';
import { type ParseResult, parseWith, refused } from './parse-entry.ts';
import type { QueryParameters } from './recommendations-query.ts';

const maximumEntries = 100;
const defaultEntries = 50;
const limitRule = `a whole number from 1 to ${maximumEntries}`;
const cursorRule = 'the nextCursor of an answer, unchanged';

export interface AskedTimeline {
  readonly limit: number;
  /** Absent for the first page. */
  readonly after?: TimelinePlace;
}

export const timelineQuerySchema = closedObject(
  {
    limit: z
      .string()
      .refine((given) => /^\d{1,3}$/.test(given) && Number(given) >= 1 && Number(given) <= maximumEntries, {
        error: ({ input }) => refusal(input, limitRule),
      })
      .transform(Number)
      .default(defaultEntries)
      .meta({ type: 'integer', minimum: 1, maximum: maximumEntries, default: defaultEntries }),
    cursor: z.string().optional().meta({ description: '`nextCursor` of the page before; the first page is without.' }),
  },
  'parameter',
);

const placeSchema = z.tuple([z.iso.datetime(), z.string().min(1)]);

/** Where a page ended, as opaque text; it stays good when something happens meanwhile. */
export const timelineCursor = ({ at, key }: TimelinePlace): string =>
  Buffer.from(JSON.stringify([at, key])).toString('base64url');

function placeOf(cursor: string): TimelinePlace | undefined {
  try {
    const [at, key] = placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return timelineCursor({ at, key }) === cursor ? { at, key } : undefined;
  } catch {
    return undefined;
  }
}

/** The check of the query of a timeline: `request.query` names the parameter and what it allows. */
export function parseTimelineQuery(query: QueryParameters): ParseResult<AskedTimeline> {
  const parsed = parseWith(timelineQuerySchema, query ?? {}, 'request.query');
  if (!parsed.ok) return parsed;
  const { limit, cursor } = parsed.value;
  if (cursor === undefined) return { ok: true, value: { limit } };
  const after = placeOf(cursor);
  if (after === undefined) return refused('request.query', 'cursor', refusal(cursor, cursorRule));
  return { ok: true, value: { limit, after } };
}
