import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '../json.ts';
import { localAccount, localRegion } from '../template/local-account.ts';
import { decodeSegment, type RouteMatch } from './route-table.ts';

/** What every event of payload format 2.0 says about a request. */
export interface RequestFacts {
  readonly requestId: string;
  readonly apiId: string;
  readonly method: string;
  /** As sent, without the query. */
  readonly encodedPath: string;
  readonly rawQueryString: string;
  readonly match: RouteMatch;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  readonly sourceIp: string;
  readonly protocol: string;
  readonly epochMilliseconds: number;
}

/** Names in lower case, several values joined by commas, cookies apart. */
function readHeaders(request: IncomingMessage): Pick<RequestFacts, 'headers' | 'cookies'> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (values && name !== 'cookie') headers[name] = values.join(',');
  }
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return { headers, cookies: cookies.filter((cookie) => cookie !== '') };
}

function readQuery(rawQueryString: string): Readonly<Record<string, string>> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    const earlier = Object.hasOwn(query, name) ? query[name] : undefined;
    query[name] = earlier === undefined ? value : `${earlier},${value}`;
  }
  return query;
}

export function readRequest(
  request: IncomingMessage,
  given: Pick<RequestFacts, 'requestId' | 'apiId' | 'method' | 'encodedPath' | 'rawQueryString' | 'match'>,
): RequestFacts {
  return {
    ...given,
    ...readHeaders(request),
    query: readQuery(given.rawQueryString),
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
    protocol: `HTTP/${request.httpVersion}`,
    epochMilliseconds: Date.now(),
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000` */
function commonLogTime(epochMilliseconds: number): string {
  const time = new Date(epochMilliseconds);
  const day = String(time.getUTCDate()).padStart(2, '0');
  return `${day}/${months[time.getUTCMonth()]}/${time.getUTCFullYear()}:${time.toISOString().slice(11, 19)} +0000`;
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

/** The fields that the events of a route and of its authoriser share. API Gateway decodes the path it shows. */
function commonFields(facts: RequestFacts): JsonObject {
  const { match, headers, cookies, query } = facts;
  return {
    version: '2.0',
    routeKey: match.route.routeKey,
    rawPath: decodeSegment(facts.encodedPath),
    rawQueryString: facts.rawQueryString,
    ...(cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(isEmpty(query) ? {} : { queryStringParameters: query }),
    ...(isEmpty(match.pathParameters) ? {} : { pathParameters: match.pathParameters }),
  };
}

function requestContext(facts: RequestFacts): JsonObject {
  const domainName = `${facts.apiId}.execute-api.${localRegion}.amazonaws.com`;
  return {
    accountId: localAccount,
    apiId: facts.apiId,
    domainName,
    domainPrefix: facts.apiId,
    http: {
      method: facts.method,
      path: decodeSegment(facts.encodedPath),
      protocol: facts.protocol,
      sourceIp: facts.sourceIp,
      userAgent: facts.headers['user-agent'] ?? '',
    },
    requestId: facts.requestId,
    routeKey: facts.match.route.routeKey,
    stage: '$default',
    time: commonLogTime(facts.epochMilliseconds),
    timeEpoch: facts.epochMilliseconds,
  };
}

/** The text types that reach a function as they are; anything else is sent in base64. */
const textType = /^(text\/|application\/(json|javascript|xml)|application\/[\w.+-]*\+(json|xml))/i;

/** The event of a Lambda integration, payload format 2.0. */
export function integrationEvent(
  facts: RequestFacts,
  body: Buffer,
  authorizerContext: JsonObject | undefined,
): JsonObject {
  const type = facts.headers['content-type'];
  const isText = (type === undefined || textType.test(type)) && facts.headers['content-encoding'] === undefined;
  return {
    ...commonFields(facts),
    requestContext: {
      ...requestContext(facts),
      ...(authorizerContext ? { authorizer: { lambda: authorizerContext } } : {}),
    },
    ...(body.length > 0 ? { body: body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** The event of a REQUEST authoriser, payload format 2.0. */
export const authorizerEvent = (facts: RequestFacts, identity: readonly string[]): JsonObject => ({
  ...commonFields(facts),
  type: 'REQUEST',
  routeArn: facts.match.route.arn,
  identitySource: identity,
  requestContext: requestContext(facts),
});
