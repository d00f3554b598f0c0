import { HoldfastError } from '../../../functions/domain/errors.ts';
import type { Resolve } from '../template/intrinsics.ts';
import { localAccount, localPartition, localRegion } from '../template/local-account.ts';
import { type Properties, propertiesOf } from '../template/properties.ts';
import type { Template } from '../template/template.ts';
import { type ApiContext, ofType } from './api-context.ts';
import type { ApiPlan, CorsPlan, FunctionPlan } from './local-plan.ts';
import { readAuthorizer } from './read-authorizer.ts';
import { readRoute } from './read-route.ts';
import { readStage } from './read-stage.ts';

function readCors(cors: Properties | undefined): CorsPlan | undefined {
  if (!cors) return undefined;
  const known = cors.allow([
    'AllowCredentials',
    'AllowHeaders',
    'AllowMethods',
    'AllowOrigins',
    'ExposeHeaders',
    'MaxAge',
  ]);
  const maxAgeSeconds = known.optionalNumber('MaxAge');
  return {
    allowOrigins: known.texts('AllowOrigins'),
    allowMethods: known.texts('AllowMethods'),
    allowHeaders: known.texts('AllowHeaders').map((name) => name.toLowerCase()),
    exposeHeaders: known.texts('ExposeHeaders'),
    allowCredentials: known.flag('AllowCredentials'),
    ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
  };
}

/**
 * The HTTP API of the stack, if it has one.
 *
 * @throws HoldfastError for more than one API, a WebSocket API, or any part this machine cannot serve
 */
export function readApi(template: Template, resolve: Resolve, functions: readonly FunctionPlan[]): ApiPlan | undefined {
  const [api, ...more] = ofType(template, 'AWS::ApiGatewayV2::Api');
  if (!api) return undefined;
  const given = propertiesOf(api, resolve).allow([
    'CorsConfiguration',
    'Description',
    'DisableExecuteApiEndpoint',
    'IpAddressType',
    'Name',
    'ProtocolType',
    'Tags',
  ]);
  if (more.length > 0) {
    throw new HoldfastError(
      'local.bad-property',
      `${given.owner}: only one API is served, but ${more[0]?.logicalId} is another`,
    );
  }
  if (given.text('ProtocolType') !== 'HTTP') {
    throw new HoldfastError('local.bad-property', `${given.owner}: ProtocolType must be HTTP`);
  }
  const apiId = String(resolve({ Ref: api.logicalId }, given.owner));
  const context: ApiContext = {
    template,
    resolve,
    functions,
    apiId,
    arn: `arn:${localPartition}:execute-api:${localRegion}:${localAccount}:${apiId}`,
  };
  const throttleOf = readStage(context);
  const authorizers = new Map(
    ofType(template, 'AWS::ApiGatewayV2::Authorizer').map((resource) => readAuthorizer(resource, context)),
  );
  const cors = readCors(given.optionalObject('CorsConfiguration'));
  return {
    apiId,
    routes: ofType(template, 'AWS::ApiGatewayV2::Route').map((route) =>
      readRoute(route, context, authorizers, throttleOf),
    ),
    ...(cors ? { cors } : {}),
  };
}
