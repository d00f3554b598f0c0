import type { Server } from 'node:http';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { errorCode, errorText } from './json.ts';

/** Only this machine reaches the runtime. */
const host = '127.0.0.1';
const closeMilliseconds = 2_000;

/**
 * Starts to listen; port 0 takes a free one.
 *
 * @returns the address, such as `http://127.0.0.1:8787`
 * @throws HoldfastError `local.port-in-use`, `local.port-refused`
 */
export function listen(server: Server, port: number, purpose: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = errorCode(error) === 'EADDRINUSE';
      reject(
        new HoldfastError(
          taken ? 'local.port-in-use' : 'local.port-refused',
          taken
            ? `port ${port} for ${purpose} is in use by another program; choose another, or 0 for a free one`
            : `cannot listen on port ${port} for ${purpose}: ${errorText(error)}`,
          { cause: error },
        ),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(`http://${host}:${typeof address === 'object' && address !== null ? address.port : port}`);
    });
  });
}

/** Answers what is under way, then closes; what takes longer than 2 s is cut off. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), closeMilliseconds);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
