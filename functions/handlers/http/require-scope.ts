import type { MiddlewareObj } from '@middy/core';
import { requestError } from '../../contracts/problem.ts';
import { findRoute } from '../../contracts/routes.ts';
import { mayCall } from '../../domain/access/scope.ts';
import { callerScopes, type HttpEvent } from './http-event.ts';
import type { HttpReply } from './http-reply.ts';

/**
 * Checks once more what the authoriser checked: a route wired without it, or a stale answer of its cache, must not
 * open a function.
 */
export const requireScope = (): MiddlewareObj<HttpEvent, HttpReply> => ({
  before({ event }) {
    const allowed = findRoute(event.routeKey)?.scopes ?? [];
    if (mayCall(callerScopes(event), allowed)) return;
    throw requestError('access.scope', `${event.routeKey} needs a key with the scope ${allowed.join(' or ')}`);
  },
});
