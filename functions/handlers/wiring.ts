import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableAccess } from '../stores/table-access.ts';
import { environment } from './environment.ts';

let client: DynamoDBDocumentClient | undefined;

/** One client a process: it keeps its connections open from one invocation to the next. */
export function documentClient(): DynamoDBDocumentClient {
  client ??= DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
  return client;
}

export const tableAccess = (): TableAccess => ({ documents: documentClient(), stackName: environment().stackName });
