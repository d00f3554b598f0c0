import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ShopClock } from '../domain/shop-clock.ts';
import { optionalTextOf } from './attributes.ts';
import { request, type TableAccess, tableNameIn } from './table-access.ts';

/** Decisions that hold for the whole shop. */
export interface ProgramStore {
  /** The shop's clock; `live` where nobody set one. */
  readClock(): Promise<ShopClock>;
  putClock(clock: ShopClock): Promise<void>;
}

const Key = { pk: 'clock', sk: 'current' };

export function createProgramStore(access: TableAccess): ProgramStore {
  const TableName = tableNameIn(access, 'program');
  const { documents } = access;
  return {
    async readClock() {
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      const asOf = answer.Item === undefined ? undefined : optionalTextOf(answer.Item, 'asOf');
      return asOf === undefined ? { mode: 'live' } : { mode: 'data', asOf };
    },
    async putClock(clock) {
      await request(() => documents.send(new PutCommand({ TableName, Item: { ...Key, ...clock } })));
    },
  };
}
