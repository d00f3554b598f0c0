import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { accessKeyOf } from '../access/access-key.ts';
import { type Caller, operator } from '../access/caller.ts';
import { readBody } from '../http/read-body.ts';
import type { Json } from '../json.ts';
import { type PutEventsAnswer, type PutEventsProps, putEvents } from './put-events.ts';

function parse(body: Buffer | undefined): Json | undefined {
  try {
    const parsed: Json = JSON.parse(String(body));
    return parsed;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { statusCode, body }: PutEventsAnswer): void {
  response.writeHead(statusCode, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(body));
}

/** The HTTP front of the event buses; as with the database the access key says which function calls. */
export function createEventsFront(props: PutEventsProps, callers: ReadonlyMap<string, Caller>): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const caller = callers.get(accessKeyOf(request.headers.authorization) ?? '') ?? operator;
    const target = request.headers['x-amz-target'];
    if (target === 'AWSEvents.PutEvents') send(response, putEvents(props, caller, parse(body)));
    else send(response, { statusCode: 400, body: { __type: 'UnknownOperationException', message: String(target) } });
  };
  const server = createServer((request, response) => {
    // A client that hangs up is no fault of ours, and must not end the process.
    answer(request, response).catch(() => response.destroy());
  });
  // Longer than the SDK keeps its connections, so that it never writes into one that is just being closed.
  server.keepAliveTimeout = 65_000;
  return server;
}
