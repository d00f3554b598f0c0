import { Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface DeliveryBusProps {
  /** The one function that may put events. */
  readonly deliver: LambdaFunction;
}

/** Where the stage tells what became of offers and customers; anybody of the account may hang a rule on it. */
export class DeliveryBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, props: DeliveryBusProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    // Named like the stack, so that its function finds it without being told.
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: stackName,
      description: `Offers and customers at risk of ${stackName}`,
    });
    Grant.addToPrincipal({
      grantee: props.deliver,
      actions: ['events:PutEvents'],
      resourceArns: [this.bus.eventBusArn],
    });
  }
}
