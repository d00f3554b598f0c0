import * as z from 'zod';
import { HoldfastError } from '../domain/errors.ts';
import type { Issue, ParseResult } from './parse-entry.ts';

/** Errors that are told to the caller, by code. Every other one is our own fault and tells nothing. */
const problems = {
  'request.malformed-json': { status: 400, title: 'The body is not JSON' },
  'request.invalid': { status: 400, title: 'The body is not of the form the call takes' },
  'request.query': { status: 400, title: 'A query parameter is not allowed or has no allowed value' },
  'request.header': { status: 400, title: 'A header has no allowed value' },
  'request.path': { status: 400, title: 'An id in the path is not allowed' },
  'request.too-large': { status: 413, title: 'The body is too large' },
  'request.media-type': { status: 415, title: 'The body is of a media type that is not taken' },
  'access.scope': { status: 403, title: 'The key has no right to this call' },
  'route.unknown': { status: 404, title: 'There is no such call' },
  'customer.merge-itself': { status: 400, title: 'A customer cannot be merged into themselves' },
  'customer.merged': { status: 409, title: 'The customer was merged into another one' },
  'order.unknown': { status: 404, title: 'The order is not known' },
  'order.customer-changed': { status: 409, title: 'The order belongs to another customer' },
  'order.cancelled': { status: 409, title: 'The order is cancelled' },
  'offer.unknown': { status: 404, title: 'The customer has no such offer' },
  'offer.withdrawn': { status: 409, title: 'The offer is withdrawn' },
  'offer.redeemed': { status: 409, title: 'The offer was redeemed by another order' },
  'offer.expired': { status: 409, title: 'The offer has expired' },
  'offer.minimum-spend': { status: 409, title: 'The order is below the minimum spend of the offer' },
  'offer.margin-unknown': { status: 409, title: 'Nothing tells what the order costs the shop' },
  'offer.margin-floor': { status: 409, title: 'Too little would be left of the order' },
  'offer.stacking': { status: 409, title: 'The offer does not go with others of the order' },
  'offer.state': { status: 409, title: 'The customer may not be offered this any more' },
  'offer.objection': { status: 409, title: 'The customer objects to being profiled' },
  'offer.budget-exhausted': { status: 409, title: 'The budget of the campaign is exhausted' },
  'offer.busy': { status: 429, title: 'Too many redeem at once, the same request may be sent again' },
  'report.unknown-tile': { status: 404, title: 'The report has no such table' },
  'campaign.unknown': { status: 404, title: 'There is no such campaign' },
  'campaign.unknown-action': { status: 404, title: 'A campaign knows no such action' },
  'campaign.status': { status: 409, title: 'The campaign is in a status that does not allow it' },
  'campaign.ended': { status: 409, title: 'The campaign has ended' },
  'campaign.needs-approval': { status: 409, title: 'The campaign waits for an approval' },
  'campaign.needs-dry-run': { status: 409, title: 'The campaign needs a dry run first' },
  'campaign.budget': { status: 409, title: 'The budget does not cover what is spent' },
  'customer.unknown': { status: 404, title: 'The customer is not known' },
  'store.throttled': { status: 503, title: 'Too busy, the same request may be sent again' },
  'server.failed': { status: 500, title: 'The request failed through no fault of the caller' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof problems;

export const issueSchema = z
  .strictObject({
    path: z.string().meta({ description: 'Where, such as `lines[3].quantity`; empty for the whole.' }),
    message: z.string().meta({ description: 'What was given and what is allowed.' }),
  })
  .meta({ id: 'Issue' });

/** RFC 9457. */
export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: '`urn:holdfast:problem:` and the code.' }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: '`area.reason`; programs should look at this one.' }),
    detail: z.string(),
    issues: z.array(issueSchema),
  })
  .meta({ id: 'Problem' });

export type Problem = Readonly<z.infer<typeof problemSchema>>;

export const problemMediaType = 'application/problem+json';

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

export function problem(code: ProblemCode, detail: string, issues: readonly Issue[] = []): Problem {
  return { type: `urn:holdfast:problem:${code}`, ...problems[code], code, detail, issues: [...issues] };
}

/** The error of a request that cannot be answered; message and issues are shown to the caller. */
export const requestError = (
  code: ProblemCode,
  detail: string,
  options: { readonly issues?: readonly Issue[]; readonly cause?: unknown } = {},
): HoldfastError =>
  new HoldfastError(code, detail, { details: { issues: options.issues ?? [] }, cause: options.cause });

/** The problem that an error is to the caller; undefined for one that is nobody's business but ours. */
export function problemOf(error: unknown): Problem | undefined {
  if (!(error instanceof HoldfastError) || !isProblemCode(error.code)) return undefined;
  const issues = z.array(issueSchema).safeParse(error.details.issues);
  return problem(error.code, error.message, issues.data);
}

/** The value of a parse, or the problem that it is to the whole request. */
export function valueOrProblem<Value>(result: ParseResult<Value>): Value {
  if (result.ok) return result.value;
  const code = isProblemCode(result.code) ? result.code : 'request.invalid';
  const [first] = result.issues;
  const detail = first === undefined ? problems[code].title : `${first.path || 'the body'} ${first.message}`;
  throw requestError(code, detail, { issues: result.issues });
}
