import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../../domain/orders/order.ts';
import { isRow, listOf, numberOf, type Row, textOf } from '../attributes.ts';
import { putFenced, type Revision } from '../fenced-put.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';

/** What guests did in one calendar month of the shop. */
export interface GuestMonth {
  /** Months since January of the year 0, as `monthOfDay` gives them. */
  readonly month: number;
  /** Orders that were not cancelled. */
  readonly orderCount: number;
  /** Distinct (order, item). */
  readonly lineCount: number;
  /** Less order discounts and what the orders themselves report as returned; of the shop's currency alone. */
  readonly netSpendMinor: number;
}

/** Orders without a customer, who stand in no customer's row. */
export interface GuestOrders {
  readonly asOf: Instant;
  /** Ascending; months without a guest order are left out. */
  readonly months: readonly GuestMonth[];
}

/** Guest orders as of the last night: one row of some 60 bytes a month. */
export interface GuestOrdersStore {
  /** Undefined before the first night. */
  find(): Promise<GuestOrders | undefined>;
  /** First step of the fence, before the facts are read. */
  readRevision(): Promise<Revision>;
  /** Overwrites the counts; false when somebody else wrote them meanwhile. */
  put(orders: GuestOrders, seenRevision: Revision): Promise<boolean>;
}

const Key = { pk: 'guest-orders', sk: 'current' };

const decodeMonth = (row: Row): GuestMonth => ({
  month: numberOf(row, 'month'),
  orderCount: numberOf(row, 'orderCount'),
  lineCount: numberOf(row, 'lineCount'),
  netSpendMinor: numberOf(row, 'netSpendMinor'),
});

export function createGuestOrdersStore(access: TableAccess): GuestOrdersStore {
  const TableName = tableNameIn(access, 'models');
  const { documents } = access;
  const get = (consistent: boolean) =>
    request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: consistent })));
  return {
    async find() {
      const { Item: row } = await get(false);
      if (row === undefined) return undefined;
      return { asOf: textOf(row, 'asOf'), months: listOf(row, 'months').filter(isRow).map(decodeMonth) };
    },

    async readRevision() {
      const { Item: row } = await get(true);
      return row === undefined ? undefined : numberOf(row, 'revision');
    },

    put: (orders, seenRevision) => putFenced(access, 'models', { ...Key, ...orders }, seenRevision),
  };
}
