import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { routes } from '../../functions/contracts/routes.ts';
import { stages } from '../../lib/config.ts';
import { functionIdOf } from '../../lib/constructs/function-catalogue.ts';
import { synthesisedStage } from './synthesised-stage.ts';

const origins = ['https://shop.example', 'http://localhost:8080'];
const stage = synthesisedStage({
  ...stages.prod,
  corsOrigins: origins,
  throttle: { requestsPerSecond: 321, burst: 654 },
});
const { at, ofType } = stage;
const plain = synthesisedStage(stages.prod);

const routeShape = z.object({
  RouteKey: z.string(),
  AuthorizationType: z.string(),
  AuthorizerId: z.object({ Ref: z.string() }).optional(),
  Target: z.object({
    'Fn::Join': z.tuple([z.literal(''), z.tuple([z.literal('integrations/'), z.object({ Ref: z.string() })])]),
  }),
});

const madeRoutes = Object.values(ofType('AWS::ApiGatewayV2::Route')).map(({ Properties }) =>
  routeShape.parse(Properties),
);

describe('routes', () => {
  it('are those of the contract, and one for everything else', () => {
    const made = madeRoutes.map(({ RouteKey }) => RouteKey);

    expect(made.sort()).toEqual([...routes.map(({ routeKey }) => routeKey), '$default'].sort());
  });

  it('ask the authoriser wherever the contract names a scope, and nowhere else', () => {
    const authorizer = at('Api/Gateway/Authorizer').logicalId;
    const open = madeRoutes.filter(({ AuthorizationType }) => AuthorizationType === 'NONE');
    const guarded = madeRoutes.filter(({ AuthorizationType }) => AuthorizationType !== 'NONE');

    expect(open.map(({ RouteKey }) => RouteKey).sort()).toEqual(['$default', 'GET /v1/health', 'GET /v1/openapi.json']);
    expect(guarded).toHaveLength(routes.length - 2);
    for (const route of guarded) {
      expect(route).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: authorizer } });
    }
  });

  it.each([...routes, { routeKey: '$default', functionName: 'contract' as const }])(
    '$routeKey is answered by $functionName, which the gateway may call for it',
    ({ routeKey, functionName }) => {
      const answering = { 'Fn::GetAtt': [at(`Functions/${functionIdOf(functionName)}/Function`).logicalId, 'Arn'] };
      const integration = madeRoutes.find(({ RouteKey }) => RouteKey === routeKey)?.Target['Fn::Join'][1][1].Ref ?? '';
      const permissions = Object.values(ofType('AWS::Lambda::Permission')).map(({ Properties }) => Properties);
      const path = routeKey === '$default' ? '/*/*' : `/*/*${routeKey.split(' ')[1]}`;

      expect(stage.resources[integration]?.Properties).toMatchObject({
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: answering,
        PayloadFormatVersion: '2.0',
      });
      expect(permissions).toContainEqual({
        Action: 'lambda:InvokeFunction',
        FunctionName: answering,
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Join': ['', expect.arrayContaining([path])] },
      });
    },
  );
});

describe('authoriser', () => {
  it('is keyed by header and route, for a minute, with payload 2.0 and a simple answer', () => {
    expect(at('Api/Gateway/Authorizer').Properties).toMatchObject({
      AuthorizerType: 'REQUEST',
      IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
      AuthorizerResultTtlInSeconds: 60,
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
    });
    expect(Object.keys(ofType('AWS::ApiGatewayV2::Authorizer'))).toHaveLength(1);
  });
});

describe('stage of the API', () => {
  it('answers preflights of the origins of the settings, and of no other', () => {
    expect(at('Api/Gateway').Properties.CorsConfiguration).toEqual({
      AllowOrigins: origins,
      AllowMethods: ['POST', 'PUT', 'GET', 'DELETE'],
      AllowHeaders: ['authorization', 'content-type'],
      MaxAge: 3_600,
    });
    expect(plain.at('Api/Gateway').Properties.CorsConfiguration).toBeUndefined();
  });

  it('throttles as the settings say', () => {
    expect(at('Api/Stage').Properties.DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: 321,
      ThrottlingBurstLimit: 654,
    });
  });

  it('deploys itself to the root address', () => {
    expect(at('Api/Stage').Properties).toMatchObject({ StageName: '$default', AutoDeploy: true });
    expect(stage.outputs.ApiUrl?.Value).toEqual({ 'Fn::GetAtt': [at('Api/Gateway').logicalId, 'ApiEndpoint'] });
  });

  it('logs each call by its route, without a path that would name a customer', () => {
    const log = at('Api/AccessLog');
    const settings = z
      .object({ DestinationArn: z.unknown(), Format: z.string() })
      .parse(at('Api/Stage').Properties.AccessLogSettings);

    expect(settings.DestinationArn).toEqual({ 'Fn::GetAtt': [log.logicalId, 'Arn'] });
    expect(log.Properties.RetentionInDays).toBe(90);
    expect(JSON.parse(settings.Format)).toMatchObject({ routeKey: '$context.routeKey', status: '$context.status' });
    expect(settings.Format).not.toMatch(/\$context\.(path|identity)/);
  });
});
