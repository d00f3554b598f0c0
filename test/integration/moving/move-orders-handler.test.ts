import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimedOrderSchema, mergedCustomersSchema } from '../../../functions/contracts/moving-orders.ts';
import { problemSchema } from '../../../functions/contracts/problem.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { type StartedHandlers, startHandlers } from '../../support/http-handlers.ts';
import { orderOf } from '../../support/orders.ts';
import { shopOn } from '../../support/shop.ts';

let stage: StartedHandlers;
beforeAll(async () => {
  stage = await startHandlers('GBP');
  const orders = [
    orderOf('g/1', ['mug']),
    orderOf('a1', ['mug', 'tea'], { customerId: 'ann/1' }),
    orderOf('b1', ['tea'], { customerId: 'bob' }),
  ];
  await recordOrders(
    shopOn(stage.database),
    orders.map((order, index) => ({ index, order })),
  );
});
afterAll(() => stage.stop());

const inPath = (id: string) => `~${Buffer.from(id).toString('base64url')}`;
const claim = (orderId: string, body: unknown, scopes = 'service') =>
  stage.call({ routeKey: 'POST /v1/orders/{orderId}/claim', scopes, path: { orderId }, body });
const merge = (customerId: string, body: unknown, scopes = 'service') =>
  stage.call({ routeKey: 'POST /v1/customers/{customerId}/merge', scopes, path: { customerId }, body });

it('a claim answers who has the order, and the same once more', async () => {
  const answer = await claim(inPath('g/1'), { customerId: 'bob' });

  expect(answer).toMatchObject({
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: { orderId: 'g/1', customerId: 'bob', outcome: 'moved' },
  });
  expect(claimedOrderSchema.safeParse(answer.body).error).toBeUndefined();
  expect((await claim(inPath('g/1'), { customerId: 'bob' })).body).toMatchObject({ outcome: 'unchanged' });
});

it('a merge answers what it moved', async () => {
  const answer = await merge('bob', { from: 'ann/1' }, 'admin');

  expect(answer).toMatchObject({
    status: 200,
    body: { customerId: 'bob', from: 'ann/1', movedOrders: 1, alreadyThere: 0, movedFacts: 0, objection: false },
  });
  expect(mergedCustomersSchema.safeParse(answer.body).error).toBeUndefined();
});

it.each([
  ['an order nobody knows', () => claim('nothing', { customerId: 'bob' }), 404, 'order.unknown'],
  ['another customer’s order', () => claim('b1', { customerId: 'cy' }), 409, 'order.customer-changed'],
  ['a claim without a customer', () => claim('b1', {}), 400, 'request.invalid'],
  ['a claim with a field too many', () => claim('b1', { customerId: 'cy', force: true }), 400, 'request.invalid'],
  ['an id that is none', () => claim('~%', { customerId: 'cy' }), 400, 'request.path'],
  ['a customer nobody knows', () => merge('bob', { from: 'nobody' }), 404, 'customer.unknown'],
  ['a merge of one', () => merge('bob', { from: 'bob' }), 400, 'customer.merge-itself'],
  ['a circle', () => merge(inPath('ann/1'), { from: 'bob' }), 409, 'customer.merged'],
  ['a key of marketers', () => merge('bob', { from: 'ann/1' }, 'marketer'), 403, 'access.scope'],
])('%s is refused', async (_, call, status, code) => {
  const answer = await call();
  expect(answer).toMatchObject({ status, headers: { 'content-type': 'application/problem+json' }, body: { code } });
  expect(problemSchema.safeParse(answer.body).error).toBeUndefined();
});

it('an erasure of who was merged into another is a conflict', async () => {
  await merge('bob', { from: 'ann/1' });
  const answer = await stage.call({
    routeKey: 'DELETE /v1/customers/{customerId}',
    scopes: 'admin',
    path: { customerId: inPath('ann/1') },
  });
  expect(answer).toMatchObject({ status: 409, body: { code: 'customer.merged' } });
});
