import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { stages } from '../../lib/config.ts';
import { synthesisedStage } from './synthesised-stage.ts';

const { at, ofType, outputs } = synthesisedStage(stages.prod);
const dev = synthesisedStage(stages.dev);

const criteriaShape = z.object({ Filters: z.array(z.object({ Pattern: z.string() })) });
const patternsOf = (criteria: unknown): unknown[] =>
  criteriaShape.parse(criteria).Filters.map(({ Pattern }) => JSON.parse(Pattern));

const written = ['INSERT', 'MODIFY'];
const unmarked = { BOOL: [{ exists: false }] };

const expectedSources = [
  {
    id: 'ProjectBaskets',
    table: 'History',
    batchSize: 500,
    windowSeconds: 1,
    patterns: [{ eventName: written, dynamodb: { NewImage: { kind: { S: ['order'] }, imported: unmarked } } }],
  },
  {
    id: 'RefreshCustomers',
    table: 'History',
    batchSize: 1_000,
    windowSeconds: 5,
    patterns: [
      {
        eventName: written,
        dynamodb: {
          Keys: { pk: { S: [{ prefix: 'customer#' }] } },
          NewImage: { kind: { S: ['order', 'return', 'profile'] }, imported: unmarked },
        },
      },
    ],
  },
  {
    id: 'RefreshItems',
    table: 'Baskets',
    batchSize: 5_000,
    windowSeconds: 30,
    patterns: [{ eventName: written, dynamodb: { NewImage: { imported: unmarked } } }],
  },
  {
    id: 'DeliverEvents',
    table: 'Offers',
    batchSize: 100,
    windowSeconds: 1,
    patterns: [
      {
        eventName: written,
        dynamodb: {
          Keys: { pk: { S: [{ prefix: 'customer#' }] } },
          NewImage: { status: { S: ['issued', 'redeemed', 'withdrawn'] } },
        },
      },
      { eventName: written, dynamodb: { Keys: { pk: { S: [{ prefix: 'outbox#' }] } } } },
    ],
  },
  {
    id: 'ReactToCustomers',
    table: 'Customers',
    batchSize: 1_000,
    windowSeconds: 5,
    patterns: [
      {
        eventName: written,
        dynamodb: {
          Keys: { pk: { S: [{ prefix: 'customer#' }] } },
          NewImage: { cancelledOrders: { N: [{ 'anything-but': ['0'] }] } },
        },
      },
    ],
  },
  {
    id: 'DryRunCampaigns',
    table: 'Campaigns',
    batchSize: 1,
    windowSeconds: 0,
    patterns: [{ eventName: written, dynamodb: { Keys: { pk: { S: [{ prefix: 'dry-run#' }] } } } }],
  },
];

describe('stream consumers', () => {
  it.each(expectedSources)('$id reads $table, with nothing lost when it fails', (source) => {
    const { FilterCriteria, Tags, ...properties } = at(`Streams/${source.id}/Mapping`).Properties;

    expect(Tags).toEqual([{ Key: 'holdfast:stage', Value: 'prod' }]);
    expect(properties).toEqual({
      FunctionName: { Ref: at(`Functions/${source.id}/Function`).logicalId },
      EventSourceArn: { 'Fn::GetAtt': [at(`Tables/${source.table}`).logicalId, 'StreamArn'] },
      StartingPosition: 'TRIM_HORIZON',
      ParallelizationFactor: 1,
      BatchSize: source.batchSize,
      MaximumBatchingWindowInSeconds: source.windowSeconds,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 21_600,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [at('FailedRecords/Bucket').logicalId, 'Arn'] } },
      },
      MetricsConfig: { Metrics: ['EventCount'] },
    });
    expect(patternsOf(FilterCriteria)).toEqual(source.patterns);
  });

  it('are at most two on the stream of History, which takes no third', () => {
    const sources = Object.values(ofType('AWS::Lambda::EventSourceMapping'));
    const history = JSON.stringify({ 'Fn::GetAtt': [at('Tables/History').logicalId, 'StreamArn'] });

    expect(sources).toHaveLength(expectedSources.length);
    expect(sources.filter(({ Properties }) => JSON.stringify(Properties.EventSourceArn) === history)).toHaveLength(2);
  });

  it('wait at most a second for a batch in dev', () => {
    for (const { Properties } of Object.values(dev.ofType('AWS::Lambda::EventSourceMapping'))) {
      expect(Properties.MaximumBatchingWindowInSeconds).toBeLessThanOrEqual(1);
    }
  });
});

