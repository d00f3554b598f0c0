import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Scope, scopesFromText } from '../../domain/access/scope.ts';

/** What the authoriser tells the handlers, texts alone. */
export interface AuthorizerContext {
  /** `ingest,marketer`. */
  readonly scopes: string;
  readonly keyId: string;
}

/** A request as the gateway hands it on, payload 2.0; open routes come without an authoriser's context. */
export interface HttpEvent extends Omit<APIGatewayProxyEventV2, 'requestContext'> {
  readonly requestContext: Pick<APIGatewayProxyEventV2['requestContext'], 'requestId'> & {
    readonly authorizer?: { readonly lambda?: Partial<AuthorizerContext> | null };
  };
}

/** Id of the caller's key; empty where no authoriser was asked. */
export const callerKeyId = (event: HttpEvent): string => event.requestContext.authorizer?.lambda?.keyId ?? '';

/** Rights of the caller; none where no authoriser was asked. */
export const callerScopes = (event: HttpEvent): readonly Scope[] =>
  scopesFromText(event.requestContext.authorizer?.lambda?.scopes ?? '');
