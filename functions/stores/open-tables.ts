import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { HoldfastError } from '../domain/errors.ts';
import { sendByHand } from './local-send.ts';
import type { TableAccess } from './table-access.ts';

export interface TablesAddress {
  /** Name of the stack, `holdfast-dev`. */
  readonly stackName: string;
  /** Address of the database; default DynamoDB of the AWS region and account that the SDK finds. */
  readonly endpoint?: string;
}

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

function addressOf(endpoint: string): URL {
  if (URL.canParse(endpoint) && /^https?:/.test(endpoint)) return new URL(endpoint);
  throw new HoldfastError('tables.endpoint', `the endpoint is "${endpoint}"; needed is an http or https address`, {
    details: { endpoint },
  });
}

/**
 * Opens a stack's tables for the command line. A database of this machine knows no accounts, so it is asked with made
 * up credentials and works where none are set up.
 */
export function openTables({ stackName, endpoint }: TablesAddress): TableAccess & { close(): void } {
  const isLocal = endpoint !== undefined && localHosts.has(addressOf(endpoint).hostname);
  const client = new DynamoDBClient({
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(isLocal ? { region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}),
  });
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  if (isLocal && endpoint.startsWith('http:')) sendByHand(documents, addressOf(endpoint), 'local');
  return {
    documents,
    stackName,
    close() {
      documents.destroy();
      client.destroy();
    },
  };
}
