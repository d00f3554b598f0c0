import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import type { HttpEvent } from '../../functions/handlers/http/http-event.ts';
import type { HttpHandler } from '../../functions/handlers/http/http-handler.ts';
import { physicalTableName } from '../../functions/stores/tables.ts';
import { bundleFile, bundleFunctions } from '../../lib/bundle-functions.ts';

/** Where the function finds its tables. */
export interface ServingPlace {
  readonly stackName: string;
  readonly dynamodbUrl: string;
}

export interface ServingCost {
  readonly call: string;
  readonly requests: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

const warmUpRequests = 1_000;
/** So few that what the catalogue says of them is in memory, as in the function of a busy shop. */
const hotItems = 200;

const eventOf = (itemId: string, query: Readonly<Record<string, string>>): HttpEvent => ({
  version: '2.0',
  routeKey: 'GET /v1/items/{itemId}/recommendations',
  rawPath: '/v1/items/recommendations',
  rawQueryString: new URLSearchParams(query).toString(),
  headers: {},
  pathParameters: { itemId: `~${Buffer.from(itemId).toString('base64url')}` },
  queryStringParameters: { ...query },
  requestContext: { requestId: 'bench', authorizer: { lambda: { scopes: 'storefront', keyId: 'bench' } } },
  isBase64Encoded: false,
});

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** What the process that is measured is told. */
export interface ServingTask {
  readonly place: ServingPlace;
  readonly itemIds: readonly string[];
  readonly requests: number;
  /** File of the bundled function. */
  readonly bundlePath: string;
}

/**
 * Processor time of a warm call of the function that answers storefronts: its own bundle alone in a process, as in
 * AWS, its SDK and garbage collection with it, the database in another process. One call at a time, so that what a
 * call used is its own.
 */
export async function measureServing(
  place: ServingPlace,
  itemIds: readonly string[],
  requests: number,
): Promise<readonly ServingCost[]> {
  const outputDirectory = await mkdtemp(path.join(tmpdir(), 'holdfast-serving-'));
  try {
    bundleFunctions({ functionNames: ['storefrontRecommendations'], outputDirectory });
    const bundlePath = path.join(outputDirectory, 'storefrontRecommendations', bundleFile);
    const child = fork(new URL('./serving-process.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
    const task: ServingTask = { place, itemIds, requests, bundlePath };
    child.send(task);
    const [costs] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`the measured process ended with ${code}`))),
    ]);
    child.kill();
    return costs as readonly ServingCost[];
  } finally {
    await rm(outputDirectory, { recursive: true });
  }
}

/** The work of the measured process. */
export async function callHotItems({
  place,
  itemIds,
  requests,
  bundlePath,
}: ServingTask): Promise<readonly ServingCost[]> {
  Object.assign(process.env, {
    HOLDFAST_STACK: place.stackName,
    HOLDFAST_CURRENCY: 'GBP',
    HOLDFAST_TIME_ZONE: 'Europe/London',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: place.dynamodbUrl,
  });
  const { handler }: { readonly handler: HttpHandler } = await import(bundlePath);
  const context = { getRemainingTimeInMillis: () => 10_000 } as unknown as Context;
  const hot = itemIds.slice(0, hotItems);
  const askWith =
    (query: Readonly<Record<string, string>>) =>
    async (itemId: string): Promise<void> => {
      const { statusCode } = await handler(eventOf(itemId, query), context);
      if (statusCode !== 200) throw new Error(`recommendations of ${itemId} answered ${statusCode}`);
    };
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const TableName = physicalTableName(place.stackName, 'recommendations');
  const filtered = { inStock: 'true', diversity: '0.3', expand: 'item' };
  const calls: readonly (readonly [string, (itemId: string) => Promise<void>])[] = [
    [
      'one GetItem of the SDK, to compare with',
      async (itemId) => {
        await documents.send(new GetCommand({ TableName, Key: { pk: `item#${itemId}`, sk: 'together' } }));
      },
    ],
    ['plain', askWith({})],
    [new URLSearchParams(filtered).toString(), askWith(filtered)],
  ];
  const costs: ServingCost[] = [];
  for (const [call, ask] of calls) costs.push(await costOf(call, ask, hot, requests));
  return costs;
}

async function costOf(
  call: string,
  ask: (itemId: string) => Promise<void>,
  hot: readonly string[],
  requests: number,
): Promise<ServingCost> {
  const milliseconds: number[] = [];
  for (let request = -warmUpRequests; request < requests; request += 1) {
    const itemId = hot[(request + warmUpRequests) % hot.length] ?? '';
    const before = process.cpuUsage();
    await ask(itemId);
    const { user, system } = process.cpuUsage(before);
    if (request >= 0) milliseconds.push((user + system) / 1000);
  }
  milliseconds.sort((left, right) => left - right);
  return {
    call,
    requests,
    p50Milliseconds: quantile(milliseconds, 0.5),
    p99Milliseconds: quantile(milliseconds, 0.99),
  };
}
