import { describe, expect, it } from 'vitest';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { checkSettings } from '../../lib/check-settings.ts';
import { type StageSettings, settingsOfStage, stackNameOf, stages } from '../../lib/config.ts';

const broken = (change: Record<string, unknown>): StageSettings => Object.assign({}, stages.dev, change);

function errorOf(work: () => unknown): HoldfastError {
  try {
    work();
  } catch (error) {
    if (error instanceof HoldfastError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('settings of the stages', () => {
  it.each(Object.values(stages))('$stage are good', (settings) => {
    expect(() => checkSettings(settings)).not.toThrow();
  });

  it('are found under the name of their stage', () => {
    for (const [name, settings] of Object.entries(stages)) expect(settings.stage).toBe(name);
    expect(settingsOfStage('prod')).toBe(stages.prod);
    expect(stackNameOf('prod')).toBe('holdfast-prod');
  });

  it.each(['production', '', 'toString'])('have none of the name "%s", and the error lists those there are', (name) => {
    const error = errorOf(() => settingsOfStage(name));

    expect(error.code).toBe('settings.unknown-stage');
    expect(error.message).toBe(`there is no stage "${name}"; the stages are dev, prod`);
  });
});

describe('a broken setting', () => {
  const streams = stages.dev.streams;
  const webhook = { url: 'https://shop.example/events', secretName: 'shop/webhook' };
  const email = { from: 'offers@shop.example', shopName: 'Shop', unsubscribeUrl: 'https://shop.example/letters' };
  it.each<[string, Record<string, unknown>, string]>([
    ['stage', { stage: 'Prod 1' }, 'stage is "Prod 1", must be 1 to 20 of a-z, 0-9 and -'],
    ['currency', { currency: 'gbp' }, 'currency is "gbp", must be an ISO 4217 code in capitals, such as GBP'],
    ['currency', { currency: undefined }, 'currency is nothing, must be'],
    ['timeZone', { timeZone: 'Europe/Londn' }, 'timeZone is "Europe/Londn", must be an IANA time zone'],
    ['timeZone', { timeZone: '+01:00' }, 'timeZone is "+01:00"'],
    ['corsOrigins', { corsOrigins: ['https://shop.example/'] }, 'corsOrigins is ["https://shop.example/"], must be'],
    ['corsOrigins', { corsOrigins: ['*', 'https://shop.example'] }, 'or * alone'],
    ['corsOrigins', { corsOrigins: ['shop.example'] }, 'corsOrigins is ["shop.example"]'],
    ['corsOrigins', { corsOrigins: 'https://shop.example' }, 'corsOrigins is "https://shop.example"'],
    ['throttle.requestsPerSecond', { throttle: { requestsPerSecond: 0, burst: 5 } }, 'a whole number from 1 to 10000'],
    ['throttle.burst', { throttle: { requestsPerSecond: 5, burst: 5_001 } }, 'a whole number from 1 to 5000'],
    ['throttle.burst', { throttle: { requestsPerSecond: 5, burst: 1.5 } }, 'throttle.burst is 1.5'],
    [
      'streams.refreshItems.batchSize',
      { streams: { ...streams, refreshItems: { batchSize: 10_001, windowSeconds: 1 } } },
      'streams.refreshItems.batchSize is 10001, must be a whole number from 1 to 10000',
    ],
    [
      'streams.projectBaskets.windowSeconds',
      { streams: { ...streams, projectBaskets: { batchSize: 1, windowSeconds: 301 } } },
      'a whole number from 0 to 300',
    ],
    [
      'streams.refreshCustomers',
      { streams: { ...streams, refreshCustomers: undefined } },
      'streams.refreshCustomers is nothing',
    ],
    ['logRetentionDays', { logRetentionDays: 8 }, 'logRetentionDays is 8, must be one of 1, 3, 5, 7, 14'],
    ['maxBasketItems', { maxBasketItems: 1 }, 'a whole number from 2 to 1000'],
    ['evidenceWindowDays', { evidenceWindowDays: 0 }, 'a whole number from 1 to 3650'],
    [
      'rankingComparison.ranking',
      { rankingComparison: { ranking: 'lift' } },
      'rankingComparison.ranking is "lift", must be one of cosine, confidence, shrunk-lift',
    ],
    [
      'rankingComparison.visitorShare',
      { rankingComparison: { ranking: 'cosine', visitorShare: 1.1 } },
      'rankingComparison.visitorShare is 1.1, must be a number from 0 to 1',
    ],
    ['failedRecordsKeptDays', { failedRecordsKeptDays: 0 }, 'a whole number from 1 to 365'],
    ['streamAgeAlarmMinutes', { streamAgeAlarmMinutes: 361 }, 'a whole number from 1 to 360'],
    ['alarmEmail', { alarmEmail: 'somebody' }, 'alarmEmail is "somebody", must be an e-mail address'],
    ['dataProtection', { dataProtection: true }, 'dataProtection is true, must be one of protected, disposable'],
    ['tracing', { tracing: 'on' }, 'tracing is "on", must be one of off, active'],
    [
      'streams.deliverEvents.batchSize',
      { streams: { ...streams, deliverEvents: { batchSize: 0, windowSeconds: 1 } } },
      'a whole number from 1 to 10000',
    ],
    [
      'delivery.webhook.url',
      { delivery: { webhook: { ...webhook, url: 'http://shop.example/events' } } },
      'delivery.webhook.url is "http://shop.example/events", must be an https address',
    ],
    ['delivery.webhook.secretName', { delivery: { webhook: { ...webhook, secretName: 'all*' } } }, 'Secrets Manager'],
    ['delivery.email.from', { delivery: { email: { ...email, from: 'shop' } } }, 'must be an e-mail address'],
    ['delivery.email.identity', { delivery: { email: { ...email, identity: '*' } } }, 'that SES has verified'],
    ['delivery.email.shopName', { delivery: { email: { ...email, shopName: 'a\nb' } } }, '1 to 64 characters'],
    [
      'delivery.email.unsubscribeUrl',
      { delivery: { email: { ...email, unsubscribeUrl: undefined } } },
      'delivery.email.unsubscribeUrl is nothing, must be an https address',
    ],
  ])('%s is named with its value and what is allowed: %j', (field, change, words) => {
    const error = errorOf(() => checkSettings(broken(change)));

    expect(error.code).toBe('settings.invalid');
    expect(error.details.fields).toEqual([field]);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('\n');
  });

  it('does not hide another', () => {
    const error = errorOf(() => checkSettings(broken({ currency: 'euro', tracing: 'on' })));

    expect(error.details.fields).toEqual(['currency', 'tracing']);
  });

  it('at the edge of what is allowed is none', () => {
    const edges = broken({
      stage: 'a',
      timeZone: 'UTC',
      corsOrigins: [],
      throttle: { requestsPerSecond: 10_000, burst: 1 },
      streams: { ...streams, refreshItems: { batchSize: 1, windowSeconds: 0 } },
      maxBasketItems: 2,
      evidenceWindowDays: 3_650,
      rankingComparison: { ranking: 'cosine', visitorShare: 0 },
      delivery: { webhook, email },
    });

    expect(() => checkSettings(edges)).not.toThrow();
  });
});
