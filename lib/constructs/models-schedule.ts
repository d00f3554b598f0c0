import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface ModelsScheduleProps {
  readonly fit: LambdaFunction;
}

/** Calls the night's work on all customers. */
export class ModelsSchedule extends Construct {
  constructor(scope: Construct, id: string, props: ModelsScheduleProps) {
    super(scope, id);
    new Rule(this, 'Nightly', {
      description: 'Fits the models of all customers, gives each a group and makes the retention report',
      // 04:10 UTC: after the oversized customers of 02:40 and the guest orders of 03:10, of which the report tells.
      schedule: Schedule.cron({ hour: '4', minute: '10' }),
      targets: [new FunctionTarget(props.fit)],
    });
  }
}