describe('bucket of failed records', () => {
  const bucket = at('FailedRecords/Bucket');

  it('is the only one, closed to the public, encrypted, and kept with the stack gone', () => {
    expect(Object.keys(ofType('AWS::S3::Bucket'))).toHaveLength(1);
    expect(bucket.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(bucket.Properties.BucketEncryption).toEqual({
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    });
    expect(bucket.DeletionPolicy).toBe('Retain');
    expect(outputs.FailedRecordsBucketName?.Value).toEqual({ Ref: bucket.logicalId });
  });

  it('refuses what is not sent over TLS', () => {
    expect(at('FailedRecords/Bucket/Policy').Properties.PolicyDocument).toMatchObject({
      Statement: [
        {
          Effect: 'Deny',
          Action: 's3:*',
          Principal: { AWS: '*' },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    });
  });

  it('forgets a record after thirty days', () => {
    expect(bucket.Properties.LifecycleConfiguration).toEqual({
      Rules: [{ ExpirationInDays: 30, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' }],
    });
  });
});

describe('sweep', () => {
  it.each([
    { id: 'Hourly', schedule: 'rate(1 hour)', scope: 'items' },
    { id: 'Nightly', schedule: 'cron(40 2 * * ? *)', scope: 'oversized-customers' },
  ])('runs $schedule over $scope, and its rule may call it', ({ id, schedule, scope }) => {
    const sweep = { 'Fn::GetAtt': [at('Functions/SweepStale/Function').logicalId, 'Arn'] };
    const rule = at(`Sweep/${id}`);

    expect(rule.Properties).toMatchObject({
      ScheduleExpression: schedule,
      State: 'ENABLED',
      Targets: [{ Arn: sweep, Input: JSON.stringify({ scope }) }],
    });
    expect(Object.values(ofType('AWS::Lambda::Permission')).map(({ Properties }) => Properties)).toContainEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: sweep,
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [rule.logicalId, 'Arn'] },
    });
  });
});

describe.each([
  { id: 'Relations', functionId: 'RelateItems', schedule: 'cron(10 3 * * ? *)' },
  { id: 'Models', functionId: 'FitModels', schedule: 'cron(10 4 * * ? *)' },
  { id: 'Signals', functionId: 'MeasureSignals', schedule: 'cron(50 4 * * ? *)' },
  { id: 'Offers', functionId: 'DecideOffers', schedule: 'cron(20 5 * * ? *)' },
  { id: 'Offers', rule: 'Hourly', functionId: 'IssueOffers', schedule: 'rate(1 hour)' },
])('the schedule of $functionId', ({ id, rule: ruleId = 'Nightly', functionId, schedule }) => {
  it('runs $schedule, and its rule may call it', () => {
    const target = { 'Fn::GetAtt': [at(`Functions/${functionId}/Function`).logicalId, 'Arn'] };
    const rule = at(`${id}/${ruleId}`);

    expect(rule.Properties).toMatchObject({
      ScheduleExpression: schedule,
      State: 'ENABLED',
      Targets: [{ Arn: target }],
    });
    expect(Object.values(ofType('AWS::Lambda::Permission')).map(({ Properties }) => Properties)).toContainEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: target,
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [rule.logicalId, 'Arn'] },
    });
  });
});
