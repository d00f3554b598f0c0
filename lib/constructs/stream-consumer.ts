import { Duration, Validations } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import {
  EventSourceMapping,
  FilterCriteria,
  type Function as LambdaFunction,
  MetricType,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { StreamBatching } from '../config.ts';
import type { FailedRecordsBucket } from './failed-records-bucket.ts';
import type { StreamSource } from './stream-sources.ts';

export interface StreamConsumerProps {
  readonly table: TableV2;
  readonly consumer: LambdaFunction;
  readonly filters: StreamSource['filters'];
  readonly batching: StreamBatching;
  /** Takes the records that still fail after every retry. */
  readonly failedRecords: FailedRecordsBucket;
}

/** A table's stream read by one function, in order within a key, with nothing lost when the function fails. */
export class StreamConsumer extends Construct {
  readonly mapping: EventSourceMapping;

  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    super(scope, id);
    const { consumer, table, failedRecords } = props;
    table.grantStreamRead(consumer);
    this.mapping = new EventSourceMapping(this, 'Mapping', {
      target: consumer,
      eventSourceArn: table.tableStreamArn,
      // LATEST would lose what is written between the deployment and the first poll.
      startingPosition: StartingPosition.TRIM_HORIZON,
      // More would run two recomputes of one key at once, to fail each other at the fence.
      parallelizationFactor: 1,
      batchSize: props.batching.batchSize,
      maxBatchingWindow: Duration.seconds(props.batching.windowSeconds),
      filters: props.filters.map((filter) => FilterCriteria.filter(filter)),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 10,
      // A quarter of the 24 h a stream keeps: a stuck record must not hold up its shard until the rest is lost.
      maxRecordAge: Duration.hours(6),
      onFailure: failedRecords,
      supportS3OnFailureDestination: true,
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    if (consumer.role) {
      Validations.of(consumer.role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${failedRecords.findingName}/*]`,
        reason: 'Lambda names each failed batch itself, so the right to put it covers every key of this one bucket.',
      });
    }
  }
}
