import * as z from 'zod';
import { fieldOf, type Issue, type ParseResult, type Refused } from './parse-entry.ts';
import { issueSchema } from './problem.ts';

/** What became of one entry; `index` is its place in the request. */
export type EntryOutcome =
  | { readonly index: number; readonly outcome: 'accepted' | 'unchanged' }
  | {
      readonly index: number;
      readonly outcome: 'rejected';
      readonly code: string;
      readonly retryable?: true;
      readonly issues: readonly Issue[];
    };

export type EntryIdName = 'orderId' | 'eventId' | 'itemId' | 'customerId';

/** The answer to a call that takes many entries. */
export const ingestResultSchema = <Name extends EntryIdName>(idName: Name) =>
  z.strictObject({
    accepted: z.int().meta({ description: 'Entries that were stored.' }),
    unchanged: z.int().meta({ description: 'Entries that were stored already, or are older than what is stored.' }),
    rejected: z
      .array(
        z.strictObject({
          index: z.int().meta({ description: 'Place of the entry in the request, from 0.' }),
          [idName]: z.string().optional().meta({ description: 'The id as it was given, where it was a text.' }),
          code: z.string(),
          retryable: z
            .literal(true)
            .optional()
            .meta({ description: 'The same entry may be accepted when sent again.' }),
          issues: z.array(issueSchema),
        }),
      )
      .meta({ description: 'In the order of the request.' }),
  });

export interface IngestResult {
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: readonly Readonly<Record<string, unknown>>[];
}

export interface ParsedEntries<Value> {
  readonly good: readonly { readonly index: number; readonly value: Value }[];
  readonly refused: readonly EntryOutcome[];
}

/** Parses each entry on its own. */
export function parseEntries<Value>(
  entries: readonly unknown[],
  parse: (entry: unknown) => ParseResult<Value>,
): ParsedEntries<Value> {
  const good: { readonly index: number; readonly value: Value }[] = [];
  const refused: EntryOutcome[] = [];
  entries.forEach((entry, index) => {
    const result: ParseResult<Value> = parse(entry);
    if (result.ok) good.push({ index, value: result.value });
    else refused.push(rejectedOutcome(index, result));
  });
  return { good, refused };
}

const rejectedOutcome = (index: number, { code, issues }: Refused): EntryOutcome => ({
  index,
  outcome: 'rejected',
  code,
  issues,
});

/** Ids are 128 characters at most; of one that is refused for its length the beginning is enough to find it. */
const shownIdCharacters = 128;

function givenId(entry: unknown, idName: EntryIdName): Readonly<Record<string, string>> {
  const id = fieldOf(entry, idName);
  return typeof id === 'string' ? { [idName]: id.slice(0, shownIdCharacters) } : {};
}

/** Adds up what became of the entries of a request. */
export function summariseOutcomes(
  entries: readonly unknown[],
  outcomes: readonly EntryOutcome[],
  idName: EntryIdName,
): IngestResult {
  const rejected = outcomes
    .filter((outcome) => outcome.outcome === 'rejected')
    .sort((left, right) => left.index - right.index)
    .map(({ index, code, retryable, issues }) => ({
      index,
      ...givenId(entries[index], idName),
      code,
      ...(retryable ? { retryable } : {}),
      issues,
    }));
  const count = (wanted: EntryOutcome['outcome']): number =>
    outcomes.filter(({ outcome }) => outcome === wanted).length;
  return { accepted: count('accepted'), unchanged: count('unchanged'), rejected };
}
