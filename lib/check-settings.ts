import { HoldfastError } from '../functions/domain/errors.ts';
import { alternativeRankings } from '../functions/domain/selection/ranking.ts';
import { logRetentionChoices, type StageSettings, type StreamBatching, settledConsumers } from './config.ts';

interface Rule {
  readonly field: string;
  readonly value: unknown;
  readonly allowed: string;
  readonly holds: boolean;
}

const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

const isShare = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;

const whole = (field: string, value: unknown, least: number, most: number): Rule => ({
  field,
  value,
  allowed: `a whole number from ${least} to ${most}`,
  holds: isWhole(value, least, most),
});

const oneOf = (field: string, value: unknown, choices: readonly unknown[]): Rule => ({
  field,
  value,
  allowed: `one of ${choices.join(', ')}`,
  holds: choices.includes(value),
});

const text = (field: string, value: unknown, pattern: RegExp, allowed: string): Rule => ({
  field,
  value,
  allowed,
  holds: typeof value === 'string' && pattern.test(value),
});

function isTimeZone(value: unknown): boolean {
  // Newer engines also take offsets such as +01:00, which know no summer time.
  if (typeof value !== 'string' || !/^[A-Za-z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

function isOrigin(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { origin, protocol } = new URL(value);
  return (protocol === 'https:' || protocol === 'http:') && origin === value;
}

const areOrigins = (origins: unknown): boolean =>
  Array.isArray(origins) && (origins.every(isOrigin) || (origins.length === 1 && origins[0] === '*'));

function rulesOfStream(name: string, batching: StreamBatching | undefined): Rule[] {
  if (batching === undefined) {
    const field = `streams.${name}`;
    return [{ field, value: batching, allowed: 'a batch size and a window', holds: false }];
  }
  return [
    whole(`streams.${name}.batchSize`, batching.batchSize, 1, 10_000),
    whole(`streams.${name}.windowSeconds`, batching.windowSeconds, 0, 300),
  ];
}

const rulesOfSettledStream = (name: string, batching: StreamBatching | undefined): Rule[] =>
  batching === undefined ? [] : rulesOfStream(name, batching);

function rulesOfOffers({
  marginRate,
  universalHoldoutShare,
  approvalAboveMinor,
  pointValueMinor,
  shippingCostMinor,
}: NonNullable<StageSettings['offers']>): Rule[] {
  const most = 1_000_000_000;
  return [
    { field: 'offers.marginRate', value: marginRate, allowed: 'a number from 0 to 1', holds: isShare(marginRate) },
    {
      field: 'offers.universalHoldoutShare',
      value: universalHoldoutShare,
      allowed: 'a number from .05 to .1',
      holds: universalHoldoutShare !== undefined && universalHoldoutShare >= 0.05 && universalHoldoutShare <= 0.1,
    },
    whole('offers.approvalAboveMinor', approvalAboveMinor, 0, most),
    whole('offers.pointValueMinor', pointValueMinor, 0, most),
    whole('offers.shippingCostMinor', shippingCostMinor, 0, most),
  ];
}

const isHttps = (value: unknown): boolean =>
  typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:' && !/[\s<>]/.test(value);

const https = (field: string, value: unknown): Rule => ({
  field,
  value,
  allowed: 'an https address',
  holds: isHttps(value),
});

const emailPattern = /^[^\s@<>]+@[^\s@<>]+$/;

function rulesOfDelivery({ webhook, email }: NonNullable<StageSettings['delivery']>): Rule[] {
  const identity = email?.identity ?? email?.from;
  return [
    ...(webhook === undefined
      ? []
      : [
          https('delivery.webhook.url', webhook.url),
          text(
            'delivery.webhook.secretName',
            webhook.secretName,
            /^[\w/+=.@-]{1,512}$/,
            'a name of Secrets Manager: 1 to 512 of A-Z, a-z, 0-9 and /_+=.@-',
          ),
        ]),
    ...(email === undefined
      ? []
      : [
          text('delivery.email.from', email.from, emailPattern, 'an e-mail address'),
          text('delivery.email.identity', identity, /^[^\s<>*?]+$/, 'an address or a domain that SES has verified'),
          text('delivery.email.shopName', email.shopName, /^[^\p{Cc}\p{Cs}]{1,64}$/u, 'text of 1 to 64 characters'),
          https('delivery.email.unsubscribeUrl', email.unsubscribeUrl),
        ]),
  ];
}

function rulesOfOptions(settings: StageSettings): Rule[] {
  const rules = [
    {
      field: 'corsOrigins',
      value: settings.corsOrigins,
      allowed: 'origins such as https://shop.example without a path, or * alone',
      holds: areOrigins(settings.corsOrigins),
    },
    whole('maxBasketItems', settings.maxBasketItems, 2, 1_000),
    whole('evidenceWindowDays', settings.evidenceWindowDays, 1, 3_650),
    whole('failedRecordsKeptDays', settings.failedRecordsKeptDays, 1, 365),
    whole('streamAgeAlarmMinutes', settings.streamAgeAlarmMinutes, 1, 360),
    oneOf('rankingComparison.ranking', settings.rankingComparison?.ranking, alternativeRankings),
    {
      field: 'rankingComparison.visitorShare',
      value: settings.rankingComparison?.visitorShare,
      allowed: 'a number from 0 to 1',
      holds: isShare(settings.rankingComparison?.visitorShare),
    },
    ...rulesOfOffers(settings.offers ?? {}),
    text('alarmEmail', settings.alarmEmail, /^[^\s@]+@[^\s@]+$/, 'an e-mail address'),
    oneOf('dataProtection', settings.dataProtection, ['protected', 'disposable']),
    oneOf('tracing', settings.tracing, ['off', 'active']),
  ];
  return rules.filter(({ value }) => value !== undefined);
}

const rulesOf = (settings: StageSettings): Rule[] => [
  text('stage', settings.stage, /^[a-z][a-z0-9-]{0,19}$/, '1 to 20 of a-z, 0-9 and -, from a letter on'),
  {
    field: 'currency',
    value: settings.currency,
    allowed: 'an ISO 4217 code in capitals, such as GBP',
    holds: Intl.supportedValuesOf('currency').includes(settings.currency),
  },
  {
    field: 'timeZone',
    value: settings.timeZone,
    allowed: 'an IANA time zone, such as Europe/London',
    holds: isTimeZone(settings.timeZone),
  },
  whole('throttle.requestsPerSecond', settings.throttle?.requestsPerSecond, 1, 10_000),
  whole('throttle.burst', settings.throttle?.burst, 1, 5_000),
  ...rulesOfStream('projectBaskets', settings.streams?.projectBaskets),
  ...rulesOfStream('refreshItems', settings.streams?.refreshItems),
  ...rulesOfStream('refreshCustomers', settings.streams?.refreshCustomers),
  ...settledConsumers.flatMap((name) => rulesOfSettledStream(name, settings.streams?.[name])),
  oneOf('logRetentionDays', settings.logRetentionDays, logRetentionChoices),
  ...rulesOfOptions(settings),
  ...rulesOfDelivery(settings.delivery ?? {}),
];

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/**
 * Says in one line everything that is wrong with a stage's settings, before anything is made of them.
 * @throws HoldfastError `settings.invalid`; `details.fields` names the fields
 */
export function checkSettings(settings: StageSettings): void {
  const broken = rulesOf(settings).filter(({ holds }) => !holds);
  if (broken.length === 0) return;
  const complaints = broken.map(({ field, value, allowed }) => `${field} is ${shown(value)}, must be ${allowed}`);
  throw new HoldfastError('settings.invalid', `settings of stage ${shown(settings.stage)}: ${complaints.join('; ')}`, {
    details: { fields: broken.map(({ field }) => field) },
  });
}
