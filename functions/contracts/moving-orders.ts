import * as z from 'zod';
import { type CustomerId, toCustomerId } from '../domain/ids.ts';
import { closedObject, id } from './fields.ts';
import { type ParseResult, parseWith } from './parse-entry.ts';

/** Whose a guest's order is to be. */
export const claimRequestSchema = () =>
  closedObject({
    customerId: id().transform(toCustomerId).meta({ description: 'Who placed the order as a guest.' }),
  }).meta({ id: 'OrderClaim' });

/** Who is to be merged into the customer of the path. */
export const mergeRequestSchema = () =>
  closedObject({
    from: id()
      .transform(toCustomerId)
      .meta({ description: 'The customer who goes; all of theirs comes to the other.' }),
  }).meta({ id: 'CustomerMerge' });

/** The check of a claim: `request.invalid` with all that is wrong. */
export function createClaimRequestParser(): (body: unknown) => ParseResult<{ readonly customerId: CustomerId }> {
  const schema = claimRequestSchema();
  return (body) => parseWith(schema, body, 'request.invalid');
}

/** The check of a merge: `request.invalid` with all that is wrong. */
export function createMergeRequestParser(): (body: unknown) => ParseResult<{ readonly from: CustomerId }> {
  const schema = mergeRequestSchema();
  return (body) => parseWith(schema, body, 'request.invalid');
}

/** What a claim did. */
export const claimedOrderSchema = z
  .strictObject({
    orderId: z.string(),
    customerId: z.string().meta({
      description: 'Who has the order now: the one who was named, or the one they were merged into.',
    }),
    outcome: z.enum(['moved', 'unchanged']).meta({ description: '`unchanged`: it was theirs already.' }),
  })
  .meta({ id: 'ClaimedOrder' });

/** What a merge did. */
export const mergedCustomersSchema = z
  .strictObject({
    customerId: z.string().meta({
      description: 'Who has everything now: the customer of the path, or the one they were merged into.',
    }),
    from: z.string(),
    movedOrders: z.int().meta({ description: 'Orders moved by this call.' }),
    alreadyThere: z.int().meta({ description: 'Orders moved by earlier calls of the last 30 days.' }),
    movedFacts: z.int().meta({ description: 'Returns, views and other facts moved by this call.' }),
    objection: z.boolean().meta({
      description:
        'Whether the customer who is kept objects to being profiled, be it that the other one did. A profile is replaced whole: send the objection with it from now on.',
    }),
  })
  .meta({ id: 'MergedCustomers' });
