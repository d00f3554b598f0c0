import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { EventSourceMapping, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { CompleteSettings, StreamConsumerName } from '../config.ts';
import { functionIdOf, type OptionalFunctionName } from './function-catalogue.ts';
import { streamConsumerNames } from './stream-sources.ts';

export interface AlarmsProps {
  readonly settings: CompleteSettings;
  readonly functions: Readonly<
    Record<
      | StreamConsumerName
      | 'sweepStale'
      | 'relateItems'
      | 'fitModels'
      | 'measureSignals'
      | 'decideOffers'
      | 'issueOffers',
      LambdaFunction
    >
  >;
  readonly mappings: Readonly<Record<StreamConsumerName, EventSourceMapping>>;
  /** Of the targets that the stage has. */
  readonly deadLetters: Readonly<Partial<Record<OptionalFunctionName, Queue>>>;
}

interface Watch {
  readonly metric: Metric;
  readonly threshold: number;
  /** Periods in a row over the threshold. Default 1. */
  readonly periods?: number;
  readonly meaning: string;
}

const countOfRecords = (mapping: EventSourceMapping, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
    statistic: Stats.SUM,
    period: Duration.minutes(5),
  });

/** What somebody must look at: records given up, streams that fall behind, a sweep that fails. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topic = this.makeTopic(props.settings.alarmEmail);
    for (const name of streamConsumerNames) this.watchConsumer(name, props);
    for (const [name, queue] of Object.entries(props.deadLetters) as [OptionalFunctionName, Queue][]) {
      this.watch(`${functionIdOf(name)}DeadLetters`, {
        metric: queue.metricApproximateNumberOfMessagesVisible({
          period: Duration.minutes(5),
          statistic: Stats.MAXIMUM,
        }),
        threshold: 1,
        meaning: `${name} could not deliver events within 20 hours: mend the cause, then move the dead letters back`,
      });
    }
    this.watch('SweepStaleErrors', {
      metric: props.functions.sweepStale.metricErrors({ period: Duration.hours(1), statistic: Stats.SUM }),
      threshold: 1,
      meaning: 'a sweep failed; what aged stays as it is until one succeeds',
    });
    this.watch('RelateItemsErrors', {
      metric: props.functions.relateItems.metricErrors({ period: Duration.hours(1), statistic: Stats.SUM }),
      threshold: 1,
      meaning: "the night's work on relations failed; what is bought later or instead stays as of the night before",
    });
    this.watch('FitModelsErrors', {
      metric: props.functions.fitModels.metricErrors({ period: Duration.hours(1), statistic: Stats.SUM }),
      threshold: 1,
      meaning:
        "the night's work on customers failed; models, groups and the retention report stay as of the night before",
    });
    this.watch('MeasureSignalsErrors', {
      metric: props.functions.measureSignals.metricErrors({ period: Duration.hours(1), statistic: Stats.SUM }),
      threshold: 1,
      meaning: "the night's work on switching costs failed; scores and states stay as of the night before",
    });
    this.watch('DecideOffersErrors', {
      metric: props.functions.decideOffers.metricErrors({ period: Duration.hours(1), statistic: Stats.SUM }),
      threshold: 1,
      meaning: "the night's work on campaigns failed; nothing or not all was decided, and reports stay as they were",
    });
    this.watch('IssueOffersErrors', {
      metric: props.functions.issueOffers.metricErrors({ period: Duration.hours(1), statistic: Stats.SUM }),
      threshold: 1,
      meaning: 'offers that were decided were not all sent; the next hour goes on with them',
    });
  }

  private makeTopic(email: string | undefined): Topic {
    const topic = new Topic(this, 'Topic', { displayName: 'Holdfast alarms', enforceSSL: true });
    const { account, partition, region } = Stack.of(this);
    // A policy of its own replaces the topic's default one, by which CloudWatch was allowed to publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowAlarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
        },
      }),
    );
    if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
    return topic;
  }

  private watchConsumer(name: StreamConsumerName, { functions, mappings, settings }: AlarmsProps): void {
    const consumer = functionIdOf(name);
    this.watch(`${consumer}FailedRecords`, {
      metric: countOfRecords(mappings[name], 'OnFailureDestinationDeliveredEventCount'),
      threshold: 1,
      meaning: `${name} gave records up; they lie in the failed records bucket: mend the cause, then redrive`,
    });
    this.watch(`${consumer}DroppedRecords`, {
      metric: countOfRecords(mappings[name], 'DroppedEventCount'),
      threshold: 1,
      meaning: `${name} lost records for good: run the sweep and a rebuild`,
    });
    this.watch(`${consumer}StreamAge`, {
      metric: functions[name].metric('IteratorAge', { period: Duration.minutes(5), statistic: Stats.MAXIMUM }),
      threshold: settings.streamAgeAlarmMinutes * 60_000,
      // One slow batch is no news; a quarter of an hour of them is.
      periods: 3,
      meaning: `${name} is over ${settings.streamAgeAlarmMinutes} minutes behind; after 6 h records are given up`,
    });
  }

  private watch(id: string, { metric, threshold, periods, meaning }: Watch): void {
    const alarm = new Alarm(this, id, {
      alarmDescription: `${Stack.of(this).stackName}: ${meaning}`,
      metric,
      threshold,
      evaluationPeriods: periods ?? 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // These metrics are sent only when something happens.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
