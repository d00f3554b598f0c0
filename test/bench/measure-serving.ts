import type { Context } from 'aws-lambda';
import type { HttpEvent } from '../../functions/handlers/http/http-event.ts';

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

/**
 * Processor time of a warm call of the function that answers storefronts, its SDK and garbage collection with it and
 * the database in another process. One call at a time, so that what a call used is its own.
 */
export async function measureServing(
  place: ServingPlace,
  itemIds: readonly string[],
  requests: number,
): Promise<readonly ServingCost[]> {
  Object.assign(process.env, {
    HOLDFAST_STACK: place.stackName,
    HOLDFAST_CURRENCY: 'GBP',
    HOLDFAST_TIME_ZONE: 'Europe/London',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: place.dynamodbUrl,
  });
  const { handler } = await import('../../functions/handlers/storefront-recommendations.ts');
  const context = { getRemainingTimeInMillis: () => 10_000 } as unknown as Context;
  const hot = itemIds.slice(0, hotItems);
  const costs: ServingCost[] = [];
  const queries: readonly Readonly<Record<string, string>>[] = [
    {},
    { inStock: 'true', diversity: '0.3', expand: 'item' },
  ];
  for (const query of queries) {
    const milliseconds: number[] = [];
    for (let request = -warmUpRequests; request < requests; request += 1) {
      const itemId = hot[(request + warmUpRequests) % hot.length] ?? '';
      const before = process.cpuUsage();
      const { statusCode } = await handler(eventOf(itemId, query), context);
      const { user, system } = process.cpuUsage(before);
      if (statusCode !== 200) throw new Error(`recommendations of ${itemId} answered ${statusCode}`);
      if (request >= 0) milliseconds.push((user + system) / 1000);
    }
    milliseconds.sort((left, right) => left - right);
    costs.push({
      call: new URLSearchParams(query).toString() || 'plain',
      requests,
      p50Milliseconds: quantile(milliseconds, 0.5),
      p99Milliseconds: quantile(milliseconds, 0.99),
    });
  }
  return costs;
}
