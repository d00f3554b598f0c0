import type { JsonObject } from '../../lib/local/json.ts';
import type { LocalStack } from './local-stack.ts';

export interface ApiOptions {
  readonly cors?: JsonObject;
  readonly stage?: JsonObject;
  readonly identitySources?: readonly string[];
  readonly authorizerCacheSeconds?: number;
}

export interface RouteOptions {
  readonly routeKey: string;
  readonly functionName: string;
  /** Function that authorises; default none. */
  readonly authorizedBy?: string;
  /** Whether the template lets the gateway invoke the function. Default true. */
  readonly permitted?: boolean;
}

const attribute = (logicalId: string, name: string): JsonObject => ({ 'Fn::GetAtt': [logicalId, name] });

const invocationUri = (functionName: string): JsonObject => ({
  'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${functionName}.Arn}/invocations`,
});

const permission = (functionName: string, source: string): JsonObject => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: attribute(functionName, 'Arn'),
    Principal: 'apigateway.amazonaws.com',
    SourceArn: { 'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/${source}` },
  },
});

/** Adds an HTTP API with its routes, integrations, authorisers and permissions to a stack. */
export function addApi(stack: LocalStack, routes: readonly RouteOptions[], options: ApiOptions = {}): void {
  const { resources } = stack;
  resources.Api = {
    Type: 'AWS::ApiGatewayV2::Api',
    Properties: {
      Name: 'api',
      ProtocolType: 'HTTP',
      ...(options.cors ? { CorsConfiguration: options.cors } : {}),
    },
  };
  resources.Stage = {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true, ...options.stage },
  };
  for (const [index, { routeKey, functionName, authorizedBy, permitted = true }] of routes.entries()) {
    resources[`Integration${index}`] = {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: attribute(functionName, 'Arn'),
        PayloadFormatVersion: '2.0',
      },
    };
    resources[`Route${index}`] = {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: routeKey,
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: `Integration${index}` }]] },
        ...(authorizedBy === undefined
          ? { AuthorizationType: 'NONE' }
          : { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: `${authorizedBy}Authorizer` } }),
      },
    };
    const path = routeKey.split(' ')[1] ?? '';
    if (permitted) resources[`Permission${index}`] = permission(functionName, `*/*${path}`);
    if (authorizedBy === undefined) continue;
    resources[`${authorizedBy}Authorizer`] = {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Api' },
        Name: authorizedBy,
        AuthorizerType: 'REQUEST',
        AuthorizerPayloadFormatVersion: '2.0',
        EnableSimpleResponses: true,
        IdentitySource: options.identitySources ?? ['$request.header.Authorization', '$context.routeKey'],
        AuthorizerResultTtlInSeconds: options.authorizerCacheSeconds ?? 60,
        AuthorizerUri: invocationUri(authorizedBy),
      },
    };
    resources[`${authorizedBy}Permission`] = permission(authorizedBy, `authorizers/\${${authorizedBy}Authorizer}`);
  }
}
