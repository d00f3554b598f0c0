import { HoldfastError } from '../../../functions/domain/errors.ts';
import { propertiesOf } from '../template/properties.ts';
import type { TemplateResource } from '../template/template.ts';
import type { ApiContext } from './api-context.ts';
import type { AuthorizerPlan, FunctionPlan } from './local-plan.ts';

/** `arn:aws:apigateway:…:lambda:path/2015-03-31/functions/<function arn>/invocations`, or the bare ARN. */
export function invokedFunction(uri: string, functions: readonly FunctionPlan[]): FunctionPlan | undefined {
  const arn = /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
  return functions.find((candidate) => candidate.arn === arn);
}

const knownSource = /^\$(request\.(header|querystring)\.[\w-]+|context\.(routeKey|path|httpMethod|stage))$/;

/** @throws HoldfastError for an authoriser that is not a Lambda REQUEST authoriser with simple responses */
export function readAuthorizer(
  resource: TemplateResource,
  { resolve, functions, arn }: ApiContext,
): readonly [authorizerId: string, AuthorizerPlan] {
  const given = propertiesOf(resource, resolve).allow([
    'ApiId',
    'AuthorizerPayloadFormatVersion',
    'AuthorizerResultTtlInSeconds',
    'AuthorizerType',
    'AuthorizerUri',
    'EnableSimpleResponses',
    'IdentitySource',
    'Name',
  ]);
  const runnable =
    given.text('AuthorizerType') === 'REQUEST' &&
    given.text('AuthorizerPayloadFormatVersion') === '2.0' &&
    given.flag('EnableSimpleResponses');
  if (!runnable) {
    throw new HoldfastError(
      'local.bad-property',
      `${given.owner}: only REQUEST authorisers with payload format 2.0 and simple responses are run on this machine`,
    );
  }
  const identitySources = given.texts('IdentitySource');
  const unknown = identitySources.find((source) => !knownSource.test(source));
  if (unknown !== undefined) {
    throw new HoldfastError('local.bad-property', `${given.owner}: the identity source ${unknown} is not known`);
  }
  const target = invokedFunction(given.text('AuthorizerUri'), functions);
  if (!target)
    throw new HoldfastError('local.bad-property', `${given.owner}: AuthorizerUri names no function of this stack`);
  const authorizerId = String(resolve({ Ref: resource.logicalId }, given.owner));
  return [
    authorizerId,
    {
      arn: `${arn}/authorizers/${authorizerId}`,
      function: target,
      identitySources,
      // API Gateway's own default is five minutes.
      cacheSeconds: given.optionalNumber('AuthorizerResultTtlInSeconds') ?? 300,
    },
  ];
}
