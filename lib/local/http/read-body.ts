import type { IncomingMessage } from 'node:http';

/** API Gateway's limit of a request's body. */
const maximumBodyBytes = 10 * 1024 * 1024;

/** The whole body; undefined where it is over the gateway's 10 MB, of which no more is kept. */
export function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maximumBodyBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => resolve(size <= maximumBodyBytes ? Buffer.concat(chunks) : undefined));
    request.on('error', reject);
  });
}
