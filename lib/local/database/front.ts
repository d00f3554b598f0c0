import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { accessKeyOf } from '../access/access-key.ts';
import { type Caller, operator } from '../access/caller.ts';
import { missingToken } from './api-error.ts';
import type { Answer, RequestHandler } from './request-handler.ts';

/** DynamoDB's own limit of a request. */
const maximumRequestBytes = 16 * 1024 * 1024;

let requests = 0;

function send(response: ServerResponse, { statusCode, body }: Answer): void {
  requests += 1;
  const text = JSON.stringify(body);
  response.writeHead(statusCode, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': `LOCAL${requests.toString(36).toUpperCase().padStart(12, '0')}`,
  });
  response.end(text);
}

/**
 * The HTTP front of the embedded database. The access key says which function calls; signatures are not
 * checked, since whoever reaches the loopback address owns the machine.
 */
export function createDatabaseFront(
  handle: RequestHandler,
  /** Functions by access key id; anybody else is the operator. */
  callers: ReadonlyMap<string, Caller>,
): Server {
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maximumRequestBytes) chunks.push(chunk);
    });
    request.on('end', () => {
      if (size > maximumRequestBytes) {
        response.writeHead(413).end();
        return;
      }
      const accessKey = accessKeyOf(request.headers.authorization);
      if (accessKey === undefined) {
        send(response, missingToken());
        return;
      }
      const target = request.headers['x-amz-target'];
      const body = chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString();
      handle(callers.get(accessKey) ?? operator, typeof target === 'string' ? target : '', body, (answer) =>
        send(response, answer),
      );
    });
    // A client that hangs up is no fault of ours, and must not end the process.
    request.on('error', () => response.destroy());
  };
  const server = createServer(onRequest);
  // Longer than the SDK keeps its connections, so that it never writes into one that is just being closed.
  server.keepAliveTimeout = 65_000;
  return server;
}
