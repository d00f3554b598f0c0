import { HoldfastError } from '../../../functions/domain/errors.ts';
import { isJsonArray, isJsonObject, type Json } from '../json.ts';
import { wildcard } from './wildcard.ts';

/** One statement of a role's policy, ready to be asked. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly coversAction: (action: string) => boolean;
  readonly coversResource: (arn: string) => boolean;
}

export type Decision = 'allowed' | 'not-allowed' | 'denied';

const runnableFields = ['Sid', 'Effect', 'Action', 'Resource'];

const unknownStatement = (owner: string, statement: Json, reason: string): HoldfastError =>
  new HoldfastError(
    'local.unknown-statement',
    `${owner}: the statement ${JSON.stringify(statement)} cannot be enforced on this machine: ${reason}`,
  );

function patterns(owner: string, statement: Json, value: Json | undefined, field: string): readonly string[] {
  const list = isJsonArray(value) ? value : [value];
  if (list.length > 0 && list.every((part): part is string => typeof part === 'string')) return list;
  throw unknownStatement(owner, statement, `${field} must be one text or a list of texts`);
}

/**
 * Reads a statement of an identity policy. Only Effect, Action and Resource with `*` and `?` can be enforced
 * here, so a condition, a NotAction or a policy variable stops the start instead of being passed over.
 *
 * @throws HoldfastError `local.unknown-statement` naming the statement
 */
export function parseStatement(owner: string, statement: Json): PolicyStatement {
  if (!isJsonObject(statement)) throw unknownStatement(owner, statement, 'it is no object');
  const extra = Object.keys(statement).find((field) => !runnableFields.includes(field));
  if (extra !== undefined)
    throw unknownStatement(owner, statement, `it has ${extra}, known are ${runnableFields.join(', ')}`);
  const { Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') throw unknownStatement(owner, statement, 'Effect must be Allow or Deny');
  const resources = patterns(owner, statement, statement.Resource, 'Resource');
  if (resources.some((resource) => resource.includes('${'))) {
    throw unknownStatement(owner, statement, 'policy variables are not known');
  }
  const actionTests = patterns(owner, statement, statement.Action, 'Action').map((action) =>
    wildcard(action, { ignoreCase: true }),
  );
  const resourceTests = resources.map((resource) => wildcard(resource));
  return {
    effect,
    coversAction: (action) => actionTests.some((covers) => covers(action)),
    coversResource: (arn) => resourceTests.some((covers) => covers(arn)),
  };
}

/** Every statement of a policy document. */
export function parsePolicyDocument(owner: string, document: Json | undefined): readonly PolicyStatement[] {
  const statements = isJsonObject(document) ? document.Statement : undefined;
  if (statements === undefined) {
    throw new HoldfastError('local.unknown-statement', `${owner}: the policy document has no Statement`);
  }
  return (isJsonArray(statements) ? statements : [statements]).map((statement) => parseStatement(owner, statement));
}

/** AWS's order: an explicit deny wins, then any allow, else no. */
export function decide(statements: readonly PolicyStatement[], action: string, arn: string): Decision {
  const covering = statements.filter((statement) => statement.coversAction(action) && statement.coversResource(arn));
  if (covering.some((statement) => statement.effect === 'Deny')) return 'denied';
  return covering.length > 0 ? 'allowed' : 'not-allowed';
}
