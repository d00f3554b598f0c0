import validations from 'dynalite/validations/index.js';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json.ts';

const isText = (value: Json): boolean => typeof value === 'string';
const isFlag = (value: Json): boolean => typeof value === 'boolean';
const isTexts = (value: Json): boolean => isJsonArray(value) && value.every(isText);
const isValues = (value: Json): boolean => isJsonArray(value) && value.every(isAttributeValue);

/** By DynamoDB's type names. Binary ones are left to dynalite, which checks their encoding. */
const wellFormedByType: ReadonlyMap<string, (value: Json) => boolean> = new Map([
  ['S', isText],
  ['N', isText],
  ['BOOL', isFlag],
  ['NULL', isFlag],
  ['SS', isTexts],
  ['NS', isTexts],
  ['L', isValues],
  ['M', (value: Json): boolean => isRow(value)],
]);

function isAttributeValue(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  for (const type in value) {
    const part = value[type];
    if (part === undefined || wellFormedByType.get(type)?.(part) !== true) return false;
  }
  return true;
}

function isRow(value: Json | undefined): boolean {
  if (!isJsonObject(value)) return false;
  for (const name in value) {
    const part = value[name];
    // dynalite's copy loses an attribute of this name; left to it, as whatever reads the row may trip over one.
    if (name === '__proto__' || part === undefined || !isAttributeValue(part)) return false;
  }
  return true;
}

const isPut = (request: Json): boolean =>
  isJsonObject(request) &&
  Object.keys(request).length === 1 &&
  isJsonObject(request.PutRequest) &&
  Object.keys(request.PutRequest).length === 1 &&
  isRow(request.PutRequest.Item);

/** Fields that hold whole rows, with the test that finds nothing for dynalite to object to. */
const rowFields: readonly { readonly field: string; readonly isWellFormed: (value: Json) => boolean }[] = [
  { field: 'Item', isWellFormed: isRow },
  {
    field: 'RequestItems',
    isWellFormed: (value) =>
      isJsonObject(value) && Object.values(value).every((requests) => isJsonArray(requests) && requests.every(isPut)),
  },
];

/**
 * dynalite's check of types, which copies whatever it checks, node by node: a third of the time of a bulk
 * import. The request was just parsed and belongs to nobody else, so rows that are well formed pass uncopied;
 * all others go through dynalite, for its words.
 *
 * @throws dynalite's API error of a wrong type
 */
export function checkRequestTypes(request: JsonObject, types: unknown): Record<string, unknown> {
  const passed: Record<string, Json> = {};
  const rest: Record<string, Json> = {};
  for (const [name, value] of Object.entries(request)) {
    const isPassed = rowFields.some(({ field, isWellFormed }) => field === name && isWellFormed(value));
    if (isPassed) passed[name] = value;
    else rest[name] = value;
  }
  return Object.assign(validations.checkTypes(rest, types), passed);
}
