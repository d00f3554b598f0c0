import { Duration } from 'aws-cdk-lib';
import { type EventBus, type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface DeliveryTargetProps {
  readonly bus: EventBus;
  readonly description: string;
  readonly pattern: EventPattern;
  readonly deliver: LambdaFunction;
}

/**
 * Events of the bus that a function delivers: each waits in a queue until it is delivered, 20 hours at most, and then
 * lies among the dead letters for two weeks. Lambda of itself would try an event three times within minutes.
 */
export class DeliveryTarget extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: DeliveryTargetProps) {
    super(scope, id);
    const { bus, deliver, description, pattern } = props;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      // Six times as long as the function may take, as Lambda asks for; also the time from one try to the next.
      visibilityTimeout: Duration.minutes(6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 200 },
    });
    new Rule(this, 'Rule', {
      eventBus: bus,
      description,
      eventPattern: pattern,
      targets: [new SqsQueue(queue, { deadLetterQueue: this.deadLetters })],
    });
    queue.grantConsumeMessages(deliver);
    new EventSourceMapping(this, 'Mapping', {
      target: deliver,
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
    });
  }
}
