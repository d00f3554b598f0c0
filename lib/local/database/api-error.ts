import { isJsonObject, type JsonObject } from '../json.ts';

/** An error that DynamoDB's API answers with. */
export interface ApiError {
  readonly statusCode: number;
  readonly body: JsonObject;
}

/** dynalite marks its API errors with a status code; anything else is a fault of the store, such as a full disk. */
export function asApiError(error: unknown): ApiError | undefined {
  return isApiError(error) ? error : undefined;
}

const isApiError = (error: unknown): error is ApiError =>
  typeof error === 'object' &&
  error !== null &&
  'statusCode' in error &&
  typeof error.statusCode === 'number' &&
  'body' in error &&
  isJsonObject(error.body);

const clientError = (type: string, fields: JsonObject): ApiError => ({
  statusCode: 400,
  body: { __type: `com.amazon.coral.service#${type}`, ...fields },
});

export const accessDenied = (sentence: string): ApiError => clientError('AccessDeniedException', { Message: sentence });

export const unknownOperation = (): ApiError => clientError('UnknownOperationException', {});

export const malformedBody = (): ApiError => clientError('SerializationException', {});

export const missingToken = (): ApiError =>
  clientError('MissingAuthenticationTokenException', { message: 'Request is missing Authentication Token' });

/** SDKs try again on this one. */
export const internalError = (): ApiError => ({
  statusCode: 500,
  body: {
    __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
    message: 'The request processing has failed because of an unknown error, exception or failure.',
  },
});

/** An error of DynamoDB itself, not of the front before it. */
const databaseError = (type: string, message: string, fields: JsonObject = {}): ApiError => ({
  statusCode: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, ...fields },
});

export const validationError = (message: string): ApiError => ({
  statusCode: 400,
  body: { __type: 'com.amazon.coral.validate#ValidationException', message },
});

export const tableNotFound = (): ApiError => databaseError('ResourceNotFoundException', 'Requested resource not found');

/** @param reasons one of each item, in their order */
export const transactionCancelled = (reasons: readonly JsonObject[]): ApiError =>
  databaseError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => String(Code)).join(', ')}]`,
    { CancellationReasons: [...reasons] },
  );

export const transactionInProgress = (): ApiError =>
  databaseError(
    'TransactionInProgressException',
    'The transaction with the given request token is already in progress',
  );

export const idempotentParameterMismatch = (): ApiError =>
  databaseError(
    'IdempotentParameterMismatchException',
    'Request was rejected because a previous request with the same token used other parameters',
  );

export const isFailedCondition = (error: ApiError): boolean =>
  String(error.body.__type).endsWith('#ConditionalCheckFailedException');
