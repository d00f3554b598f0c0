import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Offer, OfferTerms } from '../../../functions/domain/offers/offer.ts';
import { sentRedemption } from '../../support/contract-samples.ts';
import { type StartedHandlers, startHandlers } from '../../support/http-handlers.ts';
import {
  campaignOf,
  codeOf,
  issueTo,
  type OffersShop,
  offersShopOn,
  putCampaign,
  startCampaign,
  termsOf,
} from '../../support/offers.ts';

let stage: StartedHandlers;
let shop: OffersShop;
beforeAll(async () => {
  stage = await startHandlers('GBP');
  shop = offersShopOn(stage.database, new Date());
  await startCampaign(shop, campaignOf('autumn', { total: { uses: 40, amountMinor: 100_000 } }));
});
afterAll(() => stage.stop());
afterEach(() => vi.restoreAllMocks());

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** Issues an offer that is good for ten days. */
const issue = (campaignId: string, customer: string, terms: Partial<OfferTerms> = {}, days = 10) =>
  issueTo(shop, campaignId, customer, { terms: termsOf(terms), expiresAt: inDays(days) });

const redeem = (customer: string, fields: Readonly<Record<string, unknown>> = {}, code = codeOf('autumn', customer)) =>
  stage.call({
    routeKey: 'POST /v1/offers/{code}/redeem',
    scopes: 'ingest',
    path: { code },
    body: sentRedemption({ customerId: customer, orderId: `order-of-${customer}`, cost: 50, ...fields }),
  });
const list = (customerId: string) =>
  stage.call({ routeKey: 'GET /v1/customers/{customerId}/offers', scopes: 'ingest', path: { customerId } });

describe('redeeming over HTTP', () => {
  it('answers what the order gets, and the same again however often it is asked', async () => {
    await issue('autumn', 'ann', { kind: 'percent', percent: 12, amountMinor: undefined });

    const first = await redeem('ann', { basketValue: 99.99 });

    expect(first).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: {
        code: 'autumn-ann',
        campaignId: 'autumn',
        customerId: 'ann',
        orderId: 'order-of-ann',
        kind: 'percent',
        redeemedAt: expect.stringMatching(/^\d{4}-/),
        discount: 11.99,
        points: 0,
        tierCredit: 0,
      },
    });
    expect(await redeem('ann', { basketValue: 1 })).toEqual(first);
    expect(await redeem('ann', { orderId: 'another' })).toMatchObject({
      status: 409,
      body: { code: 'offer.redeemed' },
    });
  });

  it.each([
    ['points', { kind: 'points', points: 40 }, { discount: 0, points: 40, tierCredit: 0 }],
    ['credit', { kind: 'tier-credit', amountMinor: 900 }, { discount: 0, points: 0, tierCredit: 9 }],
    ['shipping', { kind: 'free-shipping', amountMinor: 300 }, { discount: 3, points: 0, tierCredit: 0 }],
    ['gift', { kind: 'gift-item', costMinor: 250, itemId: 'mug' }, { discount: 0, points: 0, itemId: 'mug' }],
    ['bundle', { kind: 'bundle', percent: 50, amountMinor: undefined }, { discount: 10, points: 0 }],
  ] as const)('says what each kind gives: %s', async (customer, terms, given) => {
    await issue('autumn', customer, terms as Partial<OfferTerms>);

    expect(await redeem(customer, { shipping: 3.9, bundleValue: 20 })).toMatchObject({ status: 200, body: given });
  });

  it('does not tell a code that is nobody’s from one that is somebody else’s', async () => {
    await issue('autumn', 'bob');

    const ofNobody = await redeem('bob', {}, 'no-such-code');
    const ofAnother = await redeem('carl', {}, codeOf('autumn', 'bob'));

    expect(ofNobody).toMatchObject({ status: 404, body: { code: 'offer.unknown' } });
    expect(ofAnother).toEqual(ofNobody);
  });

  it('refuses with figures in the money of the shop', async () => {
    await issue('autumn', 'dora', { minimumSpendMinor: 12_050 });

    expect(await redeem('dora')).toMatchObject({
      status: 409,
      body: { code: 'offer.minimum-spend', detail: 'basketValue is 100 GBP; needed is 120.5 GBP or more' },
    });
    expect(await redeem('dora', { basketValue: 200, cost: 190 })).toMatchObject({
      status: 409,
      body: {
        code: 'offer.margin-floor',
        detail: 'after its cost and the offer 5 GBP of the order would be left; needed is 20 GBP or more',
      },
    });
    expect(await redeem('dora', { basketValue: 200, cost: undefined })).toMatchObject({
      status: 409,
      body: { code: 'offer.margin-unknown' },
    });
  });

  it('checks what is sent, and names what is wrong', async () => {
    const answer = await redeem('ann', { basketValue: -1, shipping: 'free', basket: 3 });

    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect((answer.body as { issues: { path: string }[] }).issues.map(({ path }) => path).toSorted()).toEqual([
      'basket',
      'basketValue',
      'shipping',
    ]);
  });

  it('is busy, and says when to come again, where others are always in the way', async () => {
    await issue('autumn', 'eve');
    const conflict = Object.assign(new Error('Transaction cancelled'), {
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
    });
    const send = DynamoDBDocumentClient.prototype.send;
    let refusedCount = 0;
    vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation(function (this: unknown, ...args: unknown[]) {
      if (!(args[0] instanceof TransactWriteCommand)) return Reflect.apply(send, this, args);
      refusedCount += 1;
      return Promise.reject(conflict);
    } as never);

    expect(await redeem('eve')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1', 'content-type': 'application/problem+json' },
      body: { code: 'offer.busy' },
    });
    expect(refusedCount).toBe(6);
    vi.restoreAllMocks();
    expect(await redeem('eve')).toMatchObject({ status: 200 });
  });

  it('logs no code, whatever fails', async () => {
    const code = await issue('autumn', 'secret-fay');
    const written: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
    const send = DynamoDBDocumentClient.prototype.send;
    vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation(function (this: unknown, ...args: unknown[]) {
      if (args[0] instanceof TransactWriteCommand) return Promise.reject(new TypeError('socket hang up'));
      return Reflect.apply(send, this, args);
    } as never);

    expect(await redeem('secret-fay')).toMatchObject({ status: 500, body: { code: 'server.failed' } });
    vi.restoreAllMocks();
    expect(written.join('')).toContain('request failed');
    expect(written.join('')).not.toContain(code);
  });
});

