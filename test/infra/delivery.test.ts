import { describe, expect, it } from 'vitest';
import { type StageSettings, stages } from '../../lib/config.ts';
import { synthesisedStage } from './synthesised-stage.ts';

const delivery = {
  webhook: { url: 'https://shop.example/events', secretName: 'shop/webhook' },
  email: { from: 'offers@letters.shop.example', shopName: 'Shop', unsubscribeUrl: 'https://shop.example/letters' },
} satisfies StageSettings['delivery'];

const off = synthesisedStage(stages.prod);
const on = synthesisedStage({ ...stages.prod, delivery });
const { at } = on;

const arnOf = (constructPath: string) => ({ 'Fn::GetAtt': [at(constructPath).logicalId, 'Arn'] });
const arnText = (service: string, rest: string) => ({
  'Fn::Join': [
    '',
    ['arn:', { Ref: 'AWS::Partition' }, `:${service}:`, { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, rest],
  ],
});
const statementsOf = (functionId: string): unknown => {
  const { Properties } = at(`Functions/${functionId}/Role/DefaultPolicy`);
  return (Properties.PolicyDocument as { readonly Statement: unknown }).Statement;
};
const queueRights = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];

describe('the bus', () => {
  it('is named like the stack, and is there in every stage', () => {
    for (const stage of [off, on]) {
      expect(Object.values(stage.ofType('AWS::Events::EventBus')).map(({ Properties }) => Properties.Name)).toEqual([
        'holdfast-prod',
      ]);
      expect(stage.outputs.EventBusName?.Value).toEqual({ Ref: stage.at('Delivery/Bus').logicalId });
    }
  });
});

describe('a stage without targets', () => {
  it('has neither queue nor function nor rule of them', () => {
    expect(off.ofType('AWS::SQS::Queue')).toEqual({});
    expect(Object.values(off.ofType('AWS::Events::Rule')).filter(({ Properties }) => Properties.EventPattern)).toEqual(
      [],
    );
    expect(() => off.at('Functions/PostEvents/Function')).toThrow('no resource');
    expect(() => off.at('Functions/SendOfferEmails/Function')).toThrow('no resource');
  });

  it('may have one of the two', () => {
    const hooked = synthesisedStage({ ...stages.prod, delivery: { webhook: delivery.webhook } });

    expect(hooked.at('Functions/PostEvents/Function')).toBeDefined();
    expect(() => hooked.at('Functions/SendOfferEmails/Function')).toThrow('no resource');
    expect(Object.keys(hooked.ofType('AWS::SQS::Queue'))).toHaveLength(2);
  });
});

describe.each([
  { target: 'Webhook', functionId: 'PostEvents', pattern: { source: ['holdfast'] } },
  {
    target: 'Email',
    functionId: 'SendOfferEmails',
    pattern: {
      source: ['holdfast'],
      'detail-type': ['offer.issued'],
      detail: { offer: { channel: ['email'] } },
    },
  },
])('the target $target', ({ target, functionId, pattern }) => {
  it('takes its events from the bus into a queue of its own', () => {
    expect(at(`Targets/${target}/Rule`).Properties).toMatchObject({
      EventBusName: { Ref: at('Delivery/Bus').logicalId },
      EventPattern: pattern,
      State: 'ENABLED',
      Targets: [
        {
          Arn: arnOf(`Targets/${target}/Queue`),
          DeadLetterConfig: { Arn: arnOf(`Targets/${target}/DeadLetters`) },
        },
      ],
    });
  });

  it('tries for 20 hours, and keeps for two weeks what it could not deliver', () => {
    expect(at(`Targets/${target}/Queue`).Properties).toMatchObject({
      SqsManagedSseEnabled: true,
      VisibilityTimeout: 360,
      RedrivePolicy: { deadLetterTargetArn: arnOf(`Targets/${target}/DeadLetters`), maxReceiveCount: 200 },
    });
    expect(at(`Targets/${target}/DeadLetters`).Properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 86_400,
    });
    expect(at(`Targets/${target}/Mapping`).Properties).toMatchObject({
      EventSourceArn: arnOf(`Targets/${target}/Queue`),
      FunctionName: { Ref: at(`Functions/${functionId}/Function`).logicalId },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('rings at the first dead letter', () => {
    expect(at(`Alarms/${functionId}DeadLetters`).Properties).toMatchObject({
      AlarmActions: [{ Ref: at('Alarms/Topic').logicalId }],
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [
        { Name: 'QueueName', Value: { 'Fn::GetAtt': [at(`Targets/${target}/DeadLetters`).logicalId, 'QueueName'] } },
      ],
      Threshold: 1,
    });
  });
});

describe('rights of the targets', () => {
  it('are one secret for the webhook, and what was delivered', () => {
    expect(statementsOf('PostEvents')).toEqual([
      expect.objectContaining({ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] }),
      { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: arnOf('Tables/Offers') },
      {
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: arnText('secretsmanager', ':secret:shop/webhook-??????'),
      },
      { Effect: 'Allow', Action: queueRights, Resource: arnOf('Targets/Webhook/Queue') },
    ]);
  });

  it('are one identity for letters, the profile with the address, the offer, its campaign, the kill switch, and what was delivered', () => {
    expect(statementsOf('SendOfferEmails')).toEqual([
      expect.objectContaining({ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] }),
      { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: arnOf('Tables/Offers') },
      {
        Effect: 'Allow',
        Action: 'dynamodb:GetItem',
        Resource: ['Tables/Campaigns', 'Tables/History', 'Tables/Program'].map((table) => arnOf(table)),
      },
      {
        Effect: 'Allow',
        Action: 'ses:SendEmail',
        Resource: arnText('ses', ':identity/letters.shop.example'),
      },
      { Effect: 'Allow', Action: queueRights, Resource: arnOf('Targets/Email/Queue') },
    ]);
  });

  it('name the identity that the settings name', () => {
    const identity = 'shop.example';
    const named = synthesisedStage({ ...stages.prod, delivery: { email: { ...delivery.email, identity } } });

    expect(JSON.stringify(named.at('Functions/SendOfferEmails/Role/DefaultPolicy').Properties)).toContain(
      ':identity/shop.example"',
    );
  });
});

describe('what the functions know', () => {
  it('is their own target, and no other function knows it', () => {
    const variables = (name: string) => at(`Functions/${name}/Function`).Properties.Environment;

    expect(variables('PostEvents')).toMatchObject({
      Variables: { HOLDFAST_WEBHOOK: JSON.stringify(delivery.webhook) },
    });
    expect(variables('SendOfferEmails')).toMatchObject({
      Variables: { HOLDFAST_EMAIL: JSON.stringify(delivery.email) },
    });
    expect(JSON.stringify(variables('DeliverEvents'))).not.toContain('shop.example');
  });
});
