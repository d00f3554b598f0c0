import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { HoldfastError } from '../../domain/errors.ts';

export interface Webhook {
  /** The key that requests are signed with. */
  readSecret(): Promise<string>;
  /** Posts a JSON text; gives the HTTP status. Follows no redirect, and waits 10 s at most. */
  post(body: string, headers: Readonly<Record<string, string>>): Promise<number>;
}

export interface WebhookAddress {
  /** https. */
  readonly url: string;
  /** Name of a secret of Secrets Manager. */
  readonly secretName: string;
}

const answerMilliseconds = 10_000;

/** @param client default: one of the region and account that the SDK finds */
export const createWebhook = ({ url, secretName }: WebhookAddress, client = new SecretsManagerClient({})): Webhook => ({
  async readSecret() {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretName }));
    if (SecretString !== undefined && SecretString !== '') return SecretString;
    throw new HoldfastError('delivery.no-secret', `the secret ${secretName} has no text`, { details: { secretName } });
  },

  async post(body, headers) {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
      // Elsewhere nobody vouches for who reads it.
      redirect: 'error',
      signal: AbortSignal.timeout(answerMilliseconds),
    });
    await answer.arrayBuffer();
    return answer.status;
  },
});
