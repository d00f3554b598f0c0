import { requestError } from '../../contracts/problem.ts';
import type { HttpEvent } from './http-event.ts';

/** 5 MB as AWS counts them; a function takes at most 6 MB of request, and a body gets longer on its way in. */
export const maximumBodyBytes = 5 * 1_024 * 1_024;

const jsonType = /^application\/(?:[\w.-]+\+)?json$/i;
const utf8Parameter = /^charset\s*=\s*"?utf-?8"?$/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });
const showBytes = new Intl.NumberFormat('en');

function checkMediaType(headers: HttpEvent['headers']): void {
  const given = headers['content-type'];
  const [type = '', ...parameters] = (given ?? '').split(';').map((part) => part.trim());
  const isUtf8 = parameters.filter((part) => /^charset/i.test(part)).every((part) => utf8Parameter.test(part));
  if (!jsonType.test(type) || !isUtf8) {
    const shown = given === undefined ? 'missing' : `"${given}"`;
    throw requestError('request.media-type', `the content-type is ${shown}; needed is application/json in UTF-8`);
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw requestError(
      'request.media-type',
      `the content-encoding is "${encoding}"; bodies are taken uncompressed only`,
    );
  }
}

function bodyBytes({ body = '', isBase64Encoded }: HttpEvent): Uint8Array {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length <= maximumBodyBytes) return bytes;
  const given = showBytes.format(bytes.length);
  throw requestError(
    'request.too-large',
    `the body has ${given} bytes; at most ${showBytes.format(maximumBodyBytes)} (5 MB) are taken, so send fewer at a time`,
  );
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    const reason =
      bytes.length === 0 ? 'it is empty' : cause instanceof SyntaxError ? cause.message : 'it is not UTF-8';
    throw requestError('request.malformed-json', `the body is not JSON: ${reason}`, { cause });
  }
}

/** The JSON of a request, not yet known to be of any form. Problems: 415, 413, 400, in this order. */
export function readJsonBody(event: HttpEvent): unknown {
  checkMediaType(event.headers);
  return parseJson(bodyBytes(event));
}
