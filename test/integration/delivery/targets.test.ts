import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toCustomerId } from '../../../functions/domain/ids.ts';
import type { Offer } from '../../../functions/domain/offers/offer.ts';
import { actOnCampaign } from '../../../functions/flows/campaigns/act-on-campaign.ts';
import { putCampaign } from '../../../functions/flows/campaigns/put-campaign.ts';
import { deliverOnce } from '../../../functions/flows/delivery/deliver-once.ts';
import { postEvent } from '../../../functions/flows/delivery/post-event.ts';
import { sendOfferEmail } from '../../../functions/flows/delivery/send-offer-email.ts';
import { eraseCustomer } from '../../../functions/flows/erase-customer.ts';
import { createCampaignsStore } from '../../../functions/stores/campaigns/campaigns-store.ts';
import { createDeliveredStore, type DeliveredStore } from '../../../functions/stores/delivery/delivered-store.ts';
import { createMailer, type Letter } from '../../../functions/stores/delivery/mailer.ts';
import { createWebhook } from '../../../functions/stores/delivery/webhook.ts';
import { createOffersStore, type OffersStore } from '../../../functions/stores/offers/offers-store.ts';
import { createOffersSwitchStore } from '../../../functions/stores/offers-switch-store.ts';
import { campaignDeps, campaignOf } from '../../support/campaigns.ts';
import { decidedOffer, issuedOffer } from '../../support/delivered-offers.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { historyRows, merge, movingShopOn } from '../../support/moving-shop.ts';
import { type Shop, shopOn } from '../../support/shop.ts';

let database: EmbeddedDatabase;
let shop: Shop;
let delivered: DeliveredStore;
let offerRows: OffersStore;
beforeEach(async () => {
  database = await startEmbeddedDatabase();
  shop = shopOn(database);
  const access = { documents: database.documents, stackName: database.stackName };
  delivered = createDeliveredStore(access);
  offerRows = createOffersStore(access);
});
afterEach(() => database.stop());

const ann = toCustomerId('ann');
const at = (seconds: number) => () => new Date(Date.UTC(2026, 3, 2, 9) + seconds * 1_000);

describe('a delivery', () => {
  const sent: string[] = [];
  beforeEach(() => sent.splice(0));
  const deliver = (eventId: string, seconds = 0, target: 'webhook' | 'email' = 'email', work = async () => {}) =>
    deliverOnce({ delivered, now: at(seconds) }, eventId, target, async () => {
      await work();
      sent.push(`${target} ${eventId}`);
    });

  it('is done once by each target, and what comes again is dropped', async () => {
    expect(await deliver('e1')).toBe(true);
    expect(await deliver('e1', 1)).toBe(false);
    expect(await deliver('e1', 3 * 86_400)).toBe(false);
    expect(await deliver('e1', 2, 'webhook')).toBe(true);
    expect(await deliver('e2', 2)).toBe(true);

    expect(sent).toEqual(['email e1', 'webhook e1', 'email e2']);
  });

  it('of which another run is at it comes again later', async () => {
    await deliver('e1', 0, 'email', async () => {
      await expect(deliver('e1', 30)).rejects.toMatchObject({ code: 'delivery.busy' });
    });

    expect(sent).toEqual(['email e1']);
  });

  it('that died is done by whoever comes after the lease', async () => {
    const dies = async () => {
      throw new Error('cut off');
    };
    await expect(deliver('e1', 0, 'email', dies)).rejects.toThrow('cut off');
    await expect(deliver('e1', 89)).rejects.toMatchObject({ code: 'delivery.busy' });

    expect(await deliver('e1', 91)).toBe(true);
    expect(sent).toEqual(['email e1']);
  });

  it('is begun by one of two that come at once', async () => {
    const outcomes = await Promise.allSettled([deliver('e1'), deliver('e1'), deliver('e1')]);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).not.toEqual([]);
    expect(sent).toEqual(['email e1']);
  });
});

