import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface SignalsScheduleProps {
  readonly measure: LambdaFunction;
}

/** Calls the night's work on switching costs. */
export class SignalsSchedule extends Construct {
  constructor(scope: Construct, id: string, props: SignalsScheduleProps) {
    super(scope, id);
    new Rule(this, 'Nightly', {
      description: 'Measures what holds each customer and what pulls, and finds the state that follows',
      // 04:50 UTC: after the relations of 03:10 and the models of 04:10, which it measures by.
      schedule: Schedule.cron({ hour: '4', minute: '50' }),
      targets: [new FunctionTarget(props.measure)],
    });
  }
}
