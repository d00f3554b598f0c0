import { HoldfastError } from '../../../functions/domain/errors.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json.ts';
import { holds } from './conditions.ts';
import { parameterValue } from './parameters.ts';
import { describeResource, type PhysicalResource } from './physical-resources.ts';
import type { Template } from './template.ts';

/** Turns a value of the template into plain JSON; undefined stands for `AWS::NoValue`. */
export type Resolve = (value: Json, where: string) => Json | undefined;

const intrinsicName = (value: JsonObject): string | undefined => {
  const keys = Object.keys(value);
  const [key] = keys;
  return keys.length === 1 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::')) ? key : undefined;
};

/**
 * A resolver of CloudFormation's functions for this machine.
 *
 * @throws HoldfastError `local.unknown-intrinsic`, `local.unknown-reference`, naming the place
 */
export function createResolver(template: Template): Resolve {
  const described = new Map<string, PhysicalResource>();

  const physical = (logicalId: string, where: string): PhysicalResource => {
    const known = described.get(logicalId);
    if (known) return known;
    const resource = template.resources.get(logicalId);
    if (!resource) {
      throw new HoldfastError('local.unknown-reference', `${where} refers to "${logicalId}", which the template lacks`);
    }
    const answer = describeResource(template, resource, resolve);
    described.set(logicalId, answer);
    return answer;
  };

  const reference = (name: string, where: string): Json | undefined => {
    if (name === 'AWS::NoValue') return undefined;
    return parameterValue(name, template.parameters, template.stackName) ?? physical(name, where).ref;
  };

  const attribute = (logicalId: string, name: string, where: string): string => {
    const value = physical(logicalId, where).attributes[name];
    if (value === undefined) {
      const type = template.resources.get(logicalId)?.type;
      throw new HoldfastError(
        'local.unknown-reference',
        `${where} asks for attribute ${name} of ${logicalId} (${type}), which this machine does not have`,
      );
    }
    return value;
  };

  const text = (value: Json | undefined, where: string): string => {
    const resolved = value === undefined ? undefined : resolve(value, where);
    if (typeof resolved === 'string' || typeof resolved === 'number' || typeof resolved === 'boolean') {
      return String(resolved);
    }
    throw new HoldfastError('local.unknown-intrinsic', `${where}: ${JSON.stringify(value)} gives no text`);
  };

  const list = (value: Json | undefined, where: string): readonly Json[] => {
    const resolved = value === undefined ? undefined : resolve(value, where);
    if (isJsonArray(resolved)) return resolved;
    throw new HoldfastError('local.unknown-intrinsic', `${where}: ${JSON.stringify(value)} gives no list`);
  };

  const substitute = (value: Json, where: string): string => {
    const [pattern, names] = isJsonArray(value) ? value : [value, {}];
    const replacements = isJsonObject(names) ? names : {};
    return text(pattern, where).replace(/\$\{([^}]+)\}/g, (_match, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      const given = replacements[name];
      if (given !== undefined) return text(given, where);
      const dot = name.indexOf('.');
      if (dot > 0) return attribute(name.slice(0, dot), name.slice(dot + 1), where);
      return text(reference(name, where), where);
    });
  };

  const apply = (name: string, argument: Json, where: string): Json | undefined => {
    const operands = isJsonArray(argument) ? argument : [argument];
    switch (name) {
      case 'Ref':
        return reference(text(argument, where), where);
      case 'Fn::GetAtt': {
        const parts = typeof argument === 'string' ? argument.split('.') : operands.map((part) => text(part, where));
        return attribute(parts[0] ?? '', parts.slice(1).join('.'), where);
      }
      case 'Fn::Join':
        return list(operands[1], where)
          .map((part) => text(part, where))
          .join(text(operands[0], where));
      case 'Fn::Sub':
        return substitute(argument, where);
      case 'Fn::Select': {
        const index = Number(text(operands[0], where));
        const chosen = list(operands[1], where)[index];
        if (chosen === undefined) {
          throw new HoldfastError('local.unknown-intrinsic', `${where}: Fn::Select finds nothing at ${index}`);
        }
        return chosen;
      }
      case 'Fn::Split':
        return text(operands[1], where).split(text(operands[0], where));
      case 'Fn::If': {
        const met = holds(String(operands[0]), template.conditions, template.parameters, template.stackName);
        const branch = operands[met ? 1 : 2];
        return branch === undefined ? undefined : resolve(branch, where);
      }
      default:
        throw new HoldfastError(
          'local.unknown-intrinsic',
          `${where}: the function ${name} cannot be run on this machine`,
        );
    }
  };

  const resolve: Resolve = (value, where) => {
    if (isJsonArray(value)) return value.map((part) => resolve(part, where)).filter((part) => part !== undefined);
    if (!isJsonObject(value)) return value;
    const name = intrinsicName(value);
    if (name !== undefined) return apply(name, value[name] ?? null, where);
    const resolved: Record<string, Json> = {};
    for (const [key, part] of Object.entries(value)) {
      const answer = resolve(part, where);
      if (answer !== undefined) resolved[key] = answer;
    }
    return resolved;
  };
  return resolve;
}
