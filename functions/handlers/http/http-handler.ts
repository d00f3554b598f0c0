import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { requestError } from '../../contracts/problem.ts';
import type { RouteKey } from '../../contracts/routes.ts';
import type { HttpEvent } from './http-event.ts';
import type { HttpReply } from './http-reply.ts';
import { problemReplies } from './problem-replies.ts';
import { requireScope } from './require-scope.ts';

export type Answer = (event: HttpEvent) => Promise<HttpReply>;

export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpReply>;

/**
 * The function that answers some routes: rights are checked, one answer is called, errors become problem documents.
 * A request of any other route, such as those the gateway's `$default` catches, gets our 404.
 */
export function httpHandler(answers: Readonly<Partial<Record<RouteKey, Answer>>>): HttpHandler {
  const byRoute = new Map<string, Answer>(Object.entries(answers));
  return middy<HttpEvent, HttpReply>()
    .use([problemReplies(), requireScope()])
    .handler(async (event: HttpEvent): Promise<HttpReply> => {
      const answer = byRoute.get(event.routeKey);
      if (answer !== undefined) return answer(event);
      const path = event.rawPath;
      throw requestError(
        'route.unknown',
        `there is no ${path}, or not by this method; /v1/openapi.json lists all calls`,
      );
    });
}
