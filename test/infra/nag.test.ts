import path from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../lib/app.ts';
import { type StageSettings, stages } from '../../lib/config.ts';
import { standInHandlers, temporaryFolder } from './synthesised-stage.ts';

const handlersDirectory = standInHandlers();
const outputDirectory = temporaryFolder();

const appOf = (settings: StageSettings) =>
  createApp({ settings, handlersDirectory, outputDirectory: path.join(outputDirectory, settings.stage) }).app;

const findingsOf = (settings: StageSettings): string[] => {
  const { violations } = new AwsSolutionsChecks().validateScope(appOf(settings));
  return violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
  );
};

afterEach(() => vi.restoreAllMocks());

describe('AwsSolutions checks', () => {
  it.each([
    ['dev', stages.dev],
    ['prod', stages.prod],
    ['a traced stage', { ...stages.prod, tracing: 'active' as const, alarmEmail: 'shop@example.com' }],
    [
      'a stage that delivers',
      {
        ...stages.prod,
        delivery: {
          webhook: { url: 'https://shop.example/events', secretName: 'shop/webhook' },
          email: { from: 'offers@shop.example', shopName: 'Shop', unsubscribeUrl: 'https://shop.example/letters' },
        },
      },
    ],
    ['a disposable stage', { ...stages.dev, dataProtection: 'disposable' as const }],
  ])('find nothing in %s', (_, settings) => {
    expect(findingsOf(settings)).toEqual([]);
  });

  it('are answered finding by finding, each with a reason, and no reason answers nothing', () => {
    const given: { readonly id: string; readonly reason: string }[] = [];
    vi.spyOn(Validations.prototype, 'acknowledge').mockImplementation((...rules) => {
      given.push(...rules);
    });

    const findings = findingsOf(stages.prod);

    const rules = findings.map((finding) => finding.slice(0, finding.indexOf(' ')));
    expect(given.map(({ id }) => id).sort()).toEqual(rules.sort());
    expect(rules.length).toBeGreaterThan(0);
    for (const { reason } of given) expect(reason.length).toBeGreaterThan(40);
  });
});
