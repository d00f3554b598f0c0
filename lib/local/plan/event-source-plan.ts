import { HoldfastError } from '../../../functions/domain/errors.ts';
import { decide } from '../access/policy-statement.ts';
import { isJsonObject, type Json } from '../json.ts';
import { parseFilterCriteria } from '../streams/filter-pattern.ts';
import type { Resolve } from '../template/intrinsics.ts';
import { localPartition } from '../template/local-account.ts';
import { type Properties, propertiesOf } from '../template/properties.ts';
import type { TemplateResource } from '../template/template.ts';
import type { EventSourcePlan, FunctionPlan, TablePlan } from './local-plan.ts';

const running = [
  'BatchSize',
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'Enabled',
  'EventSourceArn',
  'FilterCriteria',
  'FunctionName',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'MetricsConfig',
  'ParallelizationFactor',
  'StartingPosition',
  'Tags',
];

/** What Lambda's service needs of the function's role to read a stream. */
const streamActions = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];

function requireAllowed(owner: string, target: FunctionPlan, action: string, arn: string): void {
  if (decide(target.role.statements, action, arn) !== 'allowed') {
    throw new HoldfastError(
      'local.access-denied',
      `${owner}: the role ${target.role.name} of ${target.name} must have ${action} on ${arn}`,
      { details: { action, arn, role: target.role.name } },
    );
  }
}

function readFilters(given: Properties): readonly Json[] {
  const filters = given.optionalObject('FilterCriteria')?.allow(['Filters']).objects('Filters') ?? [];
  return filters.map((filter) => {
    const pattern = filter.allow(['Pattern']).value('Pattern');
    if (isJsonObject(pattern)) return pattern;
    try {
      const parsed: Json = JSON.parse(String(pattern));
      return parsed;
    } catch (error) {
      throw new HoldfastError('local.unknown-filter', `${given.owner}: the filter ${String(pattern)} is not JSON`, {
        cause: error,
      });
    }
  });
}

function readFailureDestination(given: Properties, target: FunctionPlan): boolean {
  const destination = given.optionalObject('DestinationConfig')?.allow(['OnFailure']).optionalObject('OnFailure');
  if (!destination) return false;
  const arn = destination.allow(['Destination']).text('Destination');
  if (!arn.startsWith('arn:aws:s3:::')) {
    throw new HoldfastError('local.bad-property', `${given.owner}: failed records go only to S3 here, not to ${arn}`);
  }
  requireAllowed(given.owner, target, 's3:PutObject', `${arn}/aws/lambda/record`);
  return true;
}

/**
 * @throws HoldfastError `local.unknown-filter` naming the operator; `local.access-denied` where the role may
 *   not read the stream
 */
export function readEventSource(
  resource: TemplateResource,
  resolve: Resolve,
  tables: readonly TablePlan[],
  functions: readonly FunctionPlan[],
): EventSourcePlan | undefined {
  const given = propertiesOf(resource, resolve).allow(running);
  if (given.value('Enabled') !== undefined && !given.flag('Enabled')) return undefined;
  // Of a target of the event bus, in whose place events are told and posted.
  if (given.text('EventSourceArn').startsWith(`arn:${localPartition}:sqs:`)) return undefined;
  const functionName = given.text('FunctionName');
  const target = functions.find(({ arn, name }) => arn === functionName || name === functionName);
  const streamArn = given.text('EventSourceArn');
  const table = tables.find(({ stream }) => stream?.arn === streamArn);
  if (!target || !table) {
    throw new HoldfastError(
      'local.bad-property',
      `${given.owner}: ${target ? `${streamArn} is no stream of a table` : `${functionName} is no function`} of this stack`,
    );
  }
  const position = given.text('StartingPosition');
  if (position !== 'TRIM_HORIZON' && position !== 'LATEST') {
    throw new HoldfastError(
      'local.bad-property',
      `${given.owner}: StartingPosition is ${position}; known are TRIM_HORIZON, LATEST`,
    );
  }
  for (const action of streamActions) requireAllowed(given.owner, target, action, streamArn);
  const responseTypes = given.texts('FunctionResponseTypes');
  return {
    logicalId: resource.logicalId,
    function: target,
    table,
    filter: parseFilterCriteria(given.owner, readFilters(given)),
    batchSize: given.optionalNumber('BatchSize') ?? 100,
    windowMilliseconds: (given.optionalNumber('MaximumBatchingWindowInSeconds') ?? 0) * 1000,
    bisects: given.flag('BisectBatchOnFunctionError'),
    maximumRetryAttempts: given.optionalNumber('MaximumRetryAttempts') ?? -1,
    maximumRecordAgeSeconds: given.optionalNumber('MaximumRecordAgeInSeconds') ?? -1,
    reportsPartialFailures: responseTypes.includes('ReportBatchItemFailures'),
    parallelizationFactor: given.optionalNumber('ParallelizationFactor') ?? 1,
    keepsFailures: readFailureDestination(given, target),
  };
}
