import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { OffersSwitch } from '../domain/offers/offers-switch.ts';
import { defined, flagOf, optionalTextOf } from './attributes.ts';
import { request, type TableAccess, tableNameIn } from './table-access.ts';

/** The kill switch of offers. */
export interface OffersSwitchStore {
  /** Read consistently: off where nobody set it. */
  read(): Promise<OffersSwitch>;
  put(state: OffersSwitch): Promise<void>;
}

const Key = { pk: 'offers', sk: 'switch' };

export function createOffersSwitchStore(access: TableAccess): OffersSwitchStore {
  const TableName = tableNameIn(access, 'program');
  const { documents } = access;
  return {
    async read() {
      const { Item = {} } = await request(() =>
        documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })),
      );
      return defined({
        isStopped: flagOf(Item, 'stopped'),
        by: optionalTextOf(Item, 'by'),
        at: optionalTextOf(Item, 'at'),
      });
    },
    async put({ isStopped, ...rest }) {
      const Item = defined({ ...Key, stopped: isStopped, ...rest });
      await request(() => documents.send(new PutCommand({ TableName, Item })));
    },
  };
}
