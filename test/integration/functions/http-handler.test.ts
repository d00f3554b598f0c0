import { afterEach, describe, expect, it, vi } from 'vitest';
import { HoldfastError } from '../../../functions/domain/errors.ts';
import { httpHandler } from '../../../functions/handlers/http/http-handler.ts';
import { callHandler, gatewayEvent } from '../../support/http-handlers.ts';

afterEach(() => vi.restoreAllMocks());

const event = gatewayEvent({ routeKey: 'GET /v1/customers/{customerId}', scopes: 'marketer' });

const failingWith = (error: unknown) =>
  httpHandler({
    async 'GET /v1/customers/{customerId}'() {
      throw error;
    },
  });

describe('an error of an answer', () => {
  it('that nobody expected is a 500 that tells its number only, and is logged with the reason', async () => {
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    const answer = await callHandler(failingWith(new TypeError('secret table name')), event);

    expect(answer).toEqual({
      status: 500,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
      body: {
        type: 'urn:holdfast:problem:server.failed',
        title: 'The request failed through no fault of the caller',
        status: 500,
        code: 'server.failed',
        detail: 'the request failed and was logged as request-1',
        issues: [],
      },
    });
    const line: unknown = JSON.parse(String(written.mock.calls[0]?.[0]));
    expect(line).toMatchObject({ level: 'error', reason: 'secret table name', requestId: 'request-1' });
  });

  it('of our own that is not meant for callers is a 500 too', async () => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    const answer = await callHandler(failingWith(new HoldfastError('store.corrupt-row', 'row customer#ann')), event);

    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('ann');
  });

  it('of a busy database is a 503 that says when to come again', async () => {
    const busy = new HoldfastError('store.throttled', 'the database is too busy; the same request may be sent again');

    expect(await callHandler(failingWith(busy), event)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { code: 'store.throttled' },
    });
  });
});

describe('a caller', () => {
  it.each([['ingest'], ['storefront'], ['ingest,storefront'], [''], ['nonsense'], [undefined]])(
    'whose rights are %s gets a 403 before anything is looked at',
    async (scopes) => {
      const answer = vi.fn();
      const handler = httpHandler({ 'GET /v1/customers/{customerId}': answer });
      const request = gatewayEvent({
        routeKey: 'GET /v1/customers/{customerId}',
        ...(scopes === undefined ? {} : { scopes }),
      });

      expect(await callHandler(handler, request)).toMatchObject({
        status: 403,
        body: {
          code: 'access.scope',
          detail: 'GET /v1/customers/{customerId} needs a key with the scope marketer or service or admin',
        },
      });
      expect(answer).not.toHaveBeenCalled();
    },
  );

  it('of an address that is none gets our 404', async () => {
    expect(await callHandler(httpHandler({}), gatewayEvent({ routeKey: '$default' }))).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json' },
      body: { code: 'route.unknown', detail: expect.stringContaining('/nowhere') },
    });
  });

  it('of a route that the function does not answer gets our 404, not another route’s answer', async () => {
    const handler = httpHandler({});

    expect(await callHandler(handler, event)).toMatchObject({ status: 404, body: { code: 'route.unknown' } });
  });
});
