import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Grant, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { defaultVariantBShare } from '../../functions/domain/attribution/experiment.ts';
import type { TableKey } from '../../functions/stores/tables.ts';
import type { CompleteSettings } from '../config.ts';
import { type FunctionEntry, type FunctionName, functionCatalogue, type TableAction } from './function-catalogue.ts';
import type { HoldfastTables } from './holdfast-tables.ts';

export interface HoldfastFunctionProps {
  readonly functionName: FunctionName;
  /** Folder with the function's `index.mjs`. */
  readonly bundleDirectory: string;
  readonly settings: CompleteSettings;
  readonly tables: HoldfastTables;
}

/** What a target of delivery alone needs to know. */
function deliveryVariables(functionName: FunctionName, { delivery }: CompleteSettings): Record<string, string> {
  if (functionName === 'postEvents') return { HOLDFAST_WEBHOOK: JSON.stringify(delivery?.webhook) };
  if (functionName === 'sendOfferEmails') return { HOLDFAST_EMAIL: JSON.stringify(delivery?.email) };
  return {};
}

function environmentOf(
  stackName: string,
  functionName: FunctionName,
  settings: CompleteSettings,
): Record<string, string> {
  const { evidenceWindowDays, rankingComparison } = settings;
  return {
    HOLDFAST_STACK: stackName,
    HOLDFAST_CURRENCY: settings.currency,
    HOLDFAST_TIME_ZONE: settings.timeZone,
    HOLDFAST_MAX_BASKET_ITEMS: String(settings.maxBasketItems),
    HOLDFAST_OFFERS: JSON.stringify(settings.offers),
    ...deliveryVariables(functionName, settings),
    ...(evidenceWindowDays === undefined ? {} : { HOLDFAST_EVIDENCE_WINDOW_DAYS: String(evidenceWindowDays) }),
    ...(rankingComparison === undefined
      ? {}
      : {
          HOLDFAST_AB_VARIANT_B: rankingComparison.ranking,
          HOLDFAST_AB_SHARE: String(rankingComparison.visitorShare ?? defaultVariantBShare),
        }),
  };
}

/** Not the table's own `grant`, which covers all indexes of the table with a wildcard. */
function grantOn(resourceArn: string, role: Role, actions: readonly TableAction[]): void {
  Grant.addToPrincipal({
    grantee: role,
    actions: actions.map((action) => `dynamodb:${action}`),
    resourceArns: [resourceArn],
  });
}

/** One bundled function with a role and a log group of its own, and the rights the catalogue gives it. */
export class HoldfastFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: HoldfastFunctionProps) {
    super(scope, id);
    const entry: FunctionEntry = functionCatalogue[props.functionName];
    const { stackName } = Stack.of(this);
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/holdfast/${props.settings.stage}/${props.functionName}`,
      retention: props.settings.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Not Lambda's managed basic policy: that one writes to every log group of the account.
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Rights of ${stackName} ${props.functionName}`,
    });
    logGroup.grantWrite(role);
    this.lambda = new LambdaFunction(this, 'Function', {
      // Named like the tables, so that logs, meters and alarms are read without a look at the stack.
      functionName: `${stackName}-${props.functionName}`,
      description: entry.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.bundleDirectory),
      handler: 'index.handler',
      memorySize: entry.memoryMegabytes,
      timeout: Duration.seconds(entry.timeoutSeconds),
      environment: environmentOf(stackName, props.functionName, props.settings),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: props.settings.tracing === 'active' ? Tracing.ACTIVE : Tracing.DISABLED,
    });
    for (const [key, actions] of Object.entries(entry.may) as [TableKey, FunctionEntry['may'][TableKey]][]) {
      grantOn(props.tables.byKey[key].tableArn, role, actions ?? []);
    }
    for (const key of entry.mayQueryIndexOf ?? []) grantOn(props.tables.indexArn(key), role, ['Query']);
    if (props.settings.tracing === 'active') {
      Validations.of(role).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'X-Ray has no resources to name: its two write actions take only *.',
      });
    }
  }
}
