import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Invoke } from '../lambda/invocation.ts';
import type { AuthorizerPlan } from '../plan/local-plan.ts';
import { authorizerEvent, type RequestFacts } from './http-event.ts';
import { decodeSegment } from './route-table.ts';

export type Authorization =
  | { readonly verdict: 'allowed'; readonly context: JsonObject }
  | { readonly verdict: 'forbidden' | 'unauthorized' | 'failed' };

export type Authorize = (facts: RequestFacts) => Promise<Authorization>;

/** Answers kept at most, the oldest dropped first: a caller that tries keys must not fill the memory. */
const mostCachedAnswers = 10_000;

function identityValue(source: string, facts: RequestFacts): string | undefined {
  const name = source.slice(source.lastIndexOf('.') + 1);
  if (source.startsWith('$request.header.')) return facts.headers[name.toLowerCase()];
  if (source.startsWith('$request.querystring.')) return facts.query[name];
  switch (name) {
    case 'routeKey':
      return facts.match.route.routeKey;
    case 'path':
      return decodeSegment(facts.encodedPath);
    case 'httpMethod':
      return facts.method;
    default:
      return '$default';
  }
}

function readResponse(payloadText: string): Authorization {
  const response: Json = JSON.parse(payloadText);
  if (!isJsonObject(response) || typeof response.isAuthorized !== 'boolean') return { verdict: 'failed' };
  if (!response.isAuthorized) return { verdict: 'forbidden' };
  return { verdict: 'allowed', context: isJsonObject(response.context) ? response.context : {} };
}

/**
 * A Lambda authoriser with its cache. The cache is keyed by the values of all identity sources, so an answer
 * for one route opens another only where the template leaves the route out of the sources. A request without
 * one of them is refused without a call.
 */
export function createAuthorizer(plan: AuthorizerPlan, invoke: Invoke, now: () => number): Authorize {
  const cache = new Map<string, { readonly until: number; readonly authorization: Authorization }>();

  const remember = (key: string, authorization: Authorization): void => {
    const [oldest] = cache.keys();
    if (cache.size >= mostCachedAnswers && oldest !== undefined) cache.delete(oldest);
    cache.delete(key);
    cache.set(key, { until: now() + plan.cacheSeconds * 1000, authorization });
  };

  return async (facts) => {
    const identity = plan.identitySources.map((source) => identityValue(source, facts));
    if (!identity.every((value): value is string => value !== undefined && value !== '')) {
      return { verdict: 'unauthorized' };
    }
    const key = JSON.stringify(identity);
    const cached = cache.get(key);
    if (cached && cached.until > now()) return cached.authorization;
    const result = await invoke(JSON.stringify(authorizerEvent(facts, identity)));
    const authorization =
      result.status === 'succeeded' ? readResponse(result.payloadText) : { verdict: 'failed' as const };
    // A failure is no answer, and the next request deserves a new try.
    if (plan.cacheSeconds > 0 && authorization.verdict !== 'failed') remember(key, authorization);
    return authorization;
  };
}
