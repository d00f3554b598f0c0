import path from 'node:path';
import { CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type CompleteSettings, type StreamConsumerName, stackNameOf } from '../config.ts';
import { Alarms } from '../constructs/alarms.ts';
import { DeliveryBus } from '../constructs/delivery-bus.ts';
import { DeliveryTargets } from '../constructs/delivery-targets.ts';
import { FailedRecordsBucket } from '../constructs/failed-records-bucket.ts';
import {
  type FunctionName,
  functionIdOf,
  functionNamesOf,
  type OptionalFunctionName,
} from '../constructs/function-catalogue.ts';
import { HoldfastFunction } from '../constructs/holdfast-function.ts';
import { HoldfastTables } from '../constructs/holdfast-tables.ts';
import { HttpApi } from '../constructs/http-api.ts';
import { ModelsSchedule } from '../constructs/models-schedule.ts';
import { OffersSchedule } from '../constructs/offers-schedule.ts';
import { RelationsSchedule } from '../constructs/relations-schedule.ts';
import { SignalsSchedule } from '../constructs/signals-schedule.ts';
import { StreamConsumer } from '../constructs/stream-consumer.ts';
import { streamConsumerNames, streamSources } from '../constructs/stream-sources.ts';
import { SweepSchedule } from '../constructs/sweep-schedule.ts';

export interface HoldfastStackProps {
  readonly settings: CompleteSettings;
  /** Holds a folder for each function, see `bundleFunctions`. */
  readonly bundleDirectory: string;
}

const mapNames = <Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Readonly<Record<Name, Value>> => Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;

/** A stage has the optional ones where it has their target. */
type StageFunctions = Readonly<Record<Exclude<FunctionName, OptionalFunctionName>, LambdaFunction>> &
  Readonly<Partial<Record<OptionalFunctionName, LambdaFunction>>>;

/** All of one stage: any account, any region, nothing shared with another stage. */
export class HoldfastStack extends Stack {
  constructor(scope: Construct, props: HoldfastStackProps) {
    const { bundleDirectory, settings } = props;
    super(scope, stackNameOf(settings.stage), {
      description: `Holdfast, stage ${settings.stage}: recommendations and retention for an online shop`,
      terminationProtection: settings.dataProtection === 'protected',
    });
    const tables = new HoldfastTables(this, 'Tables', { dataProtection: settings.dataProtection });
    const folder = new Construct(this, 'Functions');
    const functions: StageFunctions = mapNames(functionNamesOf(settings), (functionName: FunctionName) => {
      const directory = path.join(bundleDirectory, functionName);
      const props = { functionName, bundleDirectory: directory, settings, tables };
      return new HoldfastFunction(folder, functionIdOf(functionName), props).lambda;
    });
    const api = new HttpApi(this, 'Api', { settings, functions, authorizer: functions.authorize });
    const failedRecords = new FailedRecordsBucket(this, 'FailedRecords', { keptDays: settings.failedRecordsKeptDays });
    const streams = new Construct(this, 'Streams');
    const mappings = mapNames(streamConsumerNames, (name: StreamConsumerName) => {
      const { filters, table } = streamSources[name];
      return new StreamConsumer(streams, functionIdOf(name), {
        table: tables.byKey[table],
        consumer: functions[name],
        filters,
        batching: settings.streams[name],
        failedRecords,
      }).mapping;
    });
    new SweepSchedule(this, 'Sweep', { sweep: functions.sweepStale });
    new RelationsSchedule(this, 'Relations', { relate: functions.relateItems });
    new ModelsSchedule(this, 'Models', { fit: functions.fitModels });
    new SignalsSchedule(this, 'Signals', { measure: functions.measureSignals });
    new OffersSchedule(this, 'Offers', { decide: functions.decideOffers, issue: functions.issueOffers });
    const { bus } = new DeliveryBus(this, 'Delivery', { deliver: functions.deliverEvents });
    const { deadLetters } = new DeliveryTargets(this, 'Targets', { bus, functions, ...settings.delivery });
    new Alarms(this, 'Alarms', { settings, functions, mappings, deadLetters });
    Tags.of(this).add('holdfast:stage', settings.stage);
    new CfnOutput(this, 'ApiUrl', { value: api.url, description: 'Address of the API' });
    new CfnOutput(this, 'FailedRecordsBucketName', {
      value: failedRecords.bucket.bucketName,
      description: 'Stream records given up, for redrive',
    });
    new CfnOutput(this, 'EventBusName', { value: bus.eventBusName, description: 'Bus that tells of offers' });
    new CfnOutput(this, 'StackName', { value: this.stackName, description: 'What the command line calls --stack' });
  }
}
