import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../../domain/orders/order.ts';
import { optionalTextOf } from '../attributes.ts';
import { dryRunKey } from '../key-codec.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';

/** When dry runs were asked for; whoever reads the stream of the table makes them. */
export interface DryRunRequestsStore {
  /** When the latest was asked for, read consistently. */
  findAskedAt(campaignId: string): Promise<Instant | undefined>;
  put(campaignId: string, askedAt: Instant): Promise<void>;
}

export function createDryRunRequestsStore(access: TableAccess): DryRunRequestsStore {
  const TableName = tableNameIn(access, 'campaigns');
  const { documents } = access;
  return {
    async findAskedAt(campaignId) {
      const Key = dryRunKey(campaignId);
      const { Item } = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      return Item && optionalTextOf(Item, 'askedAt');
    },
    async put(campaignId, askedAt) {
      const Item = { ...dryRunKey(campaignId), askedAt };
      await request(() => documents.send(new PutCommand({ TableName, Item })));
    },
  };
}
