import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface OffersScheduleProps {
  readonly decide: LambdaFunction;
  readonly issue: LambdaFunction;
}

/** Calls what campaigns do: decisions every night, and every hour what may be sent then. */
export class OffersSchedule extends Construct {
  constructor(scope: Construct, id: string, props: OffersScheduleProps) {
    super(scope, id);
    new Rule(this, 'Nightly', {
      description: 'Measures what came of offers, reports on campaigns and decides for today',
      // 05:20 UTC: after the switching costs of 04:50, whose states it goes by.
      schedule: Schedule.cron({ hour: '5', minute: '20' }),
      targets: [new FunctionTarget(props.decide)],
    });
    new Rule(this, 'Hourly', {
      description: 'Sends out offers that were decided and may be sent now',
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new FunctionTarget(props.issue)],
    });
  }
}
