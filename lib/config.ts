import { HoldfastError } from '../functions/domain/errors.ts';
import { defaultOfferSettings, type OfferSettings } from '../functions/domain/offers/offer-settings.ts';
import type { alternativeRankings } from '../functions/domain/selection/ranking.ts';

/** Days that CloudWatch Logs can keep a log group's events; it takes no other number. */
export const logRetentionChoices = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653] as const;
export type LogRetentionDays = (typeof logRetentionChoices)[number];

/** How a stream's records are gathered into one call of its consumer. */
export interface StreamBatching {
  /** Records of one call at most, 1 to 10,000. */
  readonly batchSize: number;
  /**
   * Seconds, 0 to 300, that a call waits for more records. A longer window folds more changes of one key into
   * one recompute, and makes the derived rows that much older.
   */
  readonly windowSeconds: number;
}

/** The functions that read a stream. */
export type StreamConsumerName =
  | 'projectBaskets'
  | 'refreshItems'
  | 'refreshCustomers'
  | 'reactToCustomers'
  | 'deliverEvents'
  | 'dryRunCampaigns';

/** Those whose batching a stage need not set. */
export const settledConsumers = ['reactToCustomers', 'deliverEvents', 'dryRunCampaigns'] as const;
type SettledConsumerName = (typeof settledConsumers)[number];

/** Posts every event to an address of the shop. */
export interface WebhookSettings {
  /** https alone. */
  readonly url: string;
  /** Name of a secret of Secrets Manager, whose text signs each request; made by hand before the stage is deployed. */
  readonly secretName: string;
}

/** Sends offers whose channel is e-mail, where the customer's profile has an address. */
export interface EmailSettings {
  /** Address that letters come from; it, or its domain, is an identity that SES has verified. */
  readonly from: string;
  /** The identity of SES that may be used. Default the domain of `from`. */
  readonly identity?: string;
  /** As letters call the shop. */
  readonly shopName: string;
  /** https address where a customer ends all letters; every letter names it. */
  readonly unsubscribeUrl: string;
}

/** Who is told of events beside whoever listens on the bus. */
export interface DeliverySettings {
  readonly webhook?: WebhookSettings;
  readonly email?: EmailSettings;
}

/** A comparison of the served ranking with another one: visitors are told apart by a sticky hash of their id. */
export interface RankingComparisonSettings {
  /** The ranking of variant b. */
  readonly ranking: (typeof alternativeRankings)[number];
  /** Share of the visitors who get it, 0 to 1. Default 0.5. */
  readonly visitorShare?: number;
}

export interface StageSettings {
  /** 1 to 20 of a-z, 0-9 and `-`, from a letter on; the stack is `holdfast-<stage>`. */
  readonly stage: string;
  /** The one currency of the stage's orders, an ISO 4217 code. */
  readonly currency: string;
  /** IANA name of the time zone that decides the shop's days. */
  readonly timeZone: string;
  /** Origins whose pages may call the API (`https://shop.example`), or `*` alone for any. Default none. */
  readonly corsOrigins?: readonly string[];
  /** Of the whole API; the account's own limits hold besides. */
  readonly throttle: {
    /** Steady requests a second, 1 to 10,000. */
    readonly requestsPerSecond: number;
    /** Requests at once above the steady rate, 1 to 5,000. */
    readonly burst: number;
  };
  /** Default of `reactToCustomers`: 100 records, after 5 s; of `deliverEvents`: 100, after 1 s; of `dryRunCampaigns`: one at once. */
  readonly streams: Readonly<Record<Exclude<StreamConsumerName, SettledConsumerName>, StreamBatching>> &
    Readonly<Partial<Record<SettledConsumerName, StreamBatching>>>;
  /** Orders of more distinct items than this give no pair evidence, 2 to 1,000. Default 100. */
  readonly maxBasketItems?: number;
  /** Baskets older than this many days do not count as evidence, 1 to 3,650. Default: all count. */
  readonly evidenceWindowDays?: number;
  /** Default: nothing is compared, everybody gets the served ranking. */
  readonly rankingComparison?: RankingComparisonSettings;
  /** Default: of `defaultOfferSettings`. */
  readonly offers?: Partial<OfferSettings>;
  /** Default: neither; the bus tells whoever listens. */
  readonly delivery?: DeliverySettings;
  readonly logRetentionDays: LogRetentionDays;
  /** Days that failed stream records are kept for `redrive`, 1 to 365. Default 30. */
  readonly failedRecordsKeptDays?: number;
  /** Age in minutes of a consumer's oldest unread record that raises the alarm, 1 to 360. Default 15. */
  readonly streamAgeAlarmMinutes?: number;
  /** Receives the alarms. Default: nobody is subscribed to the alarm topic. */
  readonly alarmEmail?: string;
  /** `protected` keeps facts and decisions when the stack goes; `disposable` is for stages of throw-away data. Default `protected`. */
  readonly dataProtection?: 'protected' | 'disposable';
  /** `active` records X-Ray traces of every function, charged by trace. Default `off`. */
  readonly tracing?: 'off' | 'active';
}

