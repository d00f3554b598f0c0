import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from 'aws-lambda';
import { findRoute } from '../contracts/routes.ts';
import { scopesToText } from '../domain/access/scope.ts';
import { authorizeRequest } from '../flows/authorize-request.ts';
import { createApiKeysStore } from '../stores/api-keys-store.ts';
import type { AuthorizerContext } from './http/http-event.ts';
import { tableAccess } from './wiring.ts';

const deps = { apiKeys: createApiKeysStore(tableAccess()) };

/** Says whether a key may call a route; the gateway keeps the answer by header and route for a minute. */
export async function handler(
  event: Pick<APIGatewayRequestAuthorizerEventV2, 'routeKey' | 'headers'>,
): Promise<APIGatewaySimpleAuthorizerWithContextResult<AuthorizerContext>> {
  const result = await authorizeRequest(deps, {
    authorization: event.headers?.authorization,
    allowedScopes: findRoute(event.routeKey)?.scopes ?? [],
  });
  return result.authorized
    ? { isAuthorized: true, context: { scopes: scopesToText(result.scopes), keyId: result.keyId } }
    : { isAuthorized: false, context: { scopes: '', keyId: '' } };
}
