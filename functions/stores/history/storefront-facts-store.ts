import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type ItemView, type RecommendationClick, viewLifeDays } from '../../domain/attribution/storefront-events.ts';
import { viewPartition } from '../../domain/fact-partition.ts';
import { type CustomerId, toItemId } from '../../domain/ids.ts';
import { type Row, textOf } from '../attributes.ts';
import { clickKey, viewSortKey } from '../key-codec.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';
import { decodeClickFact, encodeClick } from './click-codec.ts';
import { expiryAfterDays } from './expiry-after-days.ts';

/** A view whose customer is known: only such are kept. */
export interface CustomerView extends ItemView {
  readonly customerId: CustomerId;
}

/** What visitors do in the storefront. An event of the same id and day (for views: time) is the same event. */
export interface StorefrontFactsStore {
  /** Puts a click where none of its id is on its day; false where there is one. */
  putClick(click: RecommendationClick): Promise<boolean>;
  /** The click of the same id and day as stored. */
  findClick(click: Pick<RecommendationClick, 'eventId' | 'occurredAt'>): Promise<RecommendationClick | undefined>;
  /** Puts a view where none of its id and time is of the customer; false where there is one. */
  putView(view: CustomerView): Promise<boolean>;
  /** The view of the same id, time and customer as stored. */
  findView(view: Pick<CustomerView, 'eventId' | 'occurredAt' | 'customerId'>): Promise<CustomerView | undefined>;
}

const viewKey = (view: Pick<CustomerView, 'eventId' | 'occurredAt' | 'customerId'>) => ({
  pk: viewPartition(view.customerId),
  sk: viewSortKey(view),
});

export function createStorefrontFactsStore(access: TableAccess): StorefrontFactsStore {
  const TableName = tableNameIn(access, 'history');
  const { documents } = access;

  const putAbsent = (Item: Row): Promise<boolean> =>
    conditional(() =>
      documents.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' })),
    );

  async function get(Key: { readonly pk: string; readonly sk: string }): Promise<Row | undefined> {
    return (await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })))).Item;
  }

  return {
    putClick: (click) => putAbsent(encodeClick(click)),

    async findClick(click) {
      const row = await get(clickKey(click));
      return row === undefined ? undefined : decodeClickFact(row).click;
    },

    putView: (view) =>
      putAbsent({
        ...viewKey(view),
        kind: 'view',
        ...view,
        [expiryAttribute]: expiryAfterDays(view.occurredAt, viewLifeDays),
      }),

    async findView(view) {
      const row = await get(viewKey(view));
      if (row === undefined) return undefined;
      const { eventId, occurredAt, customerId } = view;
      return { eventId, occurredAt, customerId, itemId: toItemId(textOf(row, 'itemId')) };
    },
  };
}
