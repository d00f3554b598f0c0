import { describe, expect, it } from 'vitest';
import { stages } from '../../lib/config.ts';
import { synthesisedStage } from './synthesised-stage.ts';

const { at, ofType } = synthesisedStage(stages.prod);
const mailed = synthesisedStage({ ...stages.prod, alarmEmail: 'shop@example.com', streamAgeAlarmMinutes: 5 });

const consumers = [
  'ProjectBaskets',
  'RefreshItems',
  'RefreshCustomers',
  'ReactToCustomers',
  'DeliverEvents',
  'DryRunCampaigns',
];
const toTopic = { AlarmActions: [{ Ref: at('Alarms/Topic').logicalId }], TreatMissingData: 'notBreaching' };
const reached = { ComparisonOperator: 'GreaterThanOrEqualToThreshold', Namespace: 'AWS/Lambda' };

describe('alarms', () => {
  it.each(
    consumers.flatMap((consumer) => [
      { consumer, alarm: 'FailedRecords', metric: 'OnFailureDestinationDeliveredEventCount' },
      { consumer, alarm: 'DroppedRecords', metric: 'DroppedEventCount' },
    ]),
  )('$alarm of $consumer rings at the first record', ({ consumer, alarm, metric }) => {
    expect(at(`Alarms/${consumer}${alarm}`).Properties).toMatchObject({
      ...toTopic,
      ...reached,
      MetricName: metric,
      Dimensions: [{ Name: 'EventSourceMappingUUID', Value: { Ref: at(`Streams/${consumer}/Mapping`).logicalId } }],
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
    });
  });

  it.each(consumers)('StreamAge of %s rings when it stays behind', (consumer) => {
    expect(at(`Alarms/${consumer}StreamAge`).Properties).toMatchObject({
      ...toTopic,
      ...reached,
      MetricName: 'IteratorAge',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: at(`Functions/${consumer}/Function`).logicalId } }],
      Statistic: 'Maximum',
      Period: 300,
      EvaluationPeriods: 3,
      Threshold: 15 * 60_000,
    });
    expect(mailed.at(`Alarms/${consumer}StreamAge`).Properties.Threshold).toBe(5 * 60_000);
  });

  it.each(['SweepStale', 'RelateItems', 'FitModels', 'MeasureSignals', 'DecideOffers', 'IssueOffers'])(
    '%sErrors rings at the first failure',
    (job) => {
      expect(at(`Alarms/${job}Errors`).Properties).toMatchObject({
        ...toTopic,
        ...reached,
        MetricName: 'Errors',
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: at(`Functions/${job}/Function`).logicalId } }],
        Statistic: 'Sum',
        Period: 3_600,
        Threshold: 1,
      });
    },
  );

  it('are these and no others', () => {
    expect(Object.keys(ofType('AWS::CloudWatch::Alarm'))).toHaveLength(consumers.length * 3 + 6);
  });
});

describe('alarm topic', () => {
  it('lets the alarms of this account publish, over TLS only', () => {
    expect(at('Alarms/Topic/Policy').Properties.PolicyDocument).toMatchObject({
      Statement: [
        { Effect: 'Deny', Action: 'sns:Publish', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        {
          Effect: 'Allow',
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ],
    });
  });

  it('writes to the address of the settings, and to nobody without one', () => {
    expect(ofType('AWS::SNS::Subscription')).toEqual({});
    expect(Object.values(mailed.ofType('AWS::SNS::Subscription')).map(({ Properties }) => Properties)).toEqual([
      { Protocol: 'email', Endpoint: 'shop@example.com', TopicArn: { Ref: mailed.at('Alarms/Topic').logicalId } },
    ]);
  });
});
