import database, { type Store, type Table } from 'dynalite/db/index.js';
import validations from 'dynalite/validations/index.js';
import type { Caller } from '../access/caller.ts';
import { errorText, isJsonArray, isJsonObject, type Json, type JsonObject } from '../json.ts';
import {
  accessDenied,
  asApiError,
  internalError,
  isFailedCondition,
  malformedBody,
  unknownOperation,
} from './api-error.ts';
import { checkRequestTypes } from './check-request-types.ts';
import { itemOfFailedCondition, keepItemsOfFailedConditions } from './failed-condition.ts';
import { countIndexWrites, takeIndexUnits } from './index-writes.ts';
import type { UnitMeter } from './meter.ts';
import { type Operation, operations } from './operations.ts';
import { resourcesOfRequest } from './resources-of-request.ts';
import { createTransactWrite } from './transactions/transact-write.ts';

export interface Answer {
  readonly statusCode: number;
  readonly body: unknown;
}

export interface RequestHandlerProps {
  readonly store: Store;
  readonly tables: ReadonlyMap<string, Table>;
  readonly meter: UnitMeter;
  /** Hears of faults of the store in one line each. */
  readonly reportProblem: (line: string) => void;
}

/** Answers one call of DynamoDB's API, `target` being the header such as `DynamoDB_20120810.PutItem`. */
export type RequestHandler = (caller: Caller, target: string, body: string, answer: (answer: Answer) => void) => void;

const apiPrefix = 'DynamoDB_20120810.';

function parseBody(body: string): Json | undefined {
  try {
    const parsed: Json = JSON.parse(body);
    return parsed;
  } catch {
    return undefined;
  }
}

function countUnits(
  meter: UnitMeter,
  caller: Caller,
  kind: 'read' | 'write',
  consumed: unknown,
  isConsistent: boolean,
): void {
  for (const part of isJsonArray(consumed) ? consumed : [consumed]) {
    if (!isJsonObject(part) || typeof part.TableName !== 'string') continue;
    // A query that finds nothing still costs the smallest read; dynalite calls it 0.
    meter.add(caller.name, part.TableName, kind, Number(part.CapacityUnits) || (isConsistent ? 1 : 0.5));
  }
}

/** A write whose condition fails is charged like one of the larger of the two rows. */
function countFailedCondition(
  meter: UnitMeter,
  caller: Caller,
  data: Readonly<Record<string, unknown>>,
  existing: unknown,
): void {
  const sizes = [existing, data.Item].map((item) => (item ? database.capacityUnits(item, false, true) : 1));
  meter.add(caller.name, String(data.TableName), 'write', Math.max(...sizes));
}

/**
 * The database behind its permissions and its meter. dynalite's checks and actions run in this process: an
 * HTTP hop to its server would halve the throughput.
 */
export function createRequestHandler({ store, tables, meter, reportProblem }: RequestHandlerProps): RequestHandler {
  keepItemsOfFailedConditions();
  countIndexWrites(store);

  const fail = (action: string, error: unknown): Answer => {
    const apiError = asApiError(error);
    if (apiError) return apiError;
    reportProblem(`the database failed in ${action}: ${errorText(error)}`);
    return internalError();
  };

  const refuse = (caller: Caller, action: string, operation: Operation, data: Record<string, unknown>) => {
    for (const arn of resourcesOfRequest(operation, data)) {
      const sentence = caller.refusal(`dynamodb:${action}`, arn);
      if (sentence !== undefined) return accessDenied(sentence);
    }
    return undefined;
  };

  const onError = (
    error: unknown,
    action: string,
    caller: Caller,
    data: Record<string, unknown>,
    wantsItem: boolean,
  ) => {
    const apiError = asApiError(error);
    if (!apiError || !isFailedCondition(apiError)) return fail(action, error);
    const existing = itemOfFailedCondition(apiError);
    countFailedCondition(meter, caller, data, existing);
    const { statusCode, body } = apiError;
    return { statusCode, body: wantsItem && existing ? { ...body, Item: existing } : body };
  };

  const transactWrite = createTransactWrite({ store, tables, meter });
  const transact = (caller: Caller, request: JsonObject, answer: (answer: Answer) => void): void => {
    const done = (error?: unknown): void =>
      answer(error ? fail('TransactWriteItems', error) : { statusCode: 200, body: {} });
    try {
      transactWrite(caller, request, done);
    } catch (error) {
      done(error);
    }
  };

  return (caller, target, body, answer) => {
    const action = target.startsWith(apiPrefix) ? target.slice(apiPrefix.length) : '';
    if (action === 'TransactWriteItems') {
      const request = parseBody(body);
      if (isJsonObject(request)) transact(caller, request, answer);
      else answer(malformedBody());
      return;
    }
    const operation = operations.get(action);
    if (!operation) return answer(unknownOperation());
    const parsed = parseBody(body);
    if (!isJsonObject(parsed)) return answer(malformedBody());
    // dynalite does not know the field and drops it.
    const wantsItem = parsed.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    let data: Record<string, unknown>;
    try {
      data = checkRequestTypes(parsed, operation.types);
      const refusal = refuse(caller, action, operation, data);
      if (refusal) return answer(refusal);
      validations.checkValidations(data, operation.types, operation.custom, store);
    } catch (error) {
      return answer(fail(action, error));
    }
    const { consumes } = operation;
    const wantsCapacity = data.ReturnConsumedCapacity === 'TOTAL' || data.ReturnConsumedCapacity === 'INDEXES';
    if (consumes && !wantsCapacity) data.ReturnConsumedCapacity = 'TOTAL';
    const done = (error: unknown, result: Record<string, unknown> = {}): void => {
      if (error) {
        answer(onError(error, action, caller, data, wantsItem));
        return;
      }
      if (consumes) {
        countUnits(meter, caller, consumes, result.ConsumedCapacity, data.ConsistentRead === true);
        if (consumes === 'write') {
          for (const [table, units] of takeIndexUnits(store, tables, data)) {
            meter.addIndexWrites(caller.name, table, units);
          }
        }
        if (!wantsCapacity) result.ConsumedCapacity = undefined;
      }
      answer({ statusCode: 200, body: result });
    };
    try {
      operation.action(store, data, done);
    } catch (error) {
      answer(fail(action, error));
    }
  };
}
