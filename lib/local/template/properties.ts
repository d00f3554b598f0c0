import { HoldfastError } from '../../../functions/domain/errors.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Resolve } from './intrinsics.ts';
import { nameOf, type TemplateResource } from './template.ts';

/**
 * The properties of one resource, resolved when read, so that a function in a property nobody reads cannot
 * stop the start. Every error names the resource and the property.
 */
export class Properties {
  readonly owner: string;
  readonly #values: JsonObject;
  readonly #resolve: Resolve;
  readonly #path: string;

  constructor(owner: string, values: JsonObject, resolve: Resolve, path = '') {
    this.owner = owner;
    this.#values = values;
    this.#resolve = resolve;
    this.#path = path;
  }

  /** @throws HoldfastError `local.unknown-property` for one whose effect this machine cannot give */
  allow(names: readonly string[]): this {
    for (const name of Object.keys(this.#values)) {
      if (!names.includes(name)) {
        throw new HoldfastError(
          'local.unknown-property',
          `${this.owner}: the property ${this.#path}${name} cannot be run on this machine; known are ${names.join(', ')}`,
        );
      }
    }
    return this;
  }

  value(name: string): Json | undefined {
    const value = this.#values[name];
    return value === undefined ? undefined : this.#resolve(value, `${this.owner}.${this.#path}${name}`);
  }

  optionalText(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.#wrong(name, 'a text', value);
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.#missing(name);
  }

  /** CloudFormation takes numbers as texts too. */
  optionalNumber(name: string): number | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const number =
      typeof value === 'number' || (typeof value === 'string' && value !== '') ? Number(value) : Number.NaN;
    if (Number.isFinite(number)) return number;
    throw this.#wrong(name, 'a number', value);
  }

  /** Absent counts as false. */
  flag(name: string): boolean {
    const value = this.value(name);
    if (value === undefined || value === false || value === 'false') return false;
    if (value === true || value === 'true') return true;
    throw this.#wrong(name, 'true or false', value);
  }

  /** Absent counts as empty. */
  texts(name: string): readonly string[] {
    const value = this.value(name) ?? [];
    if (isJsonArray(value) && value.every((part): part is string => typeof part === 'string')) return value;
    throw this.#wrong(name, 'a list of texts', value);
  }

  optionalObject(name: string): Properties | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (isJsonObject(value)) return new Properties(this.owner, value, this.#resolve, `${this.#path}${name}.`);
    throw this.#wrong(name, 'an object', value);
  }

  /** Absent counts as empty. */
  objects(name: string): readonly Properties[] {
    const value = this.value(name) ?? [];
    if (!isJsonArray(value)) throw this.#wrong(name, 'a list of objects', value);
    return value.map((part, index) => {
      if (!isJsonObject(part)) throw this.#wrong(`${name}[${index}]`, 'an object', part);
      return new Properties(this.owner, part, this.#resolve, `${this.#path}${name}[${index}].`);
    });
  }

  names(): readonly string[] {
    return Object.keys(this.#values);
  }

  #missing(name: string): never {
    throw new HoldfastError('local.missing-property', `${this.owner}: the property ${this.#path}${name} is missing`);
  }

  #wrong(name: string, wanted: string, value: Json | undefined): HoldfastError {
    return new HoldfastError(
      'local.bad-property',
      `${this.owner}: the property ${this.#path}${name} must be ${wanted}, but is ${JSON.stringify(value)}`,
    );
  }
}

export const propertiesOf = (resource: TemplateResource, resolve: Resolve): Properties =>
  new Properties(nameOf(resource), resource.properties, resolve);
