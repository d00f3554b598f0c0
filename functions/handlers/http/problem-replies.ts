import type { MiddlewareObj } from '@middy/core';
import { type Problem, problem, problemMediaType, problemOf } from '../../contracts/problem.ts';
import { logFailure } from '../log.ts';
import type { HttpEvent } from './http-event.ts';
import { caching, type HttpReply } from './http-reply.ts';

function problemReply(given: Problem): HttpReply {
  return {
    statusCode: given.status,
    headers: {
      'content-type': problemMediaType,
      'cache-control': caching.never,
      ...(given.status === 503 || given.status === 429 ? { 'retry-after': '1' } : {}),
    },
    body: JSON.stringify(given),
  };
}

/** Turns errors into problem documents; one that is no fault of the caller is logged and tells nothing but its number. */
export const problemReplies = (): MiddlewareObj<HttpEvent, HttpReply> => ({
  onError(request) {
    const known = problemOf(request.error);
    if (known !== undefined) return problemReply(known);
    const { requestId } = request.event.requestContext;
    logFailure('request failed', request.error, { requestId, routeKey: request.event.routeKey });
    return problemReply(problem('server.failed', `the request failed and was logged as ${requestId}`));
  },
});
