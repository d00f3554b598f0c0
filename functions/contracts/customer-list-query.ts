import * as z from 'zod';
import { type GroupName, groupNames } from '../domain/standing/customer-group.ts';
import { decodeCursor, type ListPosition } from './customer-list-cursor.ts';
import { refusal } from './describe-value.ts';
import { closedObject } from './fields.ts';
import { type ParseResult, parseWith, refused } from './parse-entry.ts';
import type { QueryParameters } from './recommendations-query.ts';

const maximumCustomers = 200;
const defaultCustomers = 50;
const limitRule = `a whole number from 1 to ${maximumCustomers}`;
const groupRule = `one of ${groupNames.join(', ')}`;
const cursorRule = 'the nextCursor of an answer for the same group, unchanged';

/** A page of a group's list that is asked for. */
export interface AskedCustomers {
  readonly group: GroupName;
  readonly limit: number;
  /** Absent for the first page. */
  readonly after?: ListPosition;
}

export const customerListQuerySchema = closedObject(
  {
    group: z
      .enum(groupNames, { error: ({ input }) => refusal(input, groupRule) })
      .meta({ description: 'Whose customers are listed; each customer with a purchase is in exactly one group.' }),
    limit: z
      .string()
      .refine((given) => /^\d{1,3}$/.test(given) && Number(given) >= 1 && Number(given) <= maximumCustomers, {
        error: ({ input }) => refusal(input, limitRule),
      })
      .transform(Number)
      .default(defaultCustomers)
      .meta({ type: 'integer', minimum: 1, maximum: maximumCustomers, default: defaultCustomers }),
    cursor: z.string().optional().meta({ description: '`nextCursor` of the page before; the first page is without.' }),
  },
  'parameter',
);

/** The check of the query of a list: `request.query` names the parameter and what it allows. */
export function parseCustomerListQuery(query: QueryParameters): ParseResult<AskedCustomers> {
  const parsed = parseWith(customerListQuerySchema, query ?? {}, 'request.query');
  if (!parsed.ok) return parsed;
  const { group, limit, cursor } = parsed.value;
  if (cursor === undefined) return { ok: true, value: { group, limit } };
  const after = decodeCursor(cursor);
  if (after?.group === group) return { ok: true, value: { group, limit, after } };
  return refused('request.query', 'cursor', refusal(cursor, cursorRule));
}