describe('a letter of an offer', () => {
  const letter = { subject: 'Shop: 10% off', text: 'Hello', unsubscribeUrl: 'https://shop.example/no' };
  const event = { eventId: 'e1', customerId: 'ann', campaignId: 'spring', code: 'CODE-OF-ann' };
  const profile = { customerId: ann, consent: { email: true }, email: 'ann@example.com' };

  async function issue(over: Partial<Offer> = {}): Promise<void> {
    const { code = '', issuedAt = '', expiresAt = '', channel } = issuedOffer('ann', over);
    await offerRows.putDecision(decidedOffer());
    await offerRows.issue(decidedOffer(), { code, issuedAt, expiresAt, ...(channel && { channel }) });
  }
  const surroundings = () => ({
    delivered,
    campaigns: createCampaignsStore(database),
    offersSwitch: createOffersSwitchStore(database),
    timeZone: 'Europe/London',
  });
  const send = (letters: Letter[] = [], now = at(0)) => {
    const mailer = {
      send: async (sent: Letter) => {
        letters.push(sent);
      },
    };
    return sendOfferEmail(
      { ...surroundings(), profiles: shop.profiles, offers: offerRows, mailer, letter, now },
      event,
    );
  };

  it('goes to the address of the profile, once', async () => {
    await shop.profiles.put(profile);
    await issue();
    const letters: Letter[] = [];

    expect(await send(letters)).toBeUndefined();
    expect(await send(letters, at(5))).toBeUndefined();

    expect(letters).toEqual([{ ...letter, to: 'ann@example.com' }]);
  });

  it.each([
    ['objects', { ...profile, objection: true }],
    ['not-agreed', { ...profile, consent: { email: false } }],
    ['not-agreed', { customerId: ann, email: 'ann@example.com' }],
    ['no-address', { customerId: ann, consent: { email: true } }],
  ])('is not sent where the customer, by then, %s: %j', async (reason, now) => {
    await shop.profiles.put(now);
    await issue();
    const letters: Letter[] = [];

    expect(await send(letters)).toBe(reason);

    expect(letters).toEqual([]);
  });

  it('is not sent to one who was erased, whose address is gone', async () => {
    await shop.profiles.put(profile);
    await issue();
    await eraseCustomer(movingShopOn(database), ann);

    expect(await send()).toBe('not-agreed');
    expect(JSON.stringify(await historyRows(database))).not.toContain('@example.com');
  });

  it('does not follow a customer into another one: the address goes, and the other’s stands', async () => {
    const anna = toCustomerId('anna');
    await shop.profiles.put(profile);
    await shop.profiles.put({ customerId: anna, email: 'anna@example.com' });

    await merge(movingShopOn(database), 'ann', 'anna');

    expect(await shop.profiles.find(anna)).toEqual({ customerId: anna, email: 'anna@example.com' });
    expect(JSON.stringify(await historyRows(database))).not.toContain('ann@example.com');
  });

  it('is not sent of an offer that no longer stands', async () => {
    await shop.profiles.put(profile);
    const letters: Letter[] = [];

    expect(await send(letters)).toBe('no-longer-good');
    expect(letters).toEqual([]);
  });

  it('is not sent of one that was withdrawn, has expired, or has another code', async () => {
    await shop.profiles.put(profile);
    await issue({ code: 'ANOTHER' });
    const letters: Letter[] = [];
    expect(await send(letters)).toBe('no-longer-good');

    const seen = await offerRows.find(ann, 'spring');
    if (seen === undefined) throw new Error('the offer is there');
    const offers = (offer: Offer) => ({ find: async () => offer });
    const good = { ...seen, code: 'CODE-OF-ann' };
    const tell = (eventId: string, offer: Offer) =>
      sendOfferEmail(
        {
          ...surroundings(),
          profiles: shop.profiles,
          offers: offers(offer),
          mailer: { send: async (one) => void letters.push({ ...one, subject: eventId }) },
          letter,
          now: at(0),
        },
        { ...event, eventId },
      );

    expect(await tell('withdrawn', { ...good, status: 'withdrawn' })).toBe('no-longer-good');
    expect(await tell('expired', { ...good, expiresAt: at(0)().toISOString() })).toBe('no-longer-good');
    expect(await tell('good', good)).toBeUndefined();
    expect(letters.map(({ subject }) => subject)).toEqual(['good']);
  });

  it('waits for the end of quiet hours, and while all offers are stopped', async () => {
    await shop.profiles.put({ ...profile, timeZone: 'Asia/Tokyo' });
    await issue();
    const deps = campaignDeps(database, at(0)());
    // 9:00 UTC is 18:00 there.
    const quiet = { from: '18:00', until: '19:00' };
    await putCampaign(
      deps,
      campaignOf({ total: { uses: 9 } }, { channels: ['email'], quietHours: { email: quiet } }),
      'ann',
    );
    const letters: Letter[] = [];

    await expect(send(letters)).rejects.toMatchObject({ code: 'delivery.not-now' });
    await shop.offersSwitch.put({ isStopped: true });
    await expect(send(letters, at(3_600))).rejects.toMatchObject({ code: 'delivery.not-now' });
    expect(letters).toEqual([]);
    await shop.offersSwitch.put({ isStopped: false });
    expect(await send(letters, at(3_600))).toBeUndefined();
    expect(letters).toHaveLength(1);
  });

  it('is not sent of a campaign that was stopped', async () => {
    await shop.profiles.put(profile);
    await issue();
    const deps = campaignDeps(database, at(0)());
    await putCampaign(deps, campaignOf({ total: { uses: 9 } }), 'ann');
    await actOnCampaign(deps, { campaignId: 'spring', action: 'stop', keyId: 'ann' });

    expect(await send()).toBe('campaign-stopped');
  });

  it('that SES refuses is tried again after the lease', async () => {
    await shop.profiles.put(profile);
    await issue();
    const ses = mockClient(SESv2Client);
    ses.on(SendEmailCommand).rejectsOnce(new Error('sending paused')).resolves({ MessageId: '1' });
    const mailer = createMailer('offers@shop.example', new SESv2Client({ region: 'eu-west-1' }));
    const deps = { ...surroundings(), profiles: shop.profiles, offers: offerRows, mailer, letter };

    await expect(sendOfferEmail({ ...deps, now: at(0) }, event)).rejects.toThrow('sending paused');
    expect(await sendOfferEmail({ ...deps, now: at(360) }, event)).toBeUndefined();

    expect(ses.commandCalls(SendEmailCommand)[1]?.args[0].input).toEqual({
      FromEmailAddress: 'offers@shop.example',
      Destination: { ToAddresses: ['ann@example.com'] },
      Content: {
        Simple: {
          Subject: { Data: 'Shop: 10% off', Charset: 'UTF-8' },
          Body: { Text: { Data: 'Hello', Charset: 'UTF-8' } },
          Headers: [{ Name: 'List-Unsubscribe', Value: '<https://shop.example/no>' }],
        },
      },
    });
  });
});

