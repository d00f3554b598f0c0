import type { Json } from '../json.ts';
import { localAccount, localPartition, localRegion } from './local-account.ts';
import type { Template, TemplateResource } from './template.ts';

/** What `Ref` and `Fn::GetAtt` of a resource give on this machine. */
export interface PhysicalResource {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Describe = (
  given: (property: string) => string | undefined,
  fallbackName: string,
  resource: TemplateResource,
) => PhysicalResource;

const arn = (service: string, path: string): string =>
  `arn:${localPartition}:${service}:${localRegion}:${localAccount}:${path}`;

const table: Describe = (given, fallbackName) => {
  const name = given('TableName') ?? fallbackName;
  const tableArn = arn('dynamodb', `table/${name}`);
  return { ref: name, attributes: { Arn: tableArn, StreamArn: `${tableArn}/stream/2026-01-01T00:00:00.000` } };
};

const describeByType: Readonly<Record<string, Describe>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': (given, fallbackName) => {
    const name = given('FunctionName') ?? fallbackName;
    return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
  },
  'AWS::IAM::Role': (given, fallbackName) => {
    const name = given('RoleName') ?? fallbackName;
    return { ref: name, attributes: { Arn: `arn:${localPartition}:iam::${localAccount}:role/${name}` } };
  },
  'AWS::ApiGatewayV2::Api': (_given, _fallbackName, { logicalId }) => ({
    ref: logicalId.toLowerCase(),
    attributes: {
      ApiId: logicalId.toLowerCase(),
      ApiEndpoint: `https://${logicalId.toLowerCase()}.execute-api.${localRegion}.amazonaws.com`,
    },
  }),
  'AWS::ApiGatewayV2::Authorizer': (_given, _fallbackName, { logicalId }) => ({
    ref: logicalId.toLowerCase(),
    attributes: { AuthorizerId: logicalId.toLowerCase() },
  }),
  'AWS::ApiGatewayV2::Stage': (given, fallbackName) => ({ ref: given('StageName') ?? fallbackName, attributes: {} }),
  'AWS::S3::Bucket': (given, fallbackName) => {
    const name = given('BucketName') ?? fallbackName.toLowerCase();
    return { ref: name, attributes: { Arn: `arn:${localPartition}:s3:::${name}` } };
  },
  'AWS::Events::EventBus': (given, fallbackName) => {
    const name = given('Name') ?? fallbackName;
    return { ref: name, attributes: { Arn: arn('events', `event-bus/${name}`), Name: name } };
  },
  'AWS::SQS::Queue': (given, fallbackName) => {
    const name = given('QueueName') ?? fallbackName;
    return { ref: name, attributes: { Arn: arn('sqs', name), QueueName: name } };
  },
  'AWS::Events::Rule': (given, fallbackName) => {
    const name = given('Name') ?? fallbackName;
    return { ref: name, attributes: { Arn: arn('events', `rule/${name}`) } };
  },
  'AWS::SNS::Topic': (given, fallbackName) => {
    const name = given('TopicName') ?? fallbackName;
    return { ref: arn('sns', name), attributes: { TopicArn: arn('sns', name), TopicName: name } };
  },
  'AWS::Logs::LogGroup': (given, fallbackName) => {
    const name = given('LogGroupName') ?? fallbackName;
    return { ref: name, attributes: { Arn: `${arn('logs', `log-group:${name}`)}:*` } };
  },
};

const plain: Describe = (_given, fallbackName) => ({ ref: fallbackName, attributes: {} });

/** Names are the template's where it gives them, else `<stack>-<logical id>`. */
export function describeResource(
  template: Template,
  resource: TemplateResource,
  resolve: (value: Json, where: string) => Json | undefined,
): PhysicalResource {
  const given = (property: string): string | undefined => {
    const value = resource.properties[property];
    if (value === undefined) return undefined;
    const resolved = resolve(value, `${resource.logicalId}.${property}`);
    return typeof resolved === 'string' ? resolved : undefined;
  };
  const describe = describeByType[resource.type] ?? plain;
  return describe(given, `${template.stackName}-${resource.logicalId}`, resource);
}
