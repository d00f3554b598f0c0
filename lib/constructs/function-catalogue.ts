import type { HttpFunctionName } from '../../functions/contracts/routes.ts';
import type { TableKey } from '../../functions/stores/tables.ts';
import type { StreamConsumerName } from '../config.ts';

export type FunctionName = HttpFunctionName | 'authorize' | StreamConsumerName | 'sweepStale' | 'relateItems';

export type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'Scan' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

export interface FunctionEntry {
  readonly description: string;
  /** Lambda gives a full processor at 1,769 MB and a share of it below. */
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** Every action the function may do on a table, and nothing besides; stream reads come with the event source. */
  readonly may: Partial<Readonly<Record<TableKey, readonly TableAction[]>>>;
}

/**
 * Every function of the stack with its size and its rights. Functions that answer HTTP stay below the 29 s
 * after which the gateway gives up. Only `sweepStale` and `relateItems` may Scan.
 */
export const functionCatalogue = {
  ingest: {
    description: 'Takes orders, events and the catalogue in',
    memoryMegabytes: 1_024,
    timeoutSeconds: 28,
    may: { history: ['GetItem', 'PutItem'], items: ['PutItem'] },
  },
  storefrontRecommendations: {
    description: 'Answers the storefront with recommendations for an item, a cart and a page',
    memoryMegabytes: 1_024,
    timeoutSeconds: 5,
    may: {
      recommendations: ['GetItem', 'BatchGetItem'],
      items: ['BatchGetItem'],
      customers: ['GetItem'],
      models: ['GetItem'],
    },
  },
  customerProfile: {
    description: 'Answers marketers with what is known of a customer',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    may: { customers: ['GetItem'] },
  },
  customerRecommendations: {
    description: 'Answers servers of the shop with what a customer may like, and may want again',
    memoryMegabytes: 1_024,
    timeoutSeconds: 10,
    may: {
      customers: ['GetItem'],
      history: ['GetItem'],
      program: ['GetItem'],
      recommendations: ['GetItem', 'BatchGetItem'],
      items: ['BatchGetItem'],
      models: ['GetItem'],
    },
  },
  eraseCustomer: {
    description: 'Erases a customer, with the evidence of their orders',
    memoryMegabytes: 1_024,
    timeoutSeconds: 28,
    may: {
      history: ['Query', 'GetItem', 'PutItem', 'DeleteItem'],
      customers: ['GetItem', 'PutItem'],
      models: ['UpdateItem'],
      program: ['GetItem'],
    },
  },
  recommendationReport: {
    description: 'Answers marketers with what came of recommendations',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    may: { models: ['GetItem'] },
  },
  contract: {
    description: 'Answers with the OpenAPI document, the health and the 404 of unknown addresses',
    memoryMegabytes: 512,
    timeoutSeconds: 5,
    may: {},
  },
  authorize: {
    description: 'Decides whether an API key may call a route',
    memoryMegabytes: 512,
    timeoutSeconds: 5,
    may: { apiKeys: ['GetItem'] },
  },
  projectBaskets: {
    description: 'Writes one posting per order line of a changed order',
    memoryMegabytes: 1_024,
    timeoutSeconds: 120,
    may: { history: ['GetItem'], baskets: ['PutItem'] },
  },
  refreshItems: {
    description: 'Recomputes the recommendations of items whose baskets changed',
    memoryMegabytes: 1_769,
    timeoutSeconds: 300,
    may: {
      baskets: ['Query'],
      recommendations: ['GetItem', 'PutItem', 'BatchGetItem'],
      models: ['GetItem'],
      program: ['GetItem'],
    },
  },
  refreshCustomers: {
    description: 'Recomputes the row of customers whose orders or returns changed',
    memoryMegabytes: 1_024,
    timeoutSeconds: 120,
    may: {
      history: ['Query'],
      customers: ['GetItem', 'PutItem'],
      models: ['UpdateItem'],
      program: ['GetItem'],
    },
  },
  sweepStale: {
    description: 'Refreshes every hour what aged or was marked stale',
    memoryMegabytes: 1_769,
    timeoutSeconds: 900,
    may: {
      recommendations: ['Scan', 'GetItem', 'PutItem', 'BatchGetItem'],
      baskets: ['Query'],
      models: ['GetItem', 'PutItem', 'UpdateItem'],
      items: ['Scan'],
      program: ['GetItem'],
      history: ['Query'],
      customers: ['GetItem', 'PutItem'],
    },
  },
  relateItems: {
    description: 'Finds every night what is bought later, instead, again and lately, from all histories',
    // Orders are held as columns of numbers, some 12 bytes a line; the rest is for reading pages side by side.
    memoryMegabytes: 3_008,
    timeoutSeconds: 900,
    may: {
      history: ['Scan'],
      items: ['Scan'],
      models: ['GetItem', 'PutItem'],
      program: ['GetItem'],
      recommendations: ['Scan', 'PutItem'],
    },
  },
} as const satisfies Readonly<Record<FunctionName, FunctionEntry>>;

export const functionNames = Object.keys(functionCatalogue) as readonly FunctionName[];

/** Construct id of a function: `projectBaskets` is `ProjectBaskets`. */
export const functionIdOf = (name: FunctionName): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