describe('the live offers of a customer', () => {
  it('are those that could be redeemed, the first to expire first, without what they cost or why they were made', async () => {
    await startCampaign(shop, campaignOf('winter', { total: { uses: 5 } }));
    await startCampaign(shop, campaignOf('over', { total: { uses: 5 } }));
    await issue('autumn', 'gil', { kind: 'percent', percent: 10, amountMinor: 2_000, mostMinor: 1_500 }, 9);
    await issue('winter', 'gil', { minimumSpendMinor: 5_000, mostMinor: 400, stacking: 'alone' }, 3);
    await issue('over', 'gil');
    await putCampaign(shop, campaignOf('over', { total: { uses: 5 } }, { status: 'stopped' }));

    const answer = await list('gil');

    const dates = { issuedAt: '2026-11-21T08:00:00.000Z', expiresAt: expect.any(String) };
    expect(answer).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: {
        customerId: 'gil',
        offers: [
          {
            code: 'winter-gil',
            campaignId: 'winter',
            kind: 'amount',
            amount: 4,
            minimumSpend: 50,
            stacking: 'alone',
            ...dates,
          },
          {
            code: 'autumn-gil',
            campaignId: 'autumn',
            kind: 'percent',
            percent: 10,
            most: 15,
            minimumSpend: 0,
            stacking: 'with-others',
            ...dates,
          },
        ],
      },
    });
  });

  const codesOf = async (customer: string) =>
    ((await list(customer)).body as { offers: Pick<Offer, 'code'>[] }).offers.map(({ code }) => code);

  it('are none that is redeemed, expired or withdrawn, and none while offers are stopped', async () => {
    await startCampaign(shop, campaignOf('spring', { total: { uses: 5 } }));
    await issue('autumn', 'hal', {}, -1);
    await issue('spring', 'hal');
    expect(await codesOf('hal')).toEqual(['spring-hal']);
    await shop.offersSwitch.put({ isStopped: true });
    expect(await codesOf('hal')).toEqual([]);
    await shop.offersSwitch.put({ isStopped: false });
    await redeem('hal', {}, 'spring-hal');
    expect(await codesOf('hal')).toEqual([]);
  });

  it('are none of who objects, and none but service of who complains', async () => {
    await issue('autumn', 'ida');
    await issue('autumn', 'jon');
    await stage.call({
      routeKey: 'PUT /v1/customers',
      scopes: 'ingest',
      body: { customers: [{ customerId: 'ida', objection: true }] },
    });
    const complaint = { type: 'case', eventId: 'case-1', caseId: 'c', kind: 'complaint', step: 'opened' };
    await stage.call({
      routeKey: 'POST /v1/events',
      scopes: 'ingest',
      body: { events: [{ ...complaint, customerId: 'jon', occurredAt: new Date().toISOString() }] },
    });

    expect(await codesOf('ida')).toEqual([]);
    expect(await codesOf('jon')).toEqual([]);
    expect(await codesOf('nobody')).toEqual([]);
  });
});
