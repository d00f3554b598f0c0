import { HoldfastError } from '../../../functions/domain/errors.ts';
import { isJsonObject } from '../json.ts';
import { isStreamView } from '../streams/stream-record.ts';
import type { Resolve } from '../template/intrinsics.ts';
import { type Properties, propertiesOf } from '../template/properties.ts';
import type { TemplateResource } from '../template/template.ts';
import type { TablePlan } from './local-plan.ts';

/** Properties without effect on what a program sees of the table. */
const withoutEffect = [
  'BillingMode',
  'ContributorInsightsSpecification',
  'DeletionProtectionEnabled',
  'PointInTimeRecoverySpecification',
  'ProvisionedThroughput',
  'ReadOnDemandThroughputSettings',
  'ReadProvisionedThroughputSettings',
  'SSESpecification',
  'TableClass',
  'Tags',
  'WarmThroughput',
  'WriteOnDemandThroughputSettings',
  'WriteProvisionedThroughputSettings',
];

const running = [
  'AttributeDefinitions',
  'GlobalSecondaryIndexes',
  'KeySchema',
  'LocalSecondaryIndexes',
  'Replicas',
  'StreamSpecification',
  'TableName',
  'TimeToLiveSpecification',
];

const replicaFields = [
  'ContributorInsightsSpecification',
  'DeletionProtectionEnabled',
  'GlobalSecondaryIndexes',
  'PointInTimeRecoverySpecification',
  'ReadProvisionedThroughputSettings',
  'Region',
  'TableClass',
  'Tags',
];

const indexes = (table: Properties, name: string) => {
  const value = table.value(name) ?? [];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
};

function readStream(table: Properties, logicalId: string, resolve: Resolve): TablePlan['stream'] {
  const view = table.optionalObject('StreamSpecification')?.text('StreamViewType');
  if (view === undefined) return undefined;
  if (!isStreamView(view)) {
    throw new HoldfastError('local.bad-property', `${table.owner}: the stream view ${view} is not known`);
  }
  const arn = resolve({ 'Fn::GetAtt': [logicalId, 'StreamArn'] }, table.owner);
  return { arn: String(arn), view };
}

/** @throws HoldfastError for a table that spans regions or has what the embedded database lacks */
export function readTable(resource: TemplateResource, resolve: Resolve): TablePlan {
  const table = propertiesOf(resource, resolve).allow([...running, ...withoutEffect]);
  const replicas = table.objects('Replicas');
  if (replicas.length > 1) {
    throw new HoldfastError(
      'local.bad-property',
      `${table.owner}: ${replicas.length} replicas; this machine has one region`,
    );
  }
  for (const replica of replicas) replica.allow(replicaFields);
  const expiry = table.optionalObject('TimeToLiveSpecification');
  const stream = readStream(table, resource.logicalId, resolve);
  return {
    logicalId: resource.logicalId,
    name: String(resolve({ Ref: resource.logicalId }, table.owner)),
    arn: String(resolve({ 'Fn::GetAtt': [resource.logicalId, 'Arn'] }, table.owner)),
    keySchema: table.value('KeySchema') ?? [],
    attributeDefinitions: table.value('AttributeDefinitions') ?? [],
    globalIndexes: indexes(table, 'GlobalSecondaryIndexes'),
    localIndexes: indexes(table, 'LocalSecondaryIndexes'),
    ...(stream ? { stream } : {}),
    ...(expiry?.flag('Enabled') ? { timeToLiveAttribute: expiry.text('AttributeName') } : {}),
  };
}
