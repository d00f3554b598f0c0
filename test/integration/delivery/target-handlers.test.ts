import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { SQSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { eventDetail } from '../../../functions/contracts/delivery/event-detail.ts';
import { offerEvents } from '../../../functions/domain/delivery/offer-events.ts';
import { toCustomerId } from '../../../functions/domain/ids.ts';
import { createOffersStore } from '../../../functions/stores/offers/offers-store.ts';
import { decidedOffer, issuedOffer } from '../../support/delivered-offers.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { shopOn } from '../../support/shop.ts';

let database: EmbeddedDatabase;
const ses = mockClient(SESv2Client);
const secrets = mockClient(SecretsManagerClient);
const posts: { readonly url: unknown; readonly init: RequestInit }[] = [];

beforeAll(async () => {
  database = await startEmbeddedDatabase();
  for (const [name, value] of Object.entries({
    HOLDFAST_STACK: database.stackName,
    HOLDFAST_CURRENCY: 'GBP',
    HOLDFAST_TIME_ZONE: 'Europe/London',
    HOLDFAST_WEBHOOK: JSON.stringify({ url: 'https://shop.example/events', secretName: 'shop/webhook' }),
    HOLDFAST_EMAIL: JSON.stringify({
      from: 'offers@shop.example',
      shopName: 'Shop',
      unsubscribeUrl: 'https://shop.example/no',
    }),
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
  })) {
    vi.stubEnv(name, value);
  }
  vi.stubGlobal('fetch', async (url: unknown, init: RequestInit) => {
    posts.push({ url, init });
    return new Response('');
  });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  await database.stop();
});
beforeEach(() => {
  ses.reset();
  ses.on(SendEmailCommand).resolves({ MessageId: '1' });
  secrets.reset();
  secrets.on(GetSecretValueCommand).resolves({ SecretString: 'key' });
  posts.splice(0);
});

/** Good for a year from now, as handlers go by the clock. */
const offer = {
  ...issuedOffer('ann', { issuedAt: new Date().toISOString() }),
  expiresAt: new Date(Date.now() + 365 * 86_400_000).toISOString(),
};

function detailOf(eventId: string) {
  const [event] = offerEvents(undefined, offer, '2026-04-09T00:00:00.000Z');
  if (event === undefined) throw new Error('an issued offer tells something');
  return eventDetail(event, { eventId: eventId.repeat(64), currency: 'GBP' });
}

/** Messages as the bus's rule puts them into a queue. */
const queued = (...bodies: readonly unknown[]): SQSEvent =>
  ({
    Records: bodies.map((body, place) => ({
      messageId: `m${place}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })),
  }) as SQSEvent;
const onBus = (detail: unknown) => ({ version: '0', source: 'holdfast', 'detail-type': 'offer.issued', detail });

it('the webhook’s function posts each event signed and once, and gives back what is none', async () => {
  const { handler } = await import('../../../functions/handlers/post-events.ts');
  const [one, two] = [detailOf('a'), detailOf('b')];

  const answer = await handler(queued(onBus(one), 'no JSON', onBus({ ...two, score: 0.9 }), onBus(two)));
  const again = await handler(queued(onBus(one)));

  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }] });
  expect(again).toEqual({ batchItemFailures: [] });
  expect(posts.map(({ url }) => url)).toEqual(['https://shop.example/events', 'https://shop.example/events']);
  const body = JSON.stringify(one);
  expect(posts.find(({ init }) => init.body === body)?.init).toMatchObject({
    method: 'POST',
    redirect: 'error',
    headers: {
      'content-type': 'application/json',
      'x-holdfast-event-id': 'a'.repeat(64),
      'x-holdfast-signature': `sha256=${createHmac('sha256', 'key').update(body).digest('hex')}`,
    },
  });
});

it('the letters’ function sends an offer to the address of the profile, once', async () => {
  const { handler } = await import('../../../functions/handlers/send-offer-emails.ts');
  const shop = shopOn(database);
  const offers = createOffersStore({ documents: database.documents, stackName: database.stackName });
  await shop.profiles.put({ customerId: toCustomerId('ann'), email: 'ann@example.com', consent: { email: true } });
  await offers.putDecision(decidedOffer());
  const { code = '', issuedAt = '', expiresAt = '' } = offer;
  await offers.issue(decidedOffer(), { code, issuedAt, expiresAt, channel: 'email' });

  const answer = await handler(queued(onBus(detailOf('c'))));
  await handler(queued(onBus(detailOf('c'))));

  expect(answer).toEqual({ batchItemFailures: [] });
  const letters = ses.commandCalls(SendEmailCommand).map(({ args: [{ input }] }) => input);
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatchObject({
    FromEmailAddress: 'offers@shop.example',
    Destination: { ToAddresses: ['ann@example.com'] },
  });
  expect(letters[0]?.Content?.Simple?.Body?.Text?.Data).toContain('Your code is CODE-OF-ann.');
});

it('the letters’ function gives back what SES refuses', async () => {
  const { handler } = await import('../../../functions/handlers/send-offer-emails.ts');
  ses.on(SendEmailCommand).rejects(new Error('sending paused'));

  expect(await handler(queued(onBus(detailOf('d'))))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
});
