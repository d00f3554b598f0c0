import type { RouteKey } from '../../functions/contracts/routes.ts';
import type { Scope } from '../../functions/domain/access/scope.ts';

/** Who may call what, said once more and by hand: a slip in the list of routes must not go unseen. */
export const expectedCallers: Readonly<Record<RouteKey, readonly Scope[] | 'everyone'>> = {
  'POST /v1/orders': ['ingest', 'admin'],
  'POST /v1/events': ['ingest', 'storefront', 'admin'],
  'PUT /v1/items': ['ingest', 'admin'],
  'GET /v1/items/{itemId}/recommendations': ['storefront', 'marketer', 'service', 'admin'],
  'GET /v1/recommendations': ['storefront', 'marketer', 'service', 'admin'],
  'POST /v1/recommendations/basket': ['storefront', 'marketer', 'service', 'admin'],
  'POST /v1/recommendations/page': ['storefront', 'marketer', 'service', 'admin'],
  'PUT /v1/customers': ['ingest', 'admin'],
  'GET /v1/customers/{customerId}/recommendations': ['marketer', 'service', 'admin'],
  'GET /v1/customers': ['marketer', 'service', 'admin'],
  'POST /v1/customers/{customerId}/merge': ['service', 'admin'],
  'POST /v1/orders/{orderId}/claim': ['service', 'admin'],
  'GET /v1/reports/retention': ['marketer', 'admin'],
  'GET /v1/reports/retention/{tile}': ['marketer', 'admin'],
  'GET /v1/customers/{customerId}': ['marketer', 'service', 'admin'],
  'GET /v1/customers/{customerId}/switching-costs': ['marketer', 'service', 'admin'],
  'DELETE /v1/customers/{customerId}': ['admin'],
  'GET /v1/reports/recommendations': ['marketer', 'admin'],
  'GET /v1/reports/recommendations.csv': ['marketer', 'admin'],
  'PUT /v1/campaigns/{campaignId}': ['marketer', 'admin'],
  'GET /v1/campaigns': ['marketer', 'admin'],
  'GET /v1/campaigns/{campaignId}': ['marketer', 'admin'],
  'POST /v1/campaigns/{campaignId}/approve': ['admin'],
  'POST /v1/campaigns/{campaignId}/{action}': ['marketer', 'admin'],
  'GET /v1/offers/switch': ['marketer', 'admin'],
  'PUT /v1/offers/switch': ['marketer', 'admin'],
  'GET /v1/openapi.json': 'everyone',
  'GET /v1/health': 'everyone',
};
