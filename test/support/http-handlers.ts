import type { Context } from 'aws-lambda';
import { findRoute, type HttpFunctionName, type RouteKey } from '../../functions/contracts/routes.ts';
import type { HttpEvent } from '../../functions/handlers/http/http-event.ts';
import type { HttpHandler } from '../../functions/handlers/http/http-handler.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded-database.ts';

export interface SentRequest {
  readonly routeKey: RouteKey | '$default';
  /** Scopes the authoriser found; absent where none was asked. */
  readonly scopes?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Text goes out as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The request as the gateway hands it to a function, payload 2.0. */
export function gatewayEvent(request: SentRequest): HttpEvent {
  const { routeKey, scopes, path, query, body, headers } = request;
  const rawPath = (routeKey.split(' ')[1] ?? '/nowhere').replace(/\{(\w+)\}/g, (_, name) => path?.[name] ?? '');
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(path === undefined ? {} : { pathParameters: { ...path } }),
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    requestContext: {
      requestId: 'request-1',
      ...(scopes === undefined ? {} : { authorizer: { lambda: { scopes, keyId: '1a2b3c4d' } } }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}

// Handlers ask their context for nothing but the time that is left.
export const lambdaContext = { getRemainingTimeInMillis: () => 10_000 } as unknown as Context;

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

function bodyOf(headers: Readonly<Record<string, string>>, body: string): unknown {
  if (body === '') return undefined;
  return headers['content-type']?.startsWith('text/') ? body : JSON.parse(body);
}

export async function callHandler(handler: HttpHandler, event: HttpEvent): Promise<Answered> {
  const { statusCode, headers, body } = await handler(event, lambdaContext);
  return { status: statusCode, headers, body: bodyOf(headers, body) };
}

export interface StartedHandlers {
  readonly database: EmbeddedDatabase;
  readonly authorize: typeof import('../../functions/handlers/authorize.ts').handler;
  /** Sends a request to the function of its route. */
  call(request: SentRequest): Promise<Answered>;
  stop(): Promise<void>;
}

/** The functions that answer HTTP, as a stage has them, on an embedded database. One stage a test file: they keep their settings. */
export async function startHandlers(currency = 'EUR'): Promise<StartedHandlers> {
  const database = await startEmbeddedDatabase();
  Object.assign(process.env, {
    HOLDFAST_STACK: database.stackName,
    HOLDFAST_CURRENCY: currency,
    HOLDFAST_TIME_ZONE: 'Europe/Berlin',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
  });
  const handlers: Readonly<Record<HttpFunctionName, HttpHandler>> = {
    ingest: (await import('../../functions/handlers/ingest.ts')).handler,
    storefrontRecommendations: (await import('../../functions/handlers/storefront-recommendations.ts')).handler,
    customerProfile: (await import('../../functions/handlers/customer-profile.ts')).handler,
    customerSwitching: (await import('../../functions/handlers/customer-switching.ts')).handler,
    customerTimeline: (await import('../../functions/handlers/customer-timeline.ts')).handler,
    customerRecommendations: (await import('../../functions/handlers/customer-recommendations.ts')).handler,
    eraseCustomer: (await import('../../functions/handlers/erase-customer.ts')).handler,
    moveOrders: (await import('../../functions/handlers/move-orders.ts')).handler,
    retentionReport: (await import('../../functions/handlers/retention-report.ts')).handler,
    recommendationReport: (await import('../../functions/handlers/recommendation-report.ts')).handler,
    redeemOffers: (await import('../../functions/handlers/redeem-offers.ts')).handler,
    campaigns: (await import('../../functions/handlers/campaigns.ts')).handler,
    campaignResults: (await import('../../functions/handlers/campaign-results.ts')).handler,
    contract: (await import('../../functions/handlers/contract.ts')).handler,
  };
  return {
    database,
    authorize: (await import('../../functions/handlers/authorize.ts')).handler,
    call: (request) =>
      callHandler(handlers[findRoute(request.routeKey)?.functionName ?? 'contract'], gatewayEvent(request)),
    stop: () => database.stop(),
  };
}
