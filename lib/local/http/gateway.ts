import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { InvokePermissions } from '../access/invoke-permissions.ts';
import { errorText, type JsonObject } from '../json.ts';
import { type InvocationResult, type Invoke, maximumPayloadBytes } from '../lambda/invocation.ts';
import type { ApiPlan, FunctionPlan, RoutePlan } from '../plan/local-plan.ts';
import { type Authorization, type Authorize, createAuthorizer } from './authorizer.ts';
import { preflightAnswer, withCorsHeaders } from './cors.ts';
import {
  entityTooLarge,
  forbidden,
  functionAnswer,
  type HttpAnswer,
  internalServerError,
  notFound,
  serviceUnavailable,
  tooManyRequests,
  unauthorized,
  withBodyField,
} from './http-answer.ts';
import { integrationEvent, type RequestFacts, readRequest } from './http-event.ts';
import type { AnswerPage } from './page-files.ts';
import { readBody } from './read-body.ts';
import { createRouteTable } from './route-table.ts';
import { createTokenBucket } from './token-bucket.ts';

export interface GatewayProps {
  readonly api: ApiPlan;
  readonly permissions: InvokePermissions;
  readonly invokerOf: (target: FunctionPlan) => Invoke;
  /** Added to the answers of `GET /v1/health`. */
  readonly pendingRecords: () => number;
  /** The page that is served beside the API, where there is one. */
  readonly page?: AnswerPage;
  readonly reportProblem: (line: string) => void;
}

/** A route with what it keeps between requests. */
interface LiveRoute {
  readonly plan: RoutePlan;
  readonly takeToken: () => boolean;
  readonly authorize?: Authorize;
  readonly invoke: Invoke;
}

const gatewayService = 'apigateway.amazonaws.com';
const healthRouteKey = 'GET /v1/health';

/** The result, or undefined when it takes longer than the integration may. */
function withinTime(result: Promise<InvocationResult>, milliseconds: number): Promise<InvocationResult | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), milliseconds);
    void result.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

/** The HTTP API of the stack: preflight, route, throttle, authoriser, function, in API Gateway's order. */
export function createGateway(props: GatewayProps): Server {
  const { api, permissions, invokerOf, reportProblem } = props;
  const findRoute = createRouteTable(api.routes);

  /** An invocation the template grants no permission for fails as it does in AWS, and says why. */
  const permittedInvoker = (target: FunctionPlan, sourceArn: string): Invoke => {
    const invoke = invokerOf(target);
    if (permissions.allows(target.arn, target.name, gatewayService, sourceArn)) return invoke;
    return async () => {
      const errorMessage = `${gatewayService} may not invoke ${target.name} for ${sourceArn}: no AWS::Lambda::Permission`;
      reportProblem(errorMessage);
      return { status: 'failed', requestId: randomUUID(), errorType: 'AccessDeniedException', errorMessage };
    };
  };

  const authorizers = new Map<string, Authorize>();
  const authorizerOf = (plan: RoutePlan): Authorize | undefined => {
    const { authorizer } = plan;
    if (!authorizer) return undefined;
    const known = authorizers.get(authorizer.arn);
    if (known) return known;
    const made = createAuthorizer(authorizer, permittedInvoker(authorizer.function, authorizer.arn), Date.now);
    authorizers.set(authorizer.arn, made);
    return made;
  };

  const liveRoutes = new Map(
    api.routes.map((plan): [RoutePlan, LiveRoute] => {
      const authorize = authorizerOf(plan);
      return [
        plan,
        {
          plan,
          takeToken: plan.throttle ? createTokenBucket(plan.throttle, Date.now) : () => true,
          invoke: permittedInvoker(plan.function, plan.arn),
          ...(authorize ? { authorize } : {}),
        },
      ];
    }),
  );

  const runRoute = async (
    route: LiveRoute,
    facts: RequestFacts,
    body: Buffer,
    context: JsonObject | undefined,
  ): Promise<HttpAnswer> => {
    const eventText = JSON.stringify(integrationEvent(facts, body, context));
    if (Buffer.byteLength(eventText) > maximumPayloadBytes) return entityTooLarge();
    const result = await withinTime(route.invoke(eventText), route.plan.integrationTimeoutMilliseconds);
    if (!result) return serviceUnavailable();
    const answer = result.status === 'succeeded' ? functionAnswer(result.payloadText) : undefined;
    if (!answer) return internalServerError();
    const isHealth = facts.match.route.routeKey === healthRouteKey;
    return isHealth ? withBodyField(answer, 'pendingRecords', props.pendingRecords()) : answer;
  };

  const answerRequest = async (request: IncomingMessage): Promise<HttpAnswer> => {
    const { method = 'GET', url = '/' } = request;
    const [encodedPath = '/', ...queryParts] = url.split('?');
    const ofPage = props.page?.(method, encodedPath, request.headers);
    if (ofPage !== undefined) return ofPage;
    const match = findRoute(method, encodedPath);
    const route = match && liveRoutes.get(match.route);
    if (!match || !route) return notFound();
    if (!route.takeToken()) return tooManyRequests();
    const rawQueryString = queryParts.join('?');
    const given = { requestId: randomUUID(), apiId: api.apiId, method, encodedPath, rawQueryString, match };
    const facts = readRequest(request, given);
    // Read at once, or the data would pass by while the authoriser thinks.
    const [authorization, body] = await Promise.all([
      route.authorize?.(facts) ?? ({ verdict: 'allowed', context: undefined } as const),
      readBody(request),
    ]);
    if (authorization.verdict !== 'allowed') return refusal(authorization);
    if (!body) return entityTooLarge();
    return runRoute(route, facts, body, authorization.context);
  };

  const answerWithCors = async (request: IncomingMessage): Promise<HttpAnswer> => {
    const { origin } = request.headers;
    const { cors } = api;
    if (!cors) return answerRequest(request);
    const isPreflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    if (isPreflight && origin !== undefined) return preflightAnswer(cors, origin);
    return withCorsHeaders(await answerRequest(request), cors, origin);
  };

  return createServer((request, response) => {
    answerWithCors(request)
      .catch((error: unknown) => {
        reportProblem(`${request.method} ${request.url}: ${errorText(error)}`);
        return internalServerError();
      })
      .then(
        (answer) => send(request, response, answer),
        () => response.destroy(),
      );
  });
}

function refusal(authorization: Exclude<Authorization, { verdict: 'allowed' }>): HttpAnswer {
  switch (authorization.verdict) {
    case 'unauthorized':
      return unauthorized();
    case 'forbidden':
      return forbidden();
    case 'failed':
      return internalServerError();
  }
}

function send(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void {
  // What the client still sends is of no use once it is answered.
  request.resume();
  const hasBody = answer.statusCode !== 204 && answer.statusCode !== 304;
  response.writeHead(answer.statusCode, {
    ...answer.headers,
    ...(hasBody ? { 'content-length': answer.body.length } : {}),
    ...(answer.cookies.length > 0 ? { 'set-cookie': [...answer.cookies] } : {}),
  });
  response.end(hasBody && request.method !== 'HEAD' ? answer.body : undefined);
}
