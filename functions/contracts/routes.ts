import type { Scope } from '../domain/access/scope.ts';

/** The functions that answer HTTP, cut by audience and load. */
export type HttpFunctionName =
  | 'ingest'
  | 'storefrontRecommendations'
  | 'customerProfile'
  | 'customerSwitching'
  | 'customerTimeline'
  | 'customerRecommendations'
  | 'eraseCustomer'
  | 'moveOrders'
  | 'retentionReport'
  | 'recommendationReport'
  | 'campaigns'
  | 'campaignResults'
  | 'redeemOffers'
  | 'contract';

export interface Route {
  /** API Gateway's own name of the route: method, a space, path. */
  readonly routeKey: string;
  readonly functionName: HttpFunctionName;
  /** A key with any one of these may call; empty means open to everyone. */
  readonly scopes: readonly Scope[];
}

/** Every route, once: the gateway, the authoriser, the handlers, the OpenAPI document and the tests read this list. */
export const routes = [
  { routeKey: 'POST /v1/orders', functionName: 'ingest', scopes: ['ingest', 'admin'] },
  // A storefront key may send clicks and views alone: each entry is checked.
  { routeKey: 'POST /v1/events', functionName: 'ingest', scopes: ['ingest', 'storefront', 'admin'] },
  { routeKey: 'PUT /v1/items', functionName: 'ingest', scopes: ['ingest', 'admin'] },
  { routeKey: 'PUT /v1/customers', functionName: 'ingest', scopes: ['ingest', 'admin'] },
  {
    routeKey: 'GET /v1/items/{itemId}/recommendations',
    functionName: 'storefrontRecommendations',
    scopes: ['storefront', 'marketer', 'service', 'admin'],
  },
  {
    routeKey: 'GET /v1/recommendations',
    functionName: 'storefrontRecommendations',
    scopes: ['storefront', 'marketer', 'service', 'admin'],
  },
  {
    routeKey: 'POST /v1/recommendations/basket',
    functionName: 'storefrontRecommendations',
    scopes: ['storefront', 'marketer', 'service', 'admin'],
  },
  {
    routeKey: 'POST /v1/recommendations/page',
    functionName: 'storefrontRecommendations',
    scopes: ['storefront', 'marketer', 'service', 'admin'],
  },
  { routeKey: 'GET /v1/customers', functionName: 'customerProfile', scopes: ['marketer', 'service', 'admin'] },
  {
    routeKey: 'GET /v1/customers/{customerId}',
    functionName: 'customerProfile',
    scopes: ['marketer', 'service', 'admin'],
  },
  {
    routeKey: 'GET /v1/customers/{customerId}/recommendations',
    functionName: 'customerRecommendations',
    scopes: ['marketer', 'service', 'admin'],
  },
  {
    routeKey: 'GET /v1/customers/{customerId}/switching-costs',
    functionName: 'customerSwitching',
    scopes: ['marketer', 'service', 'admin'],
  },
  {
    routeKey: 'GET /v1/customers/{customerId}/timeline',
    functionName: 'customerTimeline',
    scopes: ['marketer', 'service', 'admin'],
  },
  { routeKey: 'DELETE /v1/customers/{customerId}', functionName: 'eraseCustomer', scopes: ['admin'] },
  {
    routeKey: 'POST /v1/customers/{customerId}/merge',
    functionName: 'moveOrders',
    scopes: ['service', 'admin'],
  },
  { routeKey: 'POST /v1/orders/{orderId}/claim', functionName: 'moveOrders', scopes: ['service', 'admin'] },
  { routeKey: 'GET /v1/reports/retention', functionName: 'retentionReport', scopes: ['marketer', 'admin'] },
  // The gateway cannot match a part of a segment: the function takes `.csv` off the tile.
  { routeKey: 'GET /v1/reports/retention/{tile}', functionName: 'retentionReport', scopes: ['marketer', 'admin'] },
  { routeKey: 'GET /v1/reports/recommendations', functionName: 'recommendationReport', scopes: ['marketer', 'admin'] },
  {
    routeKey: 'GET /v1/reports/recommendations.csv',
    functionName: 'recommendationReport',
    scopes: ['marketer', 'admin'],
  },
  { routeKey: 'PUT /v1/campaigns/{campaignId}', functionName: 'campaigns', scopes: ['marketer', 'admin'] },
  { routeKey: 'GET /v1/campaigns', functionName: 'campaigns', scopes: ['marketer', 'admin'] },
  { routeKey: 'GET /v1/campaigns/{campaignId}', functionName: 'campaigns', scopes: ['marketer', 'admin'] },
  // Apart from the other actions, as it needs another scope; the gateway takes a text before a variable.
  { routeKey: 'POST /v1/campaigns/{campaignId}/approve', functionName: 'campaigns', scopes: ['admin'] },
  { routeKey: 'POST /v1/campaigns/{campaignId}/{action}', functionName: 'campaigns', scopes: ['marketer', 'admin'] },
  {
    routeKey: 'POST /v1/campaigns/{campaignId}/dry-run',
    functionName: 'campaignResults',
    scopes: ['marketer', 'admin'],
  },
  {
    routeKey: 'GET /v1/campaigns/{campaignId}/dry-run',
    functionName: 'campaignResults',
    scopes: ['marketer', 'admin'],
  },
  {
    routeKey: 'GET /v1/campaigns/{campaignId}/results',
    functionName: 'campaignResults',
    scopes: ['marketer', 'admin'],
  },
  {
    routeKey: 'GET /v1/customers/{customerId}/offers',
    functionName: 'redeemOffers',
    scopes: ['ingest', 'marketer', 'admin'],
  },
  { routeKey: 'POST /v1/offers/{code}/redeem', functionName: 'redeemOffers', scopes: ['ingest', 'admin'] },
  { routeKey: 'GET /v1/offers/switch', functionName: 'campaigns', scopes: ['marketer', 'admin'] },
  { routeKey: 'PUT /v1/offers/switch', functionName: 'campaigns', scopes: ['marketer', 'admin'] },
  {
    routeKey: 'GET /v1/caller',
    functionName: 'contract',
    scopes: ['ingest', 'storefront', 'marketer', 'service', 'admin'],
  },
  { routeKey: 'GET /v1/openapi.json', functionName: 'contract', scopes: [] },
  { routeKey: 'GET /v1/health', functionName: 'contract', scopes: [] },
] as const satisfies readonly Route[];

export type RouteKey = (typeof routes)[number]['routeKey'];

/** Catches every request no route matches, so that a wrong address gets our own 404 document. */
export const fallbackRouteKey = '$default';

export const findRoute = (routeKey: string): Route | undefined =>
  (routes as readonly Route[]).find((route) => route.routeKey === routeKey);