describe('a post to the webhook', () => {
  const secrets = mockClient(SecretsManagerClient);
  beforeEach(() => secrets.reset());
  const hook = () =>
    createWebhook(
      { url: 'https://shop.example/events', secretName: 'shop/webhook' },
      new SecretsManagerClient({ region: 'eu-west-1' }),
    );

  it('is signed with the secret over the body as it is sent, and names the event', async () => {
    const posts: { body: string; headers: Readonly<Record<string, string>> }[] = [];
    const webhook = {
      post: async (body: string, headers: Readonly<Record<string, string>>) => {
        posts.push({ body, headers });
        return 204;
      },
    };
    const deps = { delivered, webhook, secret: async () => 'key', now: at(0) };

    expect(await postEvent(deps, 'e1', '{"a":1}')).toBe(true);
    expect(await postEvent(deps, 'e1', '{"a":1}')).toBe(false);

    const signature = `sha256=${createHmac('sha256', 'key').update('{"a":1}').digest('hex')}`;
    expect(posts).toEqual([
      { body: '{"a":1}', headers: { 'x-holdfast-event-id': 'e1', 'x-holdfast-signature': signature } },
    ]);
  });

  it.each([301, 400, 500])('that is answered %i comes again', async (status) => {
    const deps = { delivered, webhook: { post: async () => status }, secret: async () => 'key' };

    await expect(postEvent({ ...deps, now: at(0) }, 'e1', '{}')).rejects.toMatchObject({ code: 'delivery.refused' });
    expect(await postEvent({ ...deps, webhook: { post: async () => 200 }, now: at(360) }, 'e1', '{}')).toBe(true);
  });

  it('reads its secret by name, and an empty one is none', async () => {
    secrets.on(GetSecretValueCommand, { SecretId: 'shop/webhook' }).resolvesOnce({ SecretString: 'key' }).resolves({});

    expect(await hook().readSecret()).toBe('key');
    await expect(hook().readSecret()).rejects.toMatchObject({ code: 'delivery.no-secret' });
  });
});
