import { HoldfastError } from '../../../functions/domain/errors.ts';
import { propertiesOf } from '../template/properties.ts';
import type { TemplateResource } from '../template/template.ts';
import { type ApiContext, ofType } from './api-context.ts';
import type { AuthorizerPlan, FunctionPlan, RoutePlan, Throttle } from './local-plan.ts';
import { invokedFunction } from './read-authorizer.ts';

interface Integration {
  readonly target: FunctionPlan;
  readonly timeoutMilliseconds: number;
}

function readIntegration(integrationId: string, { template, resolve, functions }: ApiContext): Integration {
  const resource = ofType(template, 'AWS::ApiGatewayV2::Integration').find(
    ({ logicalId }) => resolve({ Ref: logicalId }, logicalId) === integrationId,
  );
  if (!resource) throw new HoldfastError('local.unknown-reference', `no integration ${integrationId} in the template`);
  const given = propertiesOf(resource, resolve).allow([
    'ApiId',
    'Description',
    'IntegrationType',
    'IntegrationUri',
    'PayloadFormatVersion',
    'TimeoutInMillis',
  ]);
  if (given.text('IntegrationType') !== 'AWS_PROXY' || given.text('PayloadFormatVersion') !== '2.0') {
    throw new HoldfastError(
      'local.bad-property',
      `${given.owner}: only AWS_PROXY integrations with payload format 2.0 are run on this machine`,
    );
  }
  const target = invokedFunction(given.text('IntegrationUri'), functions);
  if (!target)
    throw new HoldfastError('local.bad-property', `${given.owner}: IntegrationUri names no function of this stack`);
  return { target, timeoutMilliseconds: given.optionalNumber('TimeoutInMillis') ?? 30_000 };
}

/** The part of an execute-api ARN after the API: stage, method, path. `$default` stands for all three. */
function routeArn(arn: string, routeKey: string): string {
  const [method, path] = routeKey.split(' ');
  return path === undefined ? `${arn}/$default/$default` : `${arn}/$default/${method}${path}`;
}

/** @throws HoldfastError for a route this machine cannot serve */
export function readRoute(
  resource: TemplateResource,
  context: ApiContext,
  authorizers: ReadonlyMap<string, AuthorizerPlan>,
  throttleOf: (routeKey: string) => Throttle | undefined,
): RoutePlan {
  const given = propertiesOf(resource, context.resolve).allow([
    'ApiId',
    'AuthorizationType',
    'AuthorizerId',
    'OperationName',
    'RouteKey',
    'Target',
  ]);
  const routeKey = given.text('RouteKey');
  const { target, timeoutMilliseconds } = readIntegration(given.text('Target').replace(/^integrations\//, ''), context);
  const authorization = given.optionalText('AuthorizationType') ?? 'NONE';
  const authorizerId = given.optionalText('AuthorizerId') ?? '';
  const authorizer = authorizers.get(authorizerId);
  if (authorization !== 'NONE' && (authorization !== 'CUSTOM' || !authorizer)) {
    throw new HoldfastError(
      'local.bad-property',
      `${given.owner}: AuthorizationType ${authorization} with authoriser "${authorizerId}" cannot be served; known are NONE and CUSTOM`,
    );
  }
  const throttle = throttleOf(routeKey);
  return {
    routeKey,
    arn: routeArn(context.arn, routeKey),
    function: target,
    integrationTimeoutMilliseconds: timeoutMilliseconds,
    ...(authorization === 'CUSTOM' && authorizer ? { authorizer } : {}),
    ...(throttle ? { throttle } : {}),
  };
}
