import type { HttpFunctionName } from '../../functions/contracts/routes.ts';
import type { TableKey } from '../../functions/stores/tables.ts';
import type { StageSettings, StreamConsumerName } from '../config.ts';

/** Functions that only a stage with the target has. */
export type OptionalFunctionName = 'postEvents' | 'sendOfferEmails';

export type FunctionName =
  | OptionalFunctionName
  | HttpFunctionName
  | 'authorize'
  | StreamConsumerName
  | 'sweepStale'
  | 'relateItems'
  | 'fitModels'
  | 'measureSignals'
  | 'decideOffers'
  | 'issueOffers';

/** A transaction needs the right to each of its actions and none of its own; it may check a row without writing it. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'Scan'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

export interface FunctionEntry {
  readonly description: string;
  /** Lambda gives a full processor at 1,769 MB and a share of it below. */
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** Every action the function may do on a table, and nothing besides; stream reads come with the event source. */
  readonly may: Partial<Readonly<Record<TableKey, readonly TableAction[]>>>;
  /** Tables whose index the function may Query; a right to a table is none to its index. Default none. */
  readonly mayQueryIndexOf?: readonly TableKey[];
}

/**
 * Every function of the stack with its size and its rights. Functions that answer HTTP stay below the 29 s
 * after which the gateway gives up. Only the nightly ones, `sweepStale`, `relateItems`, `fitModels`,
 * `measureSignals` and `decideOffers`, may Scan, and `dryRunCampaigns`, which does the same without writing.
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
    description: 'Answers marketers with what is known of a customer, and with the customers of a group',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    may: { customers: ['GetItem'], history: ['GetItem'], models: ['GetItem'], program: ['GetItem'] },
    mayQueryIndexOf: ['customers'],
  },
  customerSwitching: {
    description: 'Answers what holds a customer and what pulls, measured from the whole history',
    memoryMegabytes: 1_024,
    timeoutSeconds: 10,
    may: {
      customers: ['GetItem'],
      history: ['Query'],
      items: ['BatchGetItem'],
      models: ['GetItem'],
      program: ['GetItem'],
      recommendations: ['BatchGetItem'],
    },
  },
  customerTimeline: {
    description: 'Answers what happened between a customer and the shop, newest first',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    may: { history: ['Query'], items: ['BatchGetItem'] },
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
      history: ['Query', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      customers: ['GetItem', 'PutItem'],
      models: ['GetItem', 'UpdateItem'],
      reports: ['GetItem', 'PutItem'],
      program: ['GetItem'],
      offers: ['Query', 'PutItem', 'DeleteItem'],
    },
  },
  moveOrders: {
    description: 'Moves the orders of one customer to another, and the order of a guest to a customer',
    memoryMegabytes: 1_024,
    timeoutSeconds: 28,
    may: {
      history: ['Query', 'GetItem', 'PutItem', 'DeleteItem'],
      customers: ['GetItem', 'PutItem'],
      models: ['GetItem', 'UpdateItem'],
      program: ['GetItem'],
      offers: ['GetItem', 'Query', 'PutItem'],
    },
  },
  retentionReport: {
    description: 'Answers marketers with the retention report and its tables',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    may: { reports: ['GetItem'], models: ['GetItem'] },
  },
  recommendationReport: {
    description: 'Answers marketers with what came of recommendations',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    may: { models: ['GetItem'] },
  },
  campaigns: {
    description: 'Takes, shows and moves the campaigns of marketers, and the kill switch of all offers',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    may: {
      campaigns: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
      program: ['GetItem', 'PutItem'],
      reports: ['GetItem'],
    },
  },
  campaignResults: {
    description: 'Answers marketers with what a campaign would do, and what came of it',
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    may: { campaigns: ['GetItem', 'PutItem'], reports: ['GetItem'] },
  },
  redeemOffers: {
    description: 'Tells which offers a customer has, and redeems them at checkout',
    memoryMegabytes: 1_024,
    timeoutSeconds: 10,
    may: {
      offers: ['GetItem', 'Query', 'PutItem'],
      campaigns: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
      program: ['GetItem'],
      customers: ['GetItem'],
      history: ['GetItem', 'Query'],
    },
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
    description: 'Recomputes the row of customers whose orders, returns or profile changed',
    memoryMegabytes: 1_024,
    timeoutSeconds: 120,
    may: {
      history: ['Query'],
      customers: ['GetItem', 'PutItem'],
      models: ['GetItem', 'UpdateItem'],
      reports: ['GetItem', 'PutItem'],
      program: ['GetItem'],
    },
  },
  deliverEvents: {
    description: 'Tells the bus of offers issued, redeemed and withdrawn, and of customers at risk',
    memoryMegabytes: 512,
    timeoutSeconds: 120,
    may: { history: ['BatchGetItem'] },
  },
  postEvents: {
    description: 'Posts each event to the webhook of the shop, once',
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    may: { offers: ['GetItem', 'PutItem'] },
  },
  sendOfferEmails: {
    description: 'Sends the letter of each offer to a customer who agreed to letters, once',
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    may: {
      offers: ['GetItem', 'PutItem'],
      history: ['GetItem'],
      campaigns: ['GetItem'],
      program: ['GetItem'],
    },
  },
  reactToCustomers: {
    description: 'Takes back what orders redeemed that were cancelled',
    memoryMegabytes: 512,
    timeoutSeconds: 120,
    may: {
      offers: ['GetItem', 'Query', 'PutItem'],
      campaigns: ['Query', 'UpdateItem', 'ConditionCheckItem'],
      history: ['GetItem', 'Query'],
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
      reports: ['GetItem', 'PutItem'],
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
  fitModels: {
    description: 'Fits the models of all customers every night, gives each a group and makes the retention report',
    // A customer is 12 bytes of the fit and nothing of the report: the rest is for reading pages side by side.
    memoryMegabytes: 1_769,
    timeoutSeconds: 900,
    may: {
      customers: ['Scan', 'GetItem', 'PutItem'],
      history: ['GetItem', 'PutItem', 'DeleteItem'],
      models: ['GetItem', 'PutItem'],
      offers: ['PutItem', 'DeleteItem'],
      reports: ['GetItem', 'PutItem'],
      program: ['GetItem'],
    },
  },
  measureSignals: {
    description: 'Measures every night what holds each customer and what pulls, from all histories',
    // Items and what is bought after them are held, and 16 bytes a customer; the rest is for reading pages side by side.
    memoryMegabytes: 1_769,
    timeoutSeconds: 900,
    may: {
      customers: ['GetItem', 'PutItem'],
      history: ['Scan'],
      items: ['Scan'],
      models: ['GetItem', 'PutItem'],
      offers: ['PutItem', 'DeleteItem'],
      program: ['GetItem'],
      recommendations: ['Scan'],
      reports: ['GetItem', 'PutItem'],
    },
  },
  decideOffers: {
    description: 'Measures every night what came of offers, reports on campaigns, and decides for today',
    // Decisions and eligible customers are held, some 500 bytes each; the rest is for draws.
    memoryMegabytes: 3_008,
    timeoutSeconds: 900,
    may: {
      campaigns: ['Query'],
      customers: ['Scan'],
      history: ['Query'],
      items: ['Scan', 'BatchGetItem'],
      models: ['GetItem'],
      offers: ['Scan', 'PutItem'],
      program: ['GetItem'],
      recommendations: ['Scan', 'GetItem', 'BatchGetItem'],
      reports: ['GetItem', 'PutItem'],
    },
  },
  dryRunCampaigns: {
    description: 'Says what a campaign would do today, when asked',
    memoryMegabytes: 3_008,
    timeoutSeconds: 900,
    may: {
      campaigns: ['GetItem', 'Query'],
      customers: ['Scan'],
      history: ['Query'],
      items: ['Scan', 'BatchGetItem'],
      models: ['GetItem'],
      offers: ['Scan'],
      program: ['GetItem'],
      recommendations: ['Scan', 'GetItem', 'BatchGetItem'],
      reports: ['GetItem', 'PutItem'],
    },
  },
  issueOffers: {
    description: 'Sends out every hour the offers that were decided and may be sent then',
    memoryMegabytes: 1_024,
    timeoutSeconds: 900,
    may: {
      campaigns: ['Query'],
      customers: ['GetItem'],
      history: ['Query'],
      offers: ['GetItem', 'PutItem'],
      program: ['GetItem'],
    },
    mayQueryIndexOf: ['offers'],
  },
} as const satisfies Readonly<Record<FunctionName, FunctionEntry>>;

/** Of every function there is. */
export const functionNames = Object.keys(functionCatalogue) as readonly FunctionName[];

/** Of the functions that a stage has. */
export const functionNamesOf = ({ delivery }: StageSettings): readonly FunctionName[] =>
  functionNames.filter(
    (name) =>
      (name !== 'postEvents' || delivery?.webhook !== undefined) &&
      (name !== 'sendOfferEmails' || delivery?.email !== undefined),
  );

/** Construct id of a function: `projectBaskets` is `ProjectBaskets`. */
export const functionIdOf = (name: FunctionName): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
