import { HoldfastError } from '../../../functions/domain/errors.ts';
import { isJsonArray, isJsonObject, type Json } from '../json.ts';
import type { Resolve } from '../template/intrinsics.ts';
import { propertiesOf } from '../template/properties.ts';
import { nameOf, type Template, type TemplateResource } from '../template/template.ts';
import { type PolicyStatement, parsePolicyDocument, parseStatement } from './policy-statement.ts';

/** What a function may do. */
export interface Role {
  readonly name: string;
  readonly statements: readonly PolicyStatement[];
}

const basicExecution = ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

/** AWS's managed policy for functions: it may write logs, nothing else. */
const basicExecutionStatement = {
  Effect: 'Allow',
  Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: '*',
};

const trusts = (document: Json | undefined, service: string): boolean => {
  const statements = isJsonObject(document) ? document.Statement : undefined;
  return (isJsonArray(statements) ? statements : [statements]).some((statement) => {
    if (!isJsonObject(statement) || statement.Effect !== 'Allow' || statement.Action !== 'sts:AssumeRole') return false;
    if (statement.Condition !== undefined || !isJsonObject(statement.Principal)) return false;
    const services = statement.Principal.Service;
    return (isJsonArray(services) ? services : [services]).includes(service);
  });
};

function attachedPolicies(template: Template, roleName: string, resolve: Resolve): readonly PolicyStatement[] {
  return [...template.resources.values()]
    .filter((resource) => resource.type === 'AWS::IAM::Policy')
    .flatMap((resource) => {
      const policy = propertiesOf(resource, resolve).allow(['PolicyName', 'PolicyDocument', 'Roles']);
      return policy.texts('Roles').includes(roleName)
        ? parsePolicyDocument(nameOf(resource), policy.value('PolicyDocument'))
        : [];
    });
}

/**
 * The role with everything attached to it: inline policies, policies of the stack, the managed basic
 * execution policy.
 *
 * @throws HoldfastError `local.unknown-statement`, `local.unknown-policy`, `local.role-not-trusting`
 */
export function readRole(template: Template, resource: TemplateResource, resolve: Resolve): Role {
  const role = propertiesOf(resource, resolve).allow([
    'AssumeRolePolicyDocument',
    'Description',
    'ManagedPolicyArns',
    'MaxSessionDuration',
    'Path',
    'Policies',
    'RoleName',
    'Tags',
  ]);
  if (!trusts(role.value('AssumeRolePolicyDocument'), 'lambda.amazonaws.com')) {
    throw new HoldfastError('local.role-not-trusting', `${role.owner}: lambda.amazonaws.com may not assume this role`);
  }
  const name = resolve({ Ref: resource.logicalId }, role.owner);
  const roleName = typeof name === 'string' ? name : resource.logicalId;
  const managed = role.texts('ManagedPolicyArns').map((policyArn) => {
    if (policyArn.endsWith(basicExecution)) return parseStatement(role.owner, basicExecutionStatement);
    throw new HoldfastError(
      'local.unknown-policy',
      `${role.owner}: the managed policy ${policyArn} cannot be enforced on this machine; known is only AWSLambdaBasicExecutionRole`,
    );
  });
  const inline = role
    .objects('Policies')
    .flatMap((policy) => parsePolicyDocument(role.owner, policy.value('PolicyDocument')));
  return { name: roleName, statements: [...managed, ...inline, ...attachedPolicies(template, roleName, resolve)] };
}
