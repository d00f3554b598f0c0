/** A second way to find the rows of a table; a row that lacks one of the keys is not in it. */
export interface IndexDefinition {
  readonly name: string;
  /** A text. */
  readonly partitionKey: string;
  /** A number. */
  readonly sortKey: string;
  /** What is in the index beside its keys and the table's. Each write of one of them writes the index too. */
  readonly includes: readonly string[];
}

/**
 * Names and keys of the tables, shared by the stores and by the infrastructure so that the two cannot drift
 * apart. Nothing here may import the AWS SDK or the CDK.
 */
export interface TableDefinition {
  /** Logical name; the physical one is `<stack>-<name>`, see `physicalTableName`. */
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey?: string;
  /** Facts and decisions are kept and backed up; derived tables can be rebuilt. */
  readonly holds: 'facts' | 'decisions' | 'derived';
  /** Stream view, where consumers hang on the table. */
  readonly stream?: 'NEW_AND_OLD_IMAGES' | 'NEW_IMAGE' | 'KEYS_ONLY';
  /** Attribute with the epoch second at which DynamoDB may delete the row. */
  readonly timeToLiveAttribute?: string;
  readonly index?: IndexDefinition;
}

export const expiryAttribute = 'expiresAtEpochSeconds';

export const tables = {
  history: {
    name: 'History',
    partitionKey: 'pk',
    sortKey: 'sk',
    holds: 'facts',
    stream: 'NEW_AND_OLD_IMAGES',
    // Carried by what an erasure leaves behind, by clicks and by views; never by orders and returns that stand.
    timeToLiveAttribute: expiryAttribute,
  },
  baskets: {
    name: 'Baskets',
    partitionKey: 'pk',
    sortKey: 'sk',
    holds: 'derived',
    stream: 'NEW_IMAGE',
    timeToLiveAttribute: expiryAttribute,
  },
  recommendations: {
    name: 'Recommendations',
    partitionKey: 'pk',
    sortKey: 'sk',
    holds: 'derived',
    timeToLiveAttribute: expiryAttribute,
  },
  customers: {
    name: 'Customers',
    partitionKey: 'pk',
    holds: 'derived',
    stream: 'NEW_AND_OLD_IMAGES',
    timeToLiveAttribute: expiryAttribute,
    index: {
      name: 'ByGroup',
      partitionKey: 'groupShard',
      sortKey: 'valueAtRisk',
      includes: ['group', 'lifetimeValue', 'probabilityAlive', 'lastPurchaseDay'],
    },
  },
  items: { name: 'Items', partitionKey: 'pk', holds: 'decisions' },
  models: {
    name: 'Models',
    partitionKey: 'pk',
    sortKey: 'sk',
    holds: 'derived',
    timeToLiveAttribute: expiryAttribute,
  },
  reports: {
    name: 'Reports',
    partitionKey: 'pk',
    sortKey: 'sk',
    holds: 'derived',
    timeToLiveAttribute: expiryAttribute,
  },
  campaigns: { name: 'Campaigns', partitionKey: 'pk', sortKey: 'sk', holds: 'decisions', stream: 'KEYS_ONLY' },
  offers: {
    name: 'Offers',
    partitionKey: 'pk',
    sortKey: 'sk',
    holds: 'decisions',
    stream: 'NEW_AND_OLD_IMAGES',
    // Carried by what delivery needs for some days alone: the outbox, and what was delivered; never by offers.
    timeToLiveAttribute: expiryAttribute,
    index: {
      name: 'Pending',
      // Of offers that are decided and not sent yet alone: `<campaignId>#<0-7>`.
      partitionKey: 'pendingShard',
      sortKey: 'decidedAtEpochSeconds',
      includes: ['status'],
    },
  },
  program: { name: 'Program', partitionKey: 'pk', sortKey: 'sk', holds: 'decisions' },
  apiKeys: { name: 'ApiKeys', partitionKey: 'pk', holds: 'decisions' },
} as const satisfies Record<string, TableDefinition>;

export type TableKey = keyof typeof tables;

/** `holdfast-dev-History`: fixed, so that the command line finds the tables by the stack's name alone. */
export const physicalTableName = (stackName: string, table: TableKey): string => `${stackName}-${tables[table].name}`;
