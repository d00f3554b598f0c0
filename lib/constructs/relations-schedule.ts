import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface RelationsScheduleProps {
  readonly relate: LambdaFunction;
}

/** Calls the night's work on all histories. */
export class RelationsSchedule extends Construct {
  constructor(scope: Construct, id: string, props: RelationsScheduleProps) {
    super(scope, id);
    new Rule(this, 'Nightly', {
      description: 'Finds what is bought later, instead, again and lately',
      // 03:10 UTC: after the nightly sweep, and not on the hour, when everybody else starts.
      schedule: Schedule.cron({ hour: '3', minute: '10' }),
      targets: [new FunctionTarget(props.relate)],
    });
  }
}
