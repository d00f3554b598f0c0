import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HoldfastError } from '../../../functions/domain/errors.ts';
import { errorText, isJsonObject, type Json, type JsonObject } from '../json.ts';
import { holds } from './conditions.ts';
import type { Template, TemplateResource } from './template.ts';

function parseTemplate(path: string, text: string): JsonObject {
  let parsed: Json;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new HoldfastError('local.bad-template', `${path} is not JSON: ${errorText(error)}`, { cause: error });
  }
  if (!isJsonObject(parsed) || !isJsonObject(parsed.Resources)) {
    throw new HoldfastError(
      'local.bad-template',
      `${path} is no CloudFormation template: it has no object "Resources"`,
    );
  }
  return parsed;
}

const section = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

function readText(assemblyDirectory: string, stackName: string): string {
  const file = `${stackName}.template.json`;
  try {
    return readFileSync(join(assemblyDirectory, file), 'utf8');
  } catch (error) {
    let found: readonly string[] = [];
    try {
      found = readdirSync(assemblyDirectory).filter((name) => name.endsWith('.template.json'));
    } catch {
      throw new HoldfastError('local.no-assembly', `no cloud assembly at ${assemblyDirectory}; run "cdk synth" first`, {
        cause: error,
      });
    }
    throw new HoldfastError(
      'local.no-template',
      `no stack "${stackName}" in ${assemblyDirectory}; templates there: ${found.join(', ') || 'none'}`,
      { cause: error },
    );
  }
}

/**
 * The template `<stackName>.template.json` of a cloud assembly (the folder that `cdk synth` writes).
 *
 * @throws HoldfastError `local.no-assembly`, `local.no-template`, `local.bad-template`
 */
export function readAssembly(assemblyDirectory: string, stackName: string): Template {
  const path = join(assemblyDirectory, `${stackName}.template.json`);
  const document = parseTemplate(path, readText(assemblyDirectory, stackName));
  const conditions = section(document.Conditions);
  const parameters = section(document.Parameters);
  const resources = new Map<string, TemplateResource>();
  for (const [logicalId, body] of Object.entries(section(document.Resources))) {
    if (!isJsonObject(body) || typeof body.Type !== 'string') {
      throw new HoldfastError('local.bad-template', `resource ${logicalId} in ${path} has no type`);
    }
    if (typeof body.Condition === 'string' && !holds(body.Condition, conditions, parameters, stackName)) continue;
    resources.set(logicalId, {
      logicalId,
      type: body.Type,
      properties: section(body.Properties),
      metadata: section(body.Metadata),
    });
  }
  return { stackName, assemblyDirectory, parameters, conditions, resources };
}
