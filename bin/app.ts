import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { HoldfastError } from '../functions/domain/errors.ts';
import { createApp } from '../lib/app.ts';
import { settingsOfStage } from '../lib/config.ts';

const outputDirectory = process.env.CDK_OUTDIR ?? 'cdk.out';

// `cdk synth -c stage=prod`: only an app can read what the CDK command line hands over.
const commandLine = new App({ autoSynth: false, outdir: outputDirectory }).node;

try {
  const { app } = createApp({
    settings: settingsOfStage(String(commandLine.tryGetContext('stage') ?? 'dev')),
    outputDirectory,
    checks: (scope) => [new AwsSolutionsChecks(scope)],
  });
  app.synth();
} catch (error) {
  if (!(error instanceof HoldfastError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
