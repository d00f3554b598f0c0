import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../lib/local/json.ts';
import { type LocalRuntime, type LocalRuntimeProps, startLocalRuntime } from '../../lib/local/start-local-runtime.ts';

export const localStackName = 'holdfast-local-test';

export interface FunctionOptions {
  /** Statements of the role's inline policy, besides the right to write logs. Default none. */
  readonly statements?: readonly Json[];
  /** Default 10. */
  readonly timeoutSeconds?: number;
  readonly variables?: JsonObject;
}

export interface StartedStack {
  readonly runtime: LocalRuntime;
  /** Lines the functions wrote, without their tags. */
  readonly lines: string[];
  readonly problems: string[];
}

/** A stack written by hand, one resource at a time, with bundles of a few lines. */
export interface LocalStack {
  readonly directory: string;
  readonly resources: Record<string, JsonObject>;
  /** Key `pk` and `sk`, both texts. */
  addTable(name: string, extra?: JsonObject): void;
  /** `code` is the body of `handler(event, context)`; `call`, `put` and `imports` are there to be used. */
  addFunction(name: string, code: string, options?: FunctionOptions): void;
  /** With the rights to read the stream and to keep failed records. */
  addSource(functionName: string, tableName: string, extra?: JsonObject): void;
  start(props?: Partial<LocalRuntimeProps>): Promise<StartedStack>;
  remove(): Promise<void>;
}

const prelude = `
const call = async (operation, body) => {
  const response = await fetch(process.env.AWS_ENDPOINT_URL_DYNAMODB, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.' + operation,
      authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
};
const put = (table, pk, fields = {}) => call('PutItem', { TableName: table, Item: { pk: { S: pk }, sk: { S: 'row' }, ...fields } });
let calls = 0;
`;

export const tableName = (name: string): string => `${localStackName}-${name}`;

const attribute = (logicalId: string, name: string): JsonObject => ({ 'Fn::GetAtt': [logicalId, name] });

export function createLocalStack(): LocalStack {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-stack-'));
  const resources: Record<string, JsonObject> = {
    Failures: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'failures' } },
  };
  const running: LocalRuntime[] = [];

  const grant = (functionName: string, statements: readonly Json[]): void => {
    resources[`${functionName}Policy${Object.keys(resources).length}`] = {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'more',
        Roles: [{ Ref: `${functionName}Role` }],
        PolicyDocument: { Version: '2012-10-17', Statement: statements },
      },
    };
  };

  return {
    directory,
    resources,
    addTable(name, extra = {}) {
      resources[name] = {
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: {
          TableName: tableName(name),
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            { AttributeName: 'pk', AttributeType: 'S' },
            { AttributeName: 'sk', AttributeType: 'S' },
          ],
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          Replicas: [{ Region: { Ref: 'AWS::Region' } }],
          StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
          ...extra,
        },
      };
    },
    addFunction(name, code, options = {}) {
      const asset = `asset.${name}`;
      mkdirSync(join(directory, asset));
      writeFileSync(
        join(directory, asset, 'index.mjs'),
        `${prelude}\nexport const handler = async (event, context) => {\n${code}\n};\n`,
      );
      resources[`${name}Role`] = {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }],
          },
          ManagedPolicyArns: [
            {
              'Fn::Join': [
                '',
                ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
              ],
            },
          ],
        },
      };
      if (options.statements) grant(name, options.statements);
      resources[name] = {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: name,
          Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Role: attribute(`${name}Role`, 'Arn'),
          Timeout: options.timeoutSeconds ?? 10,
          Environment: { Variables: options.variables ?? {} },
        },
        Metadata: { 'aws:asset:path': asset },
      };
    },
    addSource(functionName, table, extra = {}) {
      grant(functionName, [
        {
          Effect: 'Allow',
          Action: [
            'dynamodb:DescribeStream',
            'dynamodb:GetRecords',
            'dynamodb:GetShardIterator',
            'dynamodb:ListStreams',
          ],
          Resource: attribute(table, 'StreamArn'),
        },
        { Effect: 'Allow', Action: 's3:PutObject*', Resource: 'arn:aws:s3:::failures/*' },
      ]);
      resources[`${functionName}Source`] = {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: functionName },
          EventSourceArn: attribute(table, 'StreamArn'),
          StartingPosition: 'TRIM_HORIZON',
          ...extra,
        },
      };
    },
    async start(props = {}) {
      writeFileSync(join(directory, `${localStackName}.template.json`), JSON.stringify({ Resources: resources }));
      const lines: string[] = [];
      const problems: string[] = [];
      const runtime = await startLocalRuntime({
        assemblyDirectory: directory,
        stackName: localStackName,
        onLog: (line) => lines.push(line.replace(/^\[\w+\] /, '')),
        onProblem: (line) => problems.push(line),
        retryBackOffMilliseconds: 1,
        clockSchedules: false,
        ...props,
      });
      running.push(runtime);
      return { runtime, lines, problems };
    },
    async remove() {
      await Promise.all(running.map((runtime) => runtime.stop()));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Statement that allows actions on a whole table. */
export const allow = (table: string, ...actions: readonly string[]): JsonObject => ({
  Effect: 'Allow',
  Action: actions.map((action) => `dynamodb:${action}`),
  Resource: attribute(table, 'Arn'),
});

/** Waits until the test holds, or fails after 10 s; output of workers arrives after their answers. */
export async function eventually(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it did not come to hold within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
