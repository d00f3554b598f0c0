import * as z from 'zod';
import { closedObject, listOf } from './fields.ts';
import { type ParseResult, parseWith } from './parse-entry.ts';

/** Entries of one call. */
export const maximumEntries = 500;

export type EnvelopeName = 'orders' | 'events' | 'items' | 'customers';

/** The body of a call that takes many: `{orders: [...]}`. */
export const envelopeSchema = <Name extends EnvelopeName, Entry extends z.ZodType>(name: Name, entry: Entry) =>
  closedObject({ [name]: listOf(entry, 0, maximumEntries) });

/** Makes the check of a body. Entries are left as they came: each is parsed on its own, so that one bad one costs no other. */
export function createEnvelopeParser(name: EnvelopeName): (body: unknown) => ParseResult<readonly unknown[]> {
  const schema = envelopeSchema(name, z.unknown()).transform((body) => body[name] ?? []);
  return (body) => parseWith(schema, body, 'request.invalid');
}
