import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EmailSettings, WebhookSettings } from '../config.ts';
import { DeliveryTarget } from './delivery-target.ts';
import type { OptionalFunctionName } from './function-catalogue.ts';

export interface DeliveryTargetsProps {
  readonly bus: EventBus;
  readonly webhook?: WebhookSettings | undefined;
  readonly email?: EmailSettings | undefined;
  /** Those of the targets that the stage has. */
  readonly functions: Readonly<Partial<Record<OptionalFunctionName, LambdaFunction>>>;
}

/** What the rules know our events by; the store that puts them says the same. */
const source = ['holdfast'];

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** The targets a stage has switched on, each with its rule, its queue and the one right it needs beside tables. */
export class DeliveryTargets extends Construct {
  /** Dead letters by the function that could not deliver them. */
  readonly deadLetters: Readonly<Partial<Record<OptionalFunctionName, Queue>>>;

  constructor(scope: Construct, id: string, props: DeliveryTargetsProps) {
    super(scope, id);
    const { email, functions, webhook } = props;
    this.deadLetters = {
      ...(webhook && functions.postEvents && { postEvents: this.addWebhook(props.bus, webhook, functions.postEvents) }),
      ...(email &&
        functions.sendOfferEmails && { sendOfferEmails: this.addEmail(props.bus, email, functions.sendOfferEmails) }),
    };
  }

  private addWebhook(bus: EventBus, { secretName }: WebhookSettings, deliver: LambdaFunction): Queue {
    const secret = Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      // Secrets Manager adds six characters of its own to a name.
      resourceName: `${secretName}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    Grant.addToPrincipal({ grantee: deliver, actions: ['secretsmanager:GetSecretValue'], resourceArns: [secret] });
    const description = 'Posts every event to the webhook of the shop';
    return new DeliveryTarget(this, 'Webhook', { bus, description, pattern: { source }, deliver }).deadLetters;
  }

  private addEmail(bus: EventBus, { from, identity }: EmailSettings, deliver: LambdaFunction): Queue {
    const resourceName = identity ?? domainOf(from);
    const sender = Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName });
    Grant.addToPrincipal({ grantee: deliver, actions: ['ses:SendEmail'], resourceArns: [sender] });
    const description = 'Sends the letters of offers';
    const pattern = { source, detailType: ['offer.issued'], detail: { offer: { channel: ['email'] } } };
    return new DeliveryTarget(this, 'Email', { bus, description, pattern, deliver }).deadLetters;
  }
}
