import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, type IPolicyValidationPlugin, type Stack, Validations } from 'aws-cdk-lib';
import { bundleFunctions } from './bundle-functions.ts';
import { checkSettings } from './check-settings.ts';
import { type StageSettings, withDefaults } from './config.ts';
import { functionNamesOf } from './constructs/function-catalogue.ts';
import { HoldfastStack } from './stacks/holdfast-stack.ts';

export interface CreateAppProps {
  readonly settings: StageSettings;
  /** Receives template and bundles. Default: what the CDK command line says, else a temporary folder. */
  readonly outputDirectory?: string;
  /** Folder of the handlers' sources. Default `functions/handlers`. */
  readonly handlersDirectory?: string;
  /**
   * Checks of the finished stack that stop the synthesis on a finding; with them comes the CDK's own check
   * against the schemas of CloudFormation. Default neither: what is not deployed starts some seconds sooner.
   */
  readonly checks?: (app: App) => readonly IPolicyValidationPlugin[];
}

// Here and not in cdk.json, so that the same template comes out with and without the CDK command line.
const context = {
  // The local runtime finds each function's bundle by the one, people find a construct by the other.
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:enable-path-metadata': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
};

/**
 * The CDK app of one stage, not yet synthesised. Needs neither network nor credentials.
 * @throws HoldfastError `settings.invalid`, `bundle.*`
 */
export function createApp(props: CreateAppProps): { readonly app: App; readonly stack: Stack } {
  checkSettings(props.settings);
  const { checks, handlersDirectory, outputDirectory } = props;
  const bundleDirectory = mkdtempSync(path.join(tmpdir(), 'holdfast-bundles-'));
  try {
    bundleFunctions({
      functionNames: functionNamesOf(props.settings),
      outputDirectory: bundleDirectory,
      ...(handlersDirectory ? { sourceDirectory: handlersDirectory } : {}),
    });
    const app = new App({
      analyticsReporting: false,
      autoSynth: false,
      builtinCloudFormationValidation: checks !== undefined,
      context,
      ...(outputDirectory ? { outdir: outputDirectory } : {}),
    });
    const stack = new HoldfastStack(app, { settings: withDefaults(props.settings), bundleDirectory });
    if (checks) Validations.of(app).addPlugins(...checks(app));
    return { app, stack };
  } finally {
    // An asset is copied into the output folder as soon as it is named.
    rmSync(bundleDirectory, { recursive: true, force: true });
  }
}

export interface Synthesised {
  /** Holds `<stackName>.template.json` and the bundles, which the template's asset metadata names relative to it. */
  readonly assemblyDirectory: string;
  readonly stackName: string;
  readonly templateFile: string;
}

export interface SynthesiseOptions {
  /** Folder of the handlers' sources. Default `functions/handlers`. */
  readonly handlersDirectory?: string;
}

/**
 * Writes template and bundles of a stage into a folder.
 * @throws HoldfastError `settings.invalid`, `bundle.*`
 */
export function synthesise(
  settings: StageSettings,
  outputDirectory: string,
  options: SynthesiseOptions = {},
): Synthesised {
  const { app, stack } = createApp({ settings, outputDirectory, ...options });
  const assemblyDirectory = app.synth().directory;
  return {
    assemblyDirectory,
    stackName: stack.stackName,
    templateFile: path.join(assemblyDirectory, stack.templateFile),
  };
}
