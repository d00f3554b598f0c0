import { readInvokePermissions } from '../access/invoke-permissions.ts';
import { createResolver } from '../template/intrinsics.ts';
import { requireKnownTypes } from '../template/resource-types.ts';
import type { Template } from '../template/template.ts';
import { ofType } from './api-context.ts';
import { readEventSource } from './event-source-plan.ts';
import { readFunction } from './function-plan.ts';
import type { LocalPlan } from './local-plan.ts';
import { readApi } from './read-api.ts';
import { readEventBus } from './read-event-bus.ts';
import { readSchedule } from './schedule-plan.ts';
import { readTable } from './table-plan.ts';

/**
 * Reads the whole stack, so that whatever this machine cannot run is named before anything is started.
 *
 * @throws HoldfastError with a code `local.…` naming the resource
 */
export function readPlan(template: Template): LocalPlan {
  requireKnownTypes(template);
  const resolve = createResolver(template);
  const tables = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable']
    .flatMap((type) => ofType(template, type))
    .map((resource) => readTable(resource, resolve));
  const functions = ofType(template, 'AWS::Lambda::Function').map((resource) =>
    readFunction(template, resource, resolve),
  );
  const eventSources = ofType(template, 'AWS::Lambda::EventSourceMapping')
    .map((resource) => readEventSource(resource, resolve, tables, functions))
    .filter((source) => source !== undefined);
  const schedules = ofType(template, 'AWS::Events::Rule')
    .map((resource) => readSchedule(resource, resolve, functions))
    .filter((schedule) => schedule !== undefined);
  const api = readApi(template, resolve, functions);
  return {
    stackName: template.stackName,
    tables,
    functions,
    eventSources,
    schedules,
    eventBuses: ofType(template, 'AWS::Events::EventBus').map((resource) => readEventBus(resource, resolve)),
    permissions: readInvokePermissions(template, resolve),
    ...(api ? { api } : {}),
  };
}
