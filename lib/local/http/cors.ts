import type { CorsPlan } from '../plan/local-plan.ts';
import type { HttpAnswer } from './http-answer.ts';

/** `*`, `https://*` and whole origins, as API Gateway takes them. */
const allows = (pattern: string, origin: string): boolean =>
  pattern === '*' || pattern === origin || (pattern.endsWith('://*') && origin.startsWith(pattern.slice(0, -1)));

function originHeaders(cors: CorsPlan, origin: string): Record<string, string> | undefined {
  if (!cors.allowOrigins.some((pattern) => allows(pattern, origin))) return undefined;
  const anyOrigin = cors.allowOrigins.includes('*') && !cors.allowCredentials;
  return {
    'access-control-allow-origin': anyOrigin ? '*' : origin,
    ...(anyOrigin ? {} : { vary: 'origin' }),
    ...(cors.allowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
  };
}

/** The gateway's own answer to a preflight; to a foreign origin it says nothing, which the browser takes as no. */
export function preflightAnswer(cors: CorsPlan, origin: string): HttpAnswer {
  const allowed = originHeaders(cors, origin);
  const headers: Record<string, string> = allowed ?? {};
  if (allowed) {
    if (cors.allowMethods.length > 0) headers['access-control-allow-methods'] = cors.allowMethods.join(',');
    if (cors.allowHeaders.length > 0) headers['access-control-allow-headers'] = cors.allowHeaders.join(',');
    if (cors.maxAgeSeconds !== undefined) headers['access-control-max-age'] = String(cors.maxAgeSeconds);
  }
  return { statusCode: 204, headers, cookies: [], body: Buffer.alloc(0) };
}

/** Replaces the answer's own CORS headers by the configured ones, as API Gateway does. */
export function withCorsHeaders(answer: HttpAnswer, cors: CorsPlan, origin: string | undefined): HttpAnswer {
  const headers = Object.fromEntries(
    Object.entries(answer.headers).filter(([name]) => !name.startsWith('access-control-')),
  );
  if (origin === undefined) return { ...answer, headers };
  Object.assign(headers, originHeaders(cors, origin));
  if (headers['access-control-allow-origin'] !== undefined && cors.exposeHeaders.length > 0) {
    headers['access-control-expose-headers'] = cors.exposeHeaders.join(',');
  }
  return { ...answer, headers };
}
