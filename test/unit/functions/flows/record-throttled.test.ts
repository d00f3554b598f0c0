import { DynamoDBClient, ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { postingsOf } from '../../../../functions/domain/copurchase/posting.ts';
import { toItemId } from '../../../../functions/domain/ids.ts';
import { recordItems } from '../../../../functions/flows/record-items.ts';
import { recordOrders } from '../../../../functions/flows/record-orders.ts';
import { recordReturns } from '../../../../functions/flows/record-returns.ts';
import { createStores } from '../../../../functions/stores/create-stores.ts';
import { orderOf } from '../../../support/orders.ts';

// The embedded database never throttles and never leaves part of a batch undone, so these two faults are made up.
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
const faults = mockClient(documents);
const stores = createStores({ documents, stackName: 'holdfast-test' });
const deps = { ...stores, now: () => new Date('2026-04-01T00:00:00.000Z'), maximumBasketItems: 100 };
const busy = new ProvisionedThroughputExceededException({ message: 'slow down', $metadata: {} });

beforeEach(() => {
  faults.reset();
  faults.on(GetCommand).resolves({});
  faults.on(PutCommand).resolves({});
});

describe('a database that is too busy', () => {
  it('costs the order it hits, which may be sent again, and no other', async () => {
    faults.on(PutCommand, { Item: { pk: 'order#hit', sk: 'owner', partition: 'guest#hit' } }).rejects(busy);

    const outcomes = await recordOrders(deps, [
      { index: 0, order: orderOf('before', ['a']) },
      { index: 1, order: orderOf('hit', ['a']) },
      { index: 2, order: orderOf('after', ['a']) },
    ]);

    expect(outcomes).toMatchObject([
      { outcome: 'accepted' },
      { outcome: 'rejected', code: 'order.not-stored', retryable: true },
      { outcome: 'accepted' },
    ]);
  });

  it('makes a return and an item retryable too', async () => {
    faults.on(PutCommand).rejects(busy);
    const occurredAt = '2026-03-01T00:00:00.000Z';
    const event = { eventId: 'r', occurredAt, customerId: 'ada' as never, itemId: toItemId('a'), quantity: 1 };
    expect(await recordReturns(deps, [{ index: 0, event }])).toMatchObject([
      { code: 'event.not-stored', retryable: true },
    ]);
    expect(await recordItems(deps, [{ index: 0, item: { itemId: toItemId('a') } }])).toMatchObject([
      { code: 'item.not-stored', retryable: true },
    ]);
  });

  it('is not what other failures are taken for', async () => {
    faults.on(GetCommand).rejects(new Error('the network is gone'));
    await expect(recordOrders(deps, [{ index: 0, order: orderOf('1', ['a']) }])).rejects.toThrow('the network is gone');
  });

  it('leaves part of a bulk write undone, and the store says which rows', async () => {
    const postings = postingsOf(orderOf('1', ['a', 'b', 'c']), 1, 100);
    const writes = postings.map((posting) => ({ write: 'posting' as const, posting }));
    faults.on(BatchWriteCommand).callsFake(({ RequestItems }) => ({
      UnprocessedItems: { 'holdfast-test-Baskets': RequestItems['holdfast-test-Baskets'].slice(1, 2) },
    }));
    expect(await stores.baskets.writeImported(writes)).toEqual([writes[1]]);
  });
});
