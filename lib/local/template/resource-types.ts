import { HoldfastError } from '../../../functions/domain/errors.ts';
import { nameOf, type Template } from './template.ts';

/** Types that this runtime gives their effect. */
export const runTypes = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
] as const;

/** Types that need nothing here, each with the reason. */
export const idleTypes: Readonly<Record<string, string>> = {
  'AWS::CDK::Metadata': 'tells AWS which constructs made the stack',
  'AWS::CloudWatch::Alarm': 'watches metrics that only AWS makes; failed records lie in the failure folder',
  'AWS::CloudWatch::Dashboard': 'shows metrics that only AWS makes',
  'AWS::Logs::LogGroup': 'function output goes to the log file',
  'AWS::S3::Bucket': 'only as destination of failed records, which is a folder, or of access logs',
  'AWS::S3::BucketPolicy': 'the failure folder is guarded by the file system',
  'AWS::SQS::Queue': 'holds events for a target; here they are told and posted as soon as the bus takes them',
  'AWS::SQS::QueuePolicy': 'nobody sends to a queue here',
  'AWS::SNS::Subscription': 'alarms have no one to tell',
  'AWS::SNS::Topic': 'alarms have no one to tell',
  'AWS::SNS::TopicPolicy': 'alarms have no one to tell',
};

const known: ReadonlySet<string> = new Set([...runTypes, ...Object.keys(idleTypes)]);

/** @throws HoldfastError `local.unknown-resource` naming the first resource of a type this machine cannot run */
export function requireKnownTypes(template: Template): void {
  for (const resource of template.resources.values()) {
    if (!known.has(resource.type)) {
      throw new HoldfastError(
        'local.unknown-resource',
        `resource ${nameOf(resource)} cannot be run on this machine; types it runs or needs nothing for: ${[...known].join(', ')}`,
        { details: { logicalId: resource.logicalId, type: resource.type } },
      );
    }
  }
}
