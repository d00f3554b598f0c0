import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  type CorsPreflightOptions,
  HttpApi as GatewayApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { fallbackRouteKey, type HttpFunctionName, type Route, routes } from '../../functions/contracts/routes.ts';
import { HoldfastError } from '../../functions/domain/errors.ts';
import type { CompleteSettings } from '../config.ts';

export interface HttpApiProps {
  readonly settings: CompleteSettings;
  /** The functions that answer. */
  readonly functions: Readonly<Record<HttpFunctionName, LambdaFunction>>;
  /** Decides on every route that asks for a scope. */
  readonly authorizer: LambdaFunction;
}

const fallbackRoute: Route = { routeKey: fallbackRouteKey, functionName: 'contract', scopes: [] };

const allRoutes: readonly Route[] = [...routes, fallbackRoute];

const routeIdOf = (routeKey: string): string =>
  routeKey === fallbackRouteKey ? 'Fallback' : routeKey.replace(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '');

function methodOf<Method extends string>(routeKey: string, methods: Readonly<Record<string, Method>>): Method {
  const name = routeKey.split(' ', 1)[0] ?? '';
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method !== undefined) return method;
  throw new HoldfastError(
    'routes.unknown-method',
    `route ${routeKey} begins with none of ${Object.keys(methods).join(', ')}`,
  );
}

const gatewayKeyOf = ({ routeKey }: Route): HttpRouteKey =>
  routeKey === fallbackRouteKey
    ? HttpRouteKey.DEFAULT
    : HttpRouteKey.with(routeKey.slice(routeKey.indexOf(' ') + 1), methodOf(routeKey, HttpMethod));

const preflightFor = (origins: readonly string[]): CorsPreflightOptions => ({
  allowOrigins: [...origins],
  allowMethods: [...new Set(routes.map(({ routeKey }) => methodOf(routeKey, CorsHttpMethod)))],
  allowHeaders: ['authorization', 'content-type'],
  maxAge: Duration.hours(1),
});

// No path and no address: a path names a customer, and the log is kept for longer than an erasure may take.
const accessLogLine = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  keyId: '$context.authorizer.keyId',
  responseBytes: '$context.responseLength',
  responseMilliseconds: '$context.responseLatency',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
};

/** The HTTP API: the routes of the contract, an authoriser before each that asks for a scope, our 404 for the rest. */
export class HttpApi extends Construct {
  /** `https://…`, without a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const { settings } = props;
    const origins = settings.corsOrigins;
    const api = new GatewayApi(this, 'Gateway', {
      apiName: `holdfast-${settings.stage}`,
      createDefaultStage: false,
      ...(origins.length > 0 ? { corsPreflight: preflightFor(origins) } : {}),
    });
    this.url = api.apiEndpoint;
    this.addRoutes(api, props);
    const accessLog = new LogGroup(this, 'AccessLog', {
      logGroupName: `/holdfast/${settings.stage}/access`,
      retention: settings.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: settings.throttle.requestsPerSecond, burstLimit: settings.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(JSON.stringify(accessLogLine)),
      },
    });
  }

  private addRoutes(api: GatewayApi, props: HttpApiProps): void {
    const authorizer = new HttpLambdaAuthorizer('Authorizer', props.authorizer, {
      authorizerName: 'api-keys',
      // By header alone, one cached "allow" would open every route to the key.
      identitySource: ['$request.header.Authorization', '$context.routeKey'],
      resultsCacheTtl: Duration.seconds(60),
      responseTypes: [HttpLambdaResponseType.SIMPLE],
    });
    const open = new HttpNoneAuthorizer();
    const integrations = new Map<HttpFunctionName, HttpLambdaIntegration>();
    for (const route of allRoutes) {
      const { functionName } = route;
      const integration =
        integrations.get(functionName) ??
        new HttpLambdaIntegration(`To-${functionName}`, props.functions[functionName]);
      integrations.set(functionName, integration);
      const isOpen = route.scopes.length === 0;
      const made = new HttpRoute(this, routeIdOf(route.routeKey), {
        httpApi: api,
        routeKey: gatewayKeyOf(route),
        integration,
        authorizer: isOpen ? open : authorizer,
      });
      if (!isOpen) continue;
      Validations.of(made).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'Open on purpose: health, contract and the 404 say the same to everyone and read no table.',
      });
    }
  }
}
