import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { physicalTableName, type TableDefinition, type TableKey, tables } from '../../functions/stores/tables.ts';
import { createDatabaseFront } from '../../lib/local/database/front.ts';
import { UnitMeter } from '../../lib/local/database/meter.ts';
import { createRequestHandler } from '../../lib/local/database/request-handler.ts';
import type { JsonObject } from '../../lib/local/json.ts';
import { close, listen } from '../../lib/local/listen.ts';
import type { TablePlan } from '../../lib/local/plan/local-plan.ts';
import { startDatabase } from '../../lib/local/start-database.ts';
import { Teardown } from '../../lib/local/teardown.ts';

export interface EmbeddedDatabase {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  readonly documents: DynamoDBDocumentClient;
  readonly stackName: string;
  stop(): Promise<void>;
}

let stacks = 0;

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' as const });

/** What DynamoDB is told of a table. */
function shapeOf({ partitionKey, sortKey, index }: TableDefinition) {
  return {
    attributeDefinitions: [
      text(partitionKey),
      ...(sortKey ? [text(sortKey)] : []),
      ...(index ? [text(index.partitionKey), { AttributeName: index.sortKey, AttributeType: 'N' as const }] : []),
    ],
    keySchema: [hash(partitionKey), ...(sortKey ? [range(sortKey)] : [])],
    globalIndexes: index
      ? [
          {
            IndexName: index.name,
            KeySchema: [hash(index.partitionKey), range(index.sortKey)],
            Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...index.includes] },
          },
        ]
      : [],
  };
}

const definitions = Object.entries(tables) as [TableKey, TableDefinition][];

const planOf = (stackName: string, key: TableKey, definition: TableDefinition): TablePlan => {
  const { attributeDefinitions, keySchema, globalIndexes } = shapeOf(definition);
  const name = physicalTableName(stackName, key);
  const indexes: readonly JsonObject[] = globalIndexes;
  return { logicalId: key, name, arn: name, attributeDefinitions, keySchema, globalIndexes: indexes, localIndexes: [] };
};

/** The database of the local runtime, transactions and all, with nothing hung on it. */
async function startLocal(stackName: string, teardown: Teardown): Promise<string> {
  const plans = definitions.map(([key, definition]) => planOf(stackName, key, definition));
  const { store, tables: made } = await startDatabase(undefined, plans, teardown);
  const reportProblem = (line: string): void => {
    throw new Error(line);
  };
  const handler = createRequestHandler({ store, tables: made, meter: new UnitMeter(), reportProblem });
  const front = createDatabaseFront(handler, new Map());
  const url = await listen(front, 0, 'the tests');
  teardown.defer(() => close(front));
  return url;
}

async function makeTablesIn(client: DynamoDBClient, stackName: string): Promise<void> {
  for (const [key, definition] of definitions) {
    const { attributeDefinitions, keySchema, globalIndexes } = shapeOf(definition);
    await client.send(
      new CreateTableCommand({
        TableName: physicalTableName(stackName, key),
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: attributeDefinitions,
        KeySchema: keySchema,
        ...(globalIndexes.length > 0 ? { GlobalSecondaryIndexes: globalIndexes } : {}),
      }),
    );
  }
}

/**
 * All tables of the product in the embedded database, empty. Where `DYNAMODB_ENDPOINT` is set the tables are
 * made there instead, under a stack name of their own, so that the same tests run against a real one.
 */
export async function startEmbeddedDatabase(): Promise<EmbeddedDatabase> {
  const given = process.env.DYNAMODB_ENDPOINT;
  const teardown = new Teardown();
  stacks += 1;
  const stackName = given === undefined ? 'holdfast-test' : `holdfast-test-${process.pid}-${stacks}-${Date.now()}`;
  const endpoint = given ?? (await startLocal(stackName, teardown));
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  teardown.defer(() => client.destroy());
  if (given !== undefined) await makeTablesIn(client, stackName);
  return {
    endpoint,
    client,
    documents: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    stackName,
    stop: () => teardown.run(),
  };
}
