import type { Server } from 'node:http';
import { CreateTableCommand, DynamoDBClient, type GlobalSecondaryIndex } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import {
  type IndexDefinition,
  physicalTableName,
  type TableDefinition,
  type TableKey,
  tables,
} from '../../functions/stores/tables.ts';

export interface EmbeddedDatabase {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  readonly documents: DynamoDBDocumentClient;
  readonly stackName: string;
  stop(): Promise<void>;
}

let stacks = 0;

const indexOf = ({ name, partitionKey, sortKey, includes }: IndexDefinition): GlobalSecondaryIndex => ({
  IndexName: name,
  KeySchema: [
    { AttributeName: partitionKey, KeyType: 'HASH' },
    { AttributeName: sortKey, KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...includes] },
});

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the embedded database listens on a port');
  return `http://127.0.0.1:${address.port}`;
}

/**
 * All tables of the product in an embedded DynamoDB, empty. Where `DYNAMODB_ENDPOINT` is set the tables are
 * made there instead, under a stack name of their own, so that the same tests run against a real one.
 */
export async function startEmbeddedDatabase(): Promise<EmbeddedDatabase> {
  const given = process.env.DYNAMODB_ENDPOINT;
  const server = given === undefined ? dynalite({ createTableMs: 0 }) : undefined;
  if (server) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = server === undefined ? (given ?? '') : addressOf(server);
  stacks += 1;
  const stackName = given === undefined ? 'holdfast-test' : `holdfast-test-${process.pid}-${stacks}-${Date.now()}`;
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  for (const [key, definition] of Object.entries(tables) as [TableKey, TableDefinition][]) {
    await client.send(
      new CreateTableCommand({
        TableName: physicalTableName(stackName, key),
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: definition.partitionKey, AttributeType: 'S' },
          ...(definition.sortKey ? [{ AttributeName: definition.sortKey, AttributeType: 'S' as const }] : []),
          ...(definition.index
            ? [
                { AttributeName: definition.index.partitionKey, AttributeType: 'S' as const },
                { AttributeName: definition.index.sortKey, AttributeType: 'N' as const },
              ]
            : []),
        ],
        ...(definition.index ? { GlobalSecondaryIndexes: [indexOf(definition.index)] } : {}),
        KeySchema: [
          { AttributeName: definition.partitionKey, KeyType: 'HASH' },
          ...(definition.sortKey ? [{ AttributeName: definition.sortKey, KeyType: 'RANGE' as const }] : []),
        ],
      }),
    );
  }
  // dynalite turns a table active on a timer even when told to take no time.
  await new Promise((resolve) => setTimeout(resolve, 20));
  return {
    endpoint,
    client,
    documents: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    stackName,
    async stop() {
      client.destroy();
      if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
