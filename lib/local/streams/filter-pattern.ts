import { HoldfastError } from '../../../functions/domain/errors.ts';
import { isJsonArray, isJsonObject, type Json } from '../json.ts';
import type { RecordCandidate } from './stream-record.ts';

/** Whether an event source wants a record. */
export type RecordFilter = (candidate: RecordCandidate) => boolean;

/** What a path of the record leads to: undefined where nothing is, or where it leads to an object. */
type Leaf = null | boolean | number | string | readonly Json[] | undefined;
type LeafTest = (leaf: Leaf) => boolean;
type NodeTest = (node: unknown) => boolean;

const isScalar = (value: Json | undefined): value is null | boolean | number | string =>
  value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string';

/** A list in the record matches where one of its members does. */
const some =
  (test: (member: Json | undefined) => boolean): LeafTest =>
  (leaf) =>
    isJsonArray(leaf) ? leaf.some(test) : test(leaf);

const equals = (wanted: Json): LeafTest => some((member) => member === wanted);

const numericTests: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function numeric(operand: Json): LeafTest | undefined {
  if (!isJsonArray(operand) || operand.length === 0 || operand.length % 2 === 1) return undefined;
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < operand.length; index += 2) {
    const compare = numericTests[String(operand[index])];
    const bound = operand[index + 1];
    if (!compare || typeof bound !== 'number') return undefined;
    tests.push((value) => compare(value, bound));
  }
  return some((member) => typeof member === 'number' && tests.every((test) => test(member)));
}

function anythingBut(operand: Json): LeafTest | undefined {
  const refused = isJsonArray(operand) ? operand : [operand];
  if (!refused.every(isScalar)) return undefined;
  return (leaf) => leaf !== undefined && !refused.some((wanted) => equals(wanted)(leaf));
}

/** The operators of one condition object; undefined for what is not run here. */
function operatorTest(name: string, operand: Json): LeafTest | undefined {
  switch (name) {
    case 'prefix':
      return typeof operand === 'string'
        ? some((member) => typeof member === 'string' && member.startsWith(operand))
        : undefined;
    case 'suffix':
      return typeof operand === 'string'
        ? some((member) => typeof member === 'string' && member.endsWith(operand))
        : undefined;
    case 'exists':
      return typeof operand === 'boolean' ? (leaf) => (leaf !== undefined) === operand : undefined;
    case 'anything-but':
      return anythingBut(operand);
    case 'numeric':
      return numeric(operand);
    default:
      return undefined;
  }
}

function compileCondition(owner: string, path: string, condition: Json): LeafTest {
  if (isScalar(condition)) return equals(condition);
  const [[name, operand] = ['', null], ...more] = isJsonObject(condition) ? Object.entries(condition) : [];
  const test = more.length === 0 ? operatorTest(name, operand) : undefined;
  if (test) return test;
  throw new HoldfastError(
    'local.unknown-filter',
    `${owner}: the filter operator ${JSON.stringify(condition)} at ${path} cannot be run on this machine; known are ` +
      'values, prefix, suffix, exists, anything-but (values), numeric',
    { details: { operator: name, path } },
  );
}

function compileNode(owner: string, path: string, pattern: Json): NodeTest {
  if (isJsonArray(pattern)) {
    const tests = pattern.map((condition) => compileCondition(owner, path, condition));
    return (node) => {
      const leaf = isJsonObject(node) ? undefined : (node as Leaf);
      return tests.some((test) => test(leaf));
    };
  }
  if (!isJsonObject(pattern)) {
    throw new HoldfastError('local.unknown-filter', `${owner}: the filter at ${path} must be a list or an object`);
  }
  const children = Object.entries(pattern).map(([name, child]): readonly [string, NodeTest] => {
    if (name.startsWith('$')) {
      throw new HoldfastError(
        'local.unknown-filter',
        `${owner}: the filter operator ${name} cannot be run on this machine`,
      );
    }
    return [name, compileNode(owner, path === '' ? name : `${path}.${name}`, child)];
  });
  return (node) => children.every(([name, test]) => test(isJsonObject(node) ? node[name] : undefined));
}

/**
 * Compiles the filters of an event source; a record passes where any of them matches, or where there are none.
 *
 * @throws HoldfastError `local.unknown-filter` naming the operator and its path
 */
export function parseFilterCriteria(owner: string, patterns: readonly Json[]): RecordFilter {
  const tests = patterns.map((pattern) => compileNode(owner, '', pattern));
  if (tests.length === 0) return () => true;
  return (candidate) => tests.some((test) => test(candidate));
}
