import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** Address where the customer ends all letters. */
  readonly unsubscribeUrl: string;
}

/** Sends letters by SES. */
export interface Mailer {
  send(letter: Letter): Promise<void>;
}

/** @param client default: one of the region and account that the SDK finds */
export const createMailer = (from: string, client = new SESv2Client({})): Mailer => ({
  async send({ to, subject, text, unsubscribeUrl }) {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: text, Charset: 'UTF-8' } },
            Headers: [{ Name: 'List-Unsubscribe', Value: `<${unsubscribeUrl}>` }],
          },
        },
      }),
    );
  },
});
