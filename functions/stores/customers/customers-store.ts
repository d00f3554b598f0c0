import { GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { hasNoFacts } from '../../domain/customers/customer-summary.ts';
import { emptyRowLifeSeconds } from '../../domain/empty-rows.ts';
import { type CustomerId, toCustomerId } from '../../domain/ids.ts';
import type { GroupName } from '../../domain/standing/customer-group.ts';
import { numberOf, type Row } from '../attributes.ts';
import { putFenced, type Revision } from '../fenced-put.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';
import { type CustomerRow, customerKey, decodeCustomerRow, encodeCustomerRow } from './customer-codec.ts';
import type { GroupPosition } from './group-index.ts';
import { type GroupPage, listGroup } from './list-group.ts';

/** A row as it was read, for who may put it back changed. */
export interface CustomerState {
  readonly row: CustomerRow;
  readonly revision: number;
}

/** One derived row a customer. */
export interface CustomersStore {
  find(customerId: CustomerId): Promise<CustomerRow | undefined>;
  /** First step of the fence: the row with its revision, read consistently. */
  findState(customerId: CustomerId): Promise<CustomerState | undefined>;
  /**
   * Third step of the fence. The row of a customer without facts expires after a day. Who is in a group stands in the
   * index as well, which costs another write where a value of it changed.
   */
  put(row: CustomerRow, seenRevision: Revision, computedAt: Date): Promise<boolean>;
  /** Customers of a group by value at risk, highest first; see `listGroup`. Read eventually, from the index. */
  listGroup(group: GroupName, limit: number, after?: GroupPosition): Promise<GroupPage>;
  /** Every customer that has a row: for rebuilds only. */
  scanCustomers(): AsyncIterable<CustomerId>;
  /** Every row: for exports only, of a page of at most 1 MB at a time. */
  scanRows(): AsyncIterable<CustomerRow>;
  /** Every row of a segment with its revision, read consistently: for nightly work only. */
  scanStates(segment: number, totalSegments: number): AsyncIterable<CustomerState>;
}

/** A page of 1 MB takes twenty times that while it is decoded, and segments are read side by side. */
const rowsOfPage = 200;

const stateOf = (row: Row): CustomerState => ({ row: decodeCustomerRow(row), revision: numberOf(row, 'revision') });

export function createCustomersStore(access: TableAccess): CustomersStore {
  const TableName = tableNameIn(access, 'customers');
  const { documents } = access;
  return {
    async find(customerId) {
      const Key = { pk: customerKey(customerId) };
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key })));
      return answer.Item === undefined ? undefined : decodeCustomerRow(answer.Item);
    },

    async findState(customerId) {
      const Key = { pk: customerKey(customerId) };
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      return answer.Item === undefined ? undefined : stateOf(answer.Item);
    },

    put(row, seenRevision, computedAt) {
      const empty = !row.oversized && hasNoFacts(row.summary);
      return putFenced(
        access,
        'customers',
        {
          ...encodeCustomerRow(row),
          computedAt: computedAt.toISOString(),
          ...(empty ? { [expiryAttribute]: Math.floor(computedAt.getTime() / 1000) + emptyRowLifeSeconds } : {}),
        },
        seenRevision,
      );
    },

    listGroup: (group, limit, after) => listGroup(access, group, limit, after),

    async *scanCustomers() {
      const pages = paginateScan({ client: documents }, { TableName, ProjectionExpression: 'pk' });
      for await (const page of pages) {
        for (const row of page.Items ?? []) yield toCustomerId(String(row.pk).slice(customerKey('').length));
      }
    },

    async *scanRows() {
      const pages = paginateScan({ client: documents }, { TableName });
      for await (const page of pages) {
        for (const row of page.Items ?? []) yield decodeCustomerRow(row);
      }
    },

    async *scanStates(segment, totalSegments) {
      const pages = paginateScan(
        { client: documents, pageSize: rowsOfPage },
        { TableName, ConsistentRead: true, Segment: segment, TotalSegments: totalSegments },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) yield stateOf(row);
      }
    },
  };
}
