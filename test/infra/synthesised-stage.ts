import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import * as z from 'zod';
import { synthesise } from '../../lib/app.ts';
import { handlerFileOf } from '../../lib/bundle-functions.ts';
import type { StageSettings } from '../../lib/config.ts';
import { functionNames } from '../../lib/constructs/function-catalogue.ts';

const resourceShape = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});

const templateShape = z.object({
  Resources: z.record(z.string(), resourceShape),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })),
});

export type Resource = z.infer<typeof resourceShape>;

export interface SynthesisedStage {
  readonly assemblyDirectory: string;
  readonly stackName: string;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Readonly<Record<string, { readonly Value: unknown }>>;
  /** Resources of a CloudFormation type, by logical id. */
  ofType(type: string): Readonly<Record<string, Resource>>;
  /** The one resource of a construct path below the stack, such as `Tables/History`. */
  at(constructPath: string): Resource & { readonly logicalId: string };
}

/** A folder that goes when the test file is through. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-infra-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Handlers that do nothing: a template says the same whatever they do, and is made sooner. */
export function standInHandlers(): string {
  const folder = path.join(temporaryFolder(), 'handlers');
  mkdirSync(folder);
  for (const name of functionNames) {
    writeFileSync(path.join(folder, handlerFileOf(name)), `export const handler = async () => '${name}';\n`);
  }
  return folder;
}

export const readTemplate = (file: string) => templateShape.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Template of a stage, made once for a test file. */
export function synthesisedStage(settings: StageSettings): SynthesisedStage {
  const made = synthesise(settings, path.join(temporaryFolder(), 'cdk.out'), { handlersDirectory: standInHandlers() });
  const { Resources: resources, Outputs: outputs } = readTemplate(made.templateFile);
  return {
    ...made,
    resources,
    outputs,
    ofType: (type) => Object.fromEntries(Object.entries(resources).filter(([, resource]) => resource.Type === type)),
    at(constructPath) {
      const wanted = `${made.stackName}/${constructPath}/Resource`;
      const found = Object.entries(resources).find(([, { Metadata }]) => Metadata['aws:cdk:path'] === wanted);
      if (!found) throw new Error(`no resource at ${wanted}`);
      return { logicalId: found[0], ...found[1] };
    },
  };
}