/** Settings with every default filled in; `evidenceWindowDays`, `rankingComparison`, `delivery` and `alarmEmail` stay absent where off. */
export type CompleteSettings = StageSettings &
  Required<Omit<StageSettings, 'evidenceWindowDays' | 'rankingComparison' | 'alarmEmail' | 'delivery' | 'offers'>> & {
    readonly offers: OfferSettings;
    readonly streams: Readonly<Record<StreamConsumerName, StreamBatching>>;
  };

export const withDefaults = (settings: StageSettings): CompleteSettings => ({
  ...settings,
  corsOrigins: settings.corsOrigins ?? [],
  streams: {
    reactToCustomers: { batchSize: 100, windowSeconds: 5 },
    deliverEvents: { batchSize: 100, windowSeconds: 1 },
    dryRunCampaigns: { batchSize: 1, windowSeconds: 0 },
    ...settings.streams,
  },
  maxBasketItems: settings.maxBasketItems ?? 100,
  failedRecordsKeptDays: settings.failedRecordsKeptDays ?? 30,
  streamAgeAlarmMinutes: settings.streamAgeAlarmMinutes ?? 15,
  dataProtection: settings.dataProtection ?? 'protected',
  tracing: settings.tracing ?? 'off',
  offers: { ...defaultOfferSettings, ...settings.offers },
});

export const stages = {
  dev: {
    stage: 'dev',
    currency: 'GBP',
    timeZone: 'Europe/London',
    corsOrigins: ['*'],
    throttle: { requestsPerSecond: 2_000, burst: 2_000 },
    streams: {
      projectBaskets: { batchSize: 500, windowSeconds: 1 },
      refreshItems: { batchSize: 5_000, windowSeconds: 1 },
      refreshCustomers: { batchSize: 1_000, windowSeconds: 1 },
      reactToCustomers: { batchSize: 1_000, windowSeconds: 1 },
    },
    logRetentionDays: 7,
  },
  prod: {
    stage: 'prod',
    currency: 'GBP',
    timeZone: 'Europe/London',
    // The shop's own origins belong here; until then no browser page can call.
    corsOrigins: [],
    throttle: { requestsPerSecond: 500, burst: 1_000 },
    streams: {
      projectBaskets: { batchSize: 500, windowSeconds: 1 },
      // The dearest rows to recompute: half a minute folds a busy item's many orders into one.
      refreshItems: { batchSize: 5_000, windowSeconds: 30 },
      refreshCustomers: { batchSize: 1_000, windowSeconds: 5 },
      reactToCustomers: { batchSize: 1_000, windowSeconds: 5 },
    },
    logRetentionDays: 90,
  },
} as const satisfies Record<string, StageSettings>;

/** Name of the stage's stack, and the beginning of its tables' names. */
export const stackNameOf = (stage: string): string => `holdfast-${stage}`;

/**
 * The settings of a stage of this file.
 * @throws HoldfastError `settings.unknown-stage`
 */
export function settingsOfStage(name: string): StageSettings {
  const known: Readonly<Record<string, StageSettings>> = stages;
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found === undefined) {
    throw new HoldfastError(
      'settings.unknown-stage',
      `there is no stage ${JSON.stringify(name)}; the stages are ${Object.keys(stages).join(', ')}`,
      { details: { stage: name } },
    );
  }
  return found;
}
