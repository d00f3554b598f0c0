import rules from 'dynalite/validations/batchWriteItem.js';
import validations from 'dynalite/validations/index.js';
import putRules from 'dynalite/validations/putItem.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRequestTypes } from '../../../../lib/local/database/check-request-types.ts';
import type { Json, JsonObject } from '../../../../lib/local/json.ts';

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string().map((S): Json => ({ S })),
    fc.integer().map((n): Json => ({ N: String(n) })),
    fc.boolean().map((BOOL): Json => ({ BOOL })),
    fc.array(fc.string()).map((SS): Json => ({ SS })),
    fc.constantFrom<Json>({ B: 'AP8=' }, { B: 'x' }, { N: 5 }, {}, null, 'bare', { Q: 'x' }, { S: null }, { SS: [1] }),
    fc.array(tie('value'), { maxLength: 3 }).map((L): Json => ({ L })),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }).map((M): Json => ({ M })),
  ),
}));

const row = fc.dictionary(fc.string(), value, { maxKeys: 4 });

/** The outcome, an error as its answer; on a copy, since both may keep parts of what they are given. */
function outcome(check: (data: JsonObject) => unknown, data: JsonObject): unknown {
  try {
    return JSON.parse(JSON.stringify(check(JSON.parse(JSON.stringify(data)))));
  } catch (error) {
    return typeof error === 'object' && error !== null && 'body' in error ? error.body : String(error);
  }
}

const agrees = (types: unknown, data: JsonObject): void => {
  expect(outcome((given) => checkRequestTypes(given, types), data)).toEqual(
    outcome((given) => validations.checkTypes(given, types), data),
  );
};

test('rows pass or fail the short check of types as they do dynalite’s', () => {
  fc.assert(
    fc.property(row, fc.option(fc.constant('TOTAL')), (Item, ReturnConsumedCapacity) => {
      agrees(putRules.types, { TableName: 'Facts', Item, ReturnConsumedCapacity, Unknown: 1 });
    }),
  );
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'an attribute, a part of a map and a type named %s are no exception',
  (name) => {
    const json = (text: string): JsonObject => JSON.parse(text.replaceAll('NAME', name));
    const rows = ['{"NAME":{"S":"x"}}', '{"a":{"M":{"NAME":{"S":"x"}}}}', '{"a":{"NAME":"x"}}', '{"NAME":{"SS":[1]}}'];
    for (const text of rows) agrees(putRules.types, { TableName: 'Facts', Item: json(text) });
  },
);

test('so do batches', () => {
  const request = fc.oneof(
    row.map((Item): Json => ({ PutRequest: { Item } })),
    row.map((Key): Json => ({ DeleteRequest: { Key } })),
    fc.constantFrom<Json>({}, { PutRequest: {} }, { PutRequest: { Item: {}, More: 1 } }, 'bare'),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.array(request, { maxLength: 3 }), { maxKeys: 2 }), (RequestItems) => {
      agrees(rules.types, { RequestItems });
    }),
  );
});
