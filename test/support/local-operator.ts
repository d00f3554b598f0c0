import { isJsonObject, type Json, type JsonObject } from '../../lib/local/json.ts';
import type { LocalRuntime } from '../../lib/local/start-local-runtime.ts';

export interface DatabaseAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** A call of DynamoDB's API by the operator of the machine, without an SDK between. */
export async function callDatabase(
  runtime: Pick<LocalRuntime, 'dynamodbUrl'>,
  operation: string,
  request: JsonObject,
): Promise<DatabaseAnswer> {
  const response = await fetch(runtime.dynamodbUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=OPERATOR/20260101/eu-west-1/dynamodb/aws4_request',
    },
    body: JSON.stringify(request),
  });
  const body = (await response.json()) as Json;
  return { status: response.status, body: isJsonObject(body) ? body : {} };
}

/** Puts one row with key `pk`, `row`. */
export const putRow = (
  runtime: Pick<LocalRuntime, 'dynamodbUrl'>,
  table: string,
  pk: string,
  fields: JsonObject = {},
  extra: JsonObject = {},
): Promise<DatabaseAnswer> =>
  callDatabase(runtime, 'PutItem', {
    TableName: table,
    Item: { pk: { S: pk }, sk: { S: 'row' }, ...fields },
    ...extra,
  });
