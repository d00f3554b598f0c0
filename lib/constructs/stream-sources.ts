import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import type { TableKey } from '../../functions/stores/tables.ts';
import type { StreamConsumerName } from '../config.ts';

/** A filter of Lambda's event sources; see `FilterRule` for the leaves. */
interface FilterPattern {
  readonly [name: string]: FilterPattern | readonly unknown[];
}

export interface StreamSource {
  readonly table: TableKey;
  /** Records that match none of them never reach the consumer and cost nothing. */
  readonly filters: readonly FilterPattern[];
}

const rowsWritten = FilterRule.or('INSERT', 'MODIFY');

// The bulk import writes derived rows itself and marks its facts and postings; what it marked is not for streams.
const notImported = { BOOL: FilterRule.notExists() };

/**
 * What each consumer hears. Filters list the kinds they want, so that a fact written by a consumer cannot call
 * it again. A stream shard serves two readers at most without throttling: `history` takes no third.
 */
export const streamSources = {
  projectBaskets: {
    table: 'history',
    filters: [
      {
        eventName: rowsWritten,
        dynamodb: { NewImage: { kind: { S: FilterRule.isEqual('order') }, imported: notImported } },
      },
    ],
  },
  refreshCustomers: {
    table: 'history',
    filters: [
      {
        eventName: rowsWritten,
        dynamodb: {
          Keys: { pk: { S: FilterRule.beginsWith('customer#') } },
          NewImage: { kind: { S: FilterRule.or('order', 'return', 'profile') }, imported: notImported },
        },
      },
    ],
  },
  refreshItems: {
    table: 'baskets',
    filters: [{ eventName: rowsWritten, dynamodb: { NewImage: { imported: notImported } } }],
  },
  dryRunCampaigns: {
    table: 'campaigns',
    filters: [{ eventName: rowsWritten, dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('dry-run#') } } } }],
  },
  deliverEvents: {
    table: 'offers',
    filters: [
      {
        eventName: rowsWritten,
        dynamodb: {
          Keys: { pk: { S: FilterRule.beginsWith('customer#') } },
          NewImage: { status: { S: FilterRule.or('issued', 'redeemed', 'withdrawn') } },
        },
      },
      { eventName: rowsWritten, dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('outbox#') } } } },
    ],
  },
  reactToCustomers: {
    table: 'customers',
    filters: [
      {
        eventName: rowsWritten,
        dynamodb: {
          Keys: { pk: { S: FilterRule.beginsWith('customer#') } },
          // Only a customer who ever cancelled has something to be taken back. Numbers of a record are texts.
          NewImage: { cancelledOrders: { N: FilterRule.notEquals('0') } },
        },
      },
    ],
  },
} as const satisfies Readonly<Record<StreamConsumerName, StreamSource>>;

export const streamConsumerNames = Object.keys(streamSources) as readonly StreamConsumerName[];
