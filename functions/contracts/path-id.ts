import { describeValue } from './describe-value.ts';
import { idRefusal, isId } from './fields.ts';
import { type ParseResult, refused } from './parse-entry.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodeBase64Url(encoded: string): string | undefined {
  const bytes = Buffer.from(encoded, 'base64url');
  // The decoder skips what it does not know; only what it would write itself is taken.
  if (bytes.toString('base64url') !== encoded) return undefined;
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Reads an id of a path or query: as it is, or `~` and its base64url (UTF-8, without padding), which is how ids with
 * `/` or `,` are sent. `request.path` otherwise.
 * @param place name of the parameter, for the error
 */
export function parsePathId(given: string | undefined, place: string): ParseResult<string> {
  const encoded = given?.startsWith('~') ? given.slice(1) : undefined;
  const id = encoded === undefined ? given : decodeBase64Url(encoded);
  if (id === undefined) {
    const message = `is ${describeValue(given)}; needed is an id, or "~" and the base64url of an id without padding`;
    return refused('request.path', place, message);
  }
  return isId(id) ? { ok: true, value: id } : refused('request.path', place, idRefusal(id));
}

/** Writes an id so that it fits into one segment of a path. */
export const toPathId = (id: string): string =>
  /^[\w.-]+$/.test(id) ? id : `~${Buffer.from(id, 'utf8').toString('base64url')}`;
