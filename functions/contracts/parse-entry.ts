import type * as z from 'zod';

/** One thing wrong with what was sent. */
export interface Issue {
  /** Where, `lines[3].quantity`; empty for the whole. */
  readonly path: string;
  /** What was given and what is allowed. */
  readonly message: string;
}

export interface Refused {
  readonly ok: false;
  /** `area.reason`. */
  readonly code: string;
  readonly issues: readonly Issue[];
}

export type ParseResult<Value> = { readonly ok: true; readonly value: Value } | Refused;

/** Issues told of one entry: 500 entries of 10 issues fit into an answer of 6 MB, the most a function may give. */
export const maximumIssues = 10;

/** Unknown fields are named as they were sent, and may be of any length. */
const maximumNameCharacters = 40;

export const refused = (code: string, path: string, message: string): Refused => ({
  ok: false,
  code,
  issues: [{ path, message }],
});

const cut = (name: string): string =>
  name.length <= maximumNameCharacters ? name : `${name.slice(0, maximumNameCharacters)}…`;

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`;
    return before === '' ? cut(String(part)) : `${before}.${cut(String(part))}`;
  }, '');

function issuesOf(error: z.core.$ZodError): readonly Issue[] {
  const byText = new Map<string, Issue>();
  for (const { path, message, ...rest } of error.issues) {
    const places = rest.code === 'unrecognized_keys' ? rest.keys.map((key) => [...path, key]) : [path];
    for (const place of places) {
      const issue = { path: pathText(place), message };
      // A value that breaks two checks of one field is refused once.
      byText.set(`${issue.path} ${issue.message}`, issue);
    }
  }
  const issues = [...byText.values()];
  if (issues.length <= maximumIssues) return issues;
  const left = issues.length - maximumIssues;
  return [...issues.slice(0, maximumIssues), { path: '', message: `and ${left} more issues` }];
}

/** Checks an input against a schema; all that is wrong with it is told at once. Never throws. */
export function parseWith<Output>(schema: z.ZodType<Output>, input: unknown, code: string): ParseResult<Output> {
  const result = schema.safeParse(input);
  return result.success ? { ok: true, value: result.data } : { ok: false, code, issues: issuesOf(result.error) };
}

/** A field of an input that may be anything. */
export function fieldOf(input: unknown, name: string): unknown {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, name)) return undefined;
  return Reflect.get(input, name);
}
