import { createEnvelopeParser, type EnvelopeName } from '../../contracts/envelope.ts';
import { type EntryIdName, type EntryOutcome, parseEntries, summariseOutcomes } from '../../contracts/ingest-result.ts';
import type { ParseResult } from '../../contracts/parse-entry.ts';
import { valueOrProblem } from '../../contracts/problem.ts';
import type { Scope } from '../../domain/access/scope.ts';
import { callerScopes, type HttpEvent } from './http-event.ts';
import type { Answer } from './http-handler.ts';
import { caching, jsonReply } from './http-reply.ts';
import { readJsonBody } from './json-body.ts';

export interface EntryTaker<Value> {
  /** The one field of the body, `orders`. */
  readonly envelope: EnvelopeName;
  /** The field that names an entry, `orderId`. */
  readonly idName: EntryIdName;
  /** Checks one entry, given the rights of who sends it. */
  readonly parse: (entry: unknown, held: readonly Scope[]) => ParseResult<Value>;
  /** Stores the good ones and says what became of each. */
  readonly record: (
    entries: readonly { readonly index: number; readonly value: Value }[],
    headers: HttpEvent['headers'],
  ) => Promise<readonly EntryOutcome[]>;
}

/** Answers a call that takes many entries: good ones are stored though others are bad. */
export function takeEntries<Value>({ envelope, idName, parse, record }: EntryTaker<Value>): Answer {
  const parseEnvelope = createEnvelopeParser(envelope);
  return async (event) => {
    const entries = valueOrProblem(parseEnvelope(readJsonBody(event)));
    const held = callerScopes(event);
    const { good, refused } = parseEntries(entries, (entry) => parse(entry, held));
    const outcomes = await record(good, event.headers);
    return jsonReply(summariseOutcomes(entries, [...refused, ...outcomes], idName), caching.never);
  };
}
