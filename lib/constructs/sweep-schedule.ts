import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface SweepScheduleProps {
  readonly sweep: LambdaFunction;
}

/** Calls the sweep: every hour for items, every night for customers of too many facts to refresh at each one. */
export class SweepSchedule extends Construct {
  constructor(scope: Construct, id: string, props: SweepScheduleProps) {
    super(scope, id);
    new Rule(this, 'Hourly', {
      description: 'Refreshes items that aged or were marked stale',
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new FunctionTarget(props.sweep, { event: RuleTargetInput.fromObject({ scope: 'items' }) })],
    });
    new Rule(this, 'Nightly', {
      description: 'Refreshes customers of more facts than a stream consumer reads',
      // 02:40 UTC: before Europe wakes, and not on the hour, when the other sweep and everybody else starts.
      schedule: Schedule.cron({ hour: '2', minute: '40' }),
      targets: [
        new FunctionTarget(props.sweep, { event: RuleTargetInput.fromObject({ scope: 'oversized-customers' }) }),
      ],
    });
  }
}
