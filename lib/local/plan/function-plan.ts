import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { HoldfastError } from '../../../functions/domain/errors.ts';
import { readRole } from '../access/role.ts';
import { isJsonArray, isJsonObject, type Json } from '../json.ts';
import { locateHandler } from '../lambda/handler-location.ts';
import type { Resolve } from '../template/intrinsics.ts';
import { type Properties, propertiesOf } from '../template/properties.ts';
import { idleTypes } from '../template/resource-types.ts';
import { nameOf, type Template, type TemplateResource } from '../template/template.ts';
import type { FunctionPlan } from './local-plan.ts';

/** Workers a function has at most: enough to overlap waiting, few enough for a laptop. */
const maximumWorkers = 4;

const running = [
  'Code',
  'Environment',
  'FunctionName',
  'Handler',
  'MemorySize',
  'PackageType',
  'ReservedConcurrentExecutions',
  'Role',
  'Runtime',
  'Timeout',
];
const withoutEffect = [
  'Architectures',
  'Description',
  'EphemeralStorage',
  'LoggingConfig',
  'RecursiveLoop',
  'RuntimeManagementConfig',
  'SnapStart',
  'Tags',
  'TracingConfig',
];

/** Logical ids that a value refers to. */
function references(value: Json | undefined): readonly string[] {
  if (isJsonArray(value)) return value.flatMap(references);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    if (key === 'Ref' && typeof part === 'string') return [part];
    if (key === 'Fn::GetAtt') return [String(isJsonArray(part) ? part[0] : part).split('.')[0] ?? ''];
    return references(part);
  });
}

/** A function that is told of a bucket or a topic means to use it, and would fail only in the middle of its work. */
function refuseMissingServices(template: Template, resource: TemplateResource): void {
  for (const logicalId of references(resource.properties.Environment)) {
    const target = template.resources.get(logicalId);
    if (target && idleTypes[target.type] !== undefined) {
      throw new HoldfastError(
        'local.missing-service',
        `${nameOf(resource)} has ${nameOf(target)} in its environment, but that service does not run on this machine`,
      );
    }
  }
}

function assetDirectory(template: Template, resource: TemplateResource): string {
  const path = resource.metadata['aws:asset:path'];
  if (typeof path !== 'string') {
    throw new HoldfastError(
      'local.no-asset',
      `${nameOf(resource)} has no "aws:asset:path" in its metadata; synthesise with path metadata and assets from folders`,
    );
  }
  const directory = isAbsolute(path) ? path : join(template.assemblyDirectory, path);
  if (!existsSync(directory)) {
    throw new HoldfastError('local.no-asset', `${nameOf(resource)}: its bundle ${directory} does not exist`);
  }
  return directory;
}

function variables(given: Properties): Readonly<Record<string, string>> {
  const environment = given.optionalObject('Environment')?.optionalObject('Variables');
  return Object.fromEntries(
    (environment?.names() ?? []).map((name) => {
      if (name.startsWith('AWS_')) {
        throw new HoldfastError('local.bad-property', `${given.owner}: the variable ${name} is reserved by Lambda`);
      }
      return [name, String(environment?.value(name) ?? '')];
    }),
  );
}

/** @throws HoldfastError for code, runtime or role this machine cannot run */
export function readFunction(template: Template, resource: TemplateResource, resolve: Resolve): FunctionPlan {
  const given = propertiesOf(resource, resolve).allow([...running, ...withoutEffect]);
  const runtime = given.text('Runtime');
  if (!runtime.startsWith('nodejs')) {
    throw new HoldfastError(
      'local.unknown-runtime',
      `${given.owner}: the runtime ${runtime} cannot be run; known are nodejs…`,
    );
  }
  refuseMissingServices(template, resource);
  const [roleId] = references(resource.properties.Role);
  const roleResource = roleId === undefined ? undefined : template.resources.get(roleId);
  if (roleResource?.type !== 'AWS::IAM::Role') {
    throw new HoldfastError(
      'local.bad-property',
      `${given.owner}: its role must be an AWS::IAM::Role of the same stack`,
    );
  }
  const reserved = given.optionalNumber('ReservedConcurrentExecutions') ?? maximumWorkers;
  return {
    logicalId: resource.logicalId,
    name: String(resolve({ Ref: resource.logicalId }, given.owner)),
    arn: String(resolve({ 'Fn::GetAtt': [resource.logicalId, 'Arn'] }, given.owner)),
    location: locateHandler(given.owner, assetDirectory(template, resource), given.text('Handler')),
    timeoutMilliseconds: (given.optionalNumber('Timeout') ?? 3) * 1000,
    memoryMegabytes: given.optionalNumber('MemorySize') ?? 128,
    variables: variables(given),
    role: readRole(template, roleResource, resolve),
    concurrency: Math.max(1, Math.min(maximumWorkers, reserved)),
  };
}
